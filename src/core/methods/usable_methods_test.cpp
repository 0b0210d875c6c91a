#include "core/methods/usable_methods.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

const base::TimePoint kNow = base::from_seconds(1'795'372'800);

struct UsableMethods : ::testing::Test {
    UsableMethods() {
        person.id = PersonId("p");
        person.work_mail = "anna@work.example";
        person.alternate_mails = {"", "anna@home.dk", "anna@other.dk"};
        person.profile[ProfileField::mobile_phone] = "12 34 56 78";
        person.profile[ProfileField::usage_location] = "DK";
        for (const auto kind :
             {MethodKind::email, MethodKind::mobile_phone, MethodKind::authenticator_app,
              MethodKind::security_questions, MethodKind::recovery_code, MethodKind::temporary_access_code}) {
            policy.methods.insert(kind);
            world.carried_out.insert(kind);
        }
        world.now = kNow;
    }
    AuthenticationMethod& add(MethodData data) {
        AuthenticationMethod method;
        method.id = "m" + std::to_string(registered.size());
        method.person_id = person.id;
        method.data = std::move(data);
        registered.push_back(std::move(method));
        return registered.back();
    }
    [[nodiscard]] std::vector<UsableMethod> usable() const { return usable_methods(person, registered, policy, world); }
    [[nodiscard]] std::string kinds() const {
        std::string text;
        for (const auto& method : usable()) text += std::string(to_string(method.kind)) + " ";
        return text;
    }

    Person person;
    std::vector<AuthenticationMethod> registered;
    PasswordResetPolicy policy;
    MethodWorld world;
};

TEST_F(UsableMethods, TheDirectorysAddressAndNumberServeWithoutRegistration) {
    const auto found = usable();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].destination, "anna@home.dk");
    EXPECT_EQ(hint_of(found[0]), "a•••@h•••");
    EXPECT_EQ(found[1].destination, "+4512345678");
    EXPECT_EQ(hint_of(found[1]), "••• 78");
}

TEST_F(UsableMethods, WhatWasRegisteredGoesFirst) {
    add(EmailAddressMethod{"anna@new.dk"});
    add(MobilePhoneMethod{"+4587654321"});
    EXPECT_EQ(usable()[0].destination, "anna@new.dk");
    EXPECT_EQ(usable()[1].destination, "+4587654321");
}

TEST_F(UsableMethods, ALockedOneGivesWayToTheDirectorys) {
    add(EmailAddressMethod{"mallory@new.dk"}).locked = true;
    EXPECT_EQ(usable()[0].destination, "anna@home.dk");
}

TEST_F(UsableMethods, ThePolicyAndWhatThisTenantCanDoBothSayNo) {
    add(AuthenticatorAppMethod{{1, 2, 3}, 0});
    EXPECT_EQ(kinds(), "email mobilePhone authenticatorApp ");
    policy.methods.erase(MethodKind::email);
    world.carried_out.erase(MethodKind::mobile_phone);
    EXPECT_EQ(kinds(), "authenticatorApp ");
}

TEST_F(UsableMethods, TheWorkMailboxServesOnlyWhereTheOperatorSaysSo) {
    person.alternate_mails.clear();
    EXPECT_EQ(kinds(), "mobilePhone ");
    world.use_work_mail = true;
    EXPECT_EQ(usable()[0].destination, "anna@work.example");
}

TEST_F(UsableMethods, ANumberThatNobodyCanCallIsNone) {
    person.profile.erase(ProfileField::usage_location);
    EXPECT_EQ(kinds(), "email ");
    person.profile[ProfileField::country_code] = "DK";
    EXPECT_EQ(kinds(), "email mobilePhone ");
}

TEST_F(UsableMethods, WhatIsUsedUpOrExpiredIsLeftOut) {
    add(RecoveryCodesMethod{});
    add(TemporaryAccessCodeMethod{{}, kNow, "a"});
    EXPECT_EQ(kinds(), "email mobilePhone ");
    add(RecoveryCodesMethod{{crypto::Digest{}}});
    add(TemporaryAccessCodeMethod{{}, kNow + 1ms, "a"});
    EXPECT_EQ(kinds(), "email mobilePhone recoveryCode temporaryAccessCode ");
}

TEST_F(UsableMethods, QuestionsServeWhenAsManyAreAnsweredAsAreAskedFor) {
    add(SecurityQuestionsMethod{{{"q01", ""}, {"q02", ""}, {"q03", ""}}});
    EXPECT_EQ(kinds(), "email mobilePhone securityQuestions ");
    policy.questions.to_reset = 4;
    EXPECT_EQ(kinds(), "email mobilePhone ");
}

}  // namespace
}  // namespace tilbage::core
