#include "core/security_info/passkey_registrar.h"

#include <gtest/gtest.h>

#include "core/methods/passkey.h"
#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;
using fakes::FakePasskeys;

class PasskeyRegistrarTest : public ::testing::Test, protected fakes::SecurityInfoWorld {
protected:
    PasskeyRegistrarTest() {
        policy().methods = {MethodKind::passkey, MethodKind::email};
        token_ = signed_in();
    }
    template <class T>
    static RefusalCode refusal(const Answer<T>& answer) {
        return answer ? RefusalCode::busy : answer.error().code;
    }
    Answer<std::string> add(const std::string& credential, const std::string& name = {}) {
        const auto begun = begin_method(token_, "passkey");
        if (!begun) return refuse(begun.error());
        return confirm_method(token_, begun->id,
                              {.attestation = FakePasskeys::attestation(credential, passkeys.challenge), .name = name});
    }
    const AuditRecord& last() { return audit.records.back().record; }
    std::string token_;
};

TEST_F(PasskeyRegistrarTest, OneIsRegisteredWithItsNameAndResetsThePassword) {
    const auto begun = begin_method(token_, "passkey");
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(begun->shown.passkey_options, R"({"ask":"create"})");
    EXPECT_EQ(passkeys.created.challenge.size(), 32U);
    EXPECT_EQ(passkeys.created.user_handle, passkey_user_handle(person.id));
    EXPECT_EQ(passkeys.created.user_name, person.user_name);
    EXPECT_EQ(passkeys.created.relying_party_name, "Example One");
    EXPECT_TRUE(passkeys.created.exclude.empty());
    EXPECT_TRUE(registered.methods.empty());
    ASSERT_TRUE(confirm_method(token_, begun->id,
                               {.attestation = FakePasskeys::attestation("first", passkeys.challenge), .name = "Key"}));
    ASSERT_EQ(registered.methods.size(), 1U);
    EXPECT_EQ(registered.methods[0].name, "Key");
    EXPECT_EQ(last().details, R"({"method":"passkey"})");
    EXPECT_EQ(outbox.mails.back().mail.subject, "registered");

    const auto session = meant(person.user_name);
    ASSERT_TRUE(ask_passkey.run(session));
    EXPECT_TRUE(assert_passkey(
        session, FakePasskeys::assertion("first", 1, passkeys.challenge, passkey_user_handle(person.id))));
    EXPECT_EQ(list_methods.run(token_)->methods.at(0).used_at, clock.now());
}

TEST_F(PasskeyRegistrarTest, AChallengeServesOnceRightOrWrong) {
    const auto begun = begin_method(token_, "passkey");
    EXPECT_EQ(refusal(confirm_method(token_, begun->id, {.attestation = FakePasskeys::attestation("first", {1})})),
              RefusalCode::code_exhausted);
    EXPECT_EQ(last().details, R"({"method":"passkey","why":"challenge"})");
    EXPECT_EQ(refusal(confirm_method(token_, begun->id,
                                     {.attestation = FakePasskeys::attestation("first", passkeys.challenge)})),
              RefusalCode::code_exhausted);
    EXPECT_TRUE(registered.methods.empty());
    EXPECT_TRUE(add("first")) << "a new one serves";
}

TEST_F(PasskeyRegistrarTest, AChallengeLivesFiveMinutesAndBelongsToItsSession) {
    auto begun = begin_method(token_, "passkey");
    const auto attestation = FakePasskeys::attestation("first", passkeys.challenge);
    EXPECT_EQ(refusal(confirm_method(signed_in(), begun->id, {.attestation = attestation})), RefusalCode::code_expired);
    clock.advance(5min + 1ms);
    EXPECT_EQ(refusal(confirm_method(token_, begun->id, {.attestation = attestation})), RefusalCode::code_expired);
    EXPECT_TRUE(registered.methods.empty());
}

TEST_F(PasskeyRegistrarTest, ACredentialThatSomebodyHasIsNotTakenAgain) {
    add_method(PasskeyMethod{FakePasskeys::bytes("theirs"), {1}, 0, {}}).person_id = PersonId("somebody");
    EXPECT_EQ(refusal(add("theirs")), RefusalCode::code_exhausted);
    EXPECT_EQ(last().details, R"({"method":"passkey","why":"registered_already"})");
    EXPECT_TRUE(add("mine"));
    EXPECT_EQ(refusal(add("mine")), RefusalCode::code_exhausted);
}

TEST_F(PasskeyRegistrarTest, FiveAreEnoughAndTheOldOnesStayAndAreExcluded) {
    for (int i = 0; i < 5; ++i) EXPECT_TRUE(add("passkey" + std::to_string(i)));
    EXPECT_EQ(registered.methods.size(), 5U);
    EXPECT_EQ(passkeys.created.exclude.size(), 4U);
    EXPECT_EQ(refusal(add("passkey5")), RefusalCode::kind_not_allowed);
    registered.methods[0].locked = true;
    EXPECT_TRUE(add("passkey5"));
}

TEST_F(PasskeyRegistrarTest, AHandleTellsNotWhoItIsAndIsAlwaysTheSame) {
    const auto handle = passkey_user_handle(person.id);
    EXPECT_EQ(handle, passkey_user_handle(person.id));
    EXPECT_NE(handle, passkey_user_handle(PersonId("another")));
    EXPECT_EQ(handle.size(), 32U);
    EXPECT_EQ(std::string(handle.begin(), handle.end()).find(person.id.str()), std::string::npos);
}

}  // namespace
}  // namespace tilbage::core
