#include <gtest/gtest.h>

#include "core/methods/security_answer.h"
#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class SecurityInfoTest : public testing::Test, protected fakes::SecurityInfoWorld {
protected:
    SecurityInfoTest() {
        policy().methods = {MethodKind::email, MethodKind::authenticator_app, MethodKind::security_questions,
                            MethodKind::recovery_code};
        policy().questions.predefined = {"q01", "q02", "q03", "q04"};
        policy().questions.custom = {{7, "What was your first badge number?"}};
        policy().questions.to_register = 3;
        policy().questions.to_reset = 3;
    }
    template <class T>
    static RefusalCode refusal(const Answer<T>& answer) {
        return answer ? RefusalCode::busy : answer.error().code;
    }
    [[nodiscard]] std::string code_now() const { return std::to_string(fakes::FakeTotp::step_at(clock.now())); }
    std::string add_app(const std::string& token) {
        const auto begun = begin_method(token, "authenticatorApp");
        return confirm_method(token, begun->id, {.code = code_now(), .name = "My phone"}).value();
    }
    static std::vector<TypedAnswer> answers() {
        return {{"q01", "Odense"}, {"q03", "Herr Hansen"}, {"c7", "Nummer 11"}};
    }
    [[nodiscard]] std::vector<std::string> told(const std::string& subject) const {
        std::vector<std::string> addresses;
        for (const auto& queued : outbox.mails)
            if (queued.mail.subject == subject) addresses.push_back(queued.mail.to);
        return addresses;
    }
    [[nodiscard]] std::string link_token() const {
        const auto& text = outbox.mails.back().mail.text;
        return text.substr(text.find('=') + 1);
    }
    std::optional<Interrupt> interrupt(const std::string& token) { return account_sessions.read(token)->interrupt; }
    // Not even the directory has an address.
    void without_addresses() {
        auto changed = person;
        changed.alternate_mails.clear();
        put(changed);
    }
    const AuditRecord& last() { return audit.records.back().record; }
};

TEST_F(SecurityInfoTest, AnAddressIsRegisteredByTheCodeThatWasSentToIt) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "email", "  anna@new.example ");
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(outbox.mails.back().mail.to, "anna@new.example");
    EXPECT_EQ(last().action, "method.code_sent");
    EXPECT_TRUE(registered.methods.empty()) << "none yet";
    const auto code = last_code();
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = wrong_code()})), RefusalCode::code_wrong);
    EXPECT_EQ(last().result, "code_wrong");
    ASSERT_TRUE(confirm_method(token, begun->id, {.code = " " + code.substr(0, 3) + " " + code.substr(3)}));
    ASSERT_EQ(registered.methods.size(), 1U);
    EXPECT_EQ(std::get<EmailAddressMethod>(registered.methods[0].data).address, "anna@new.example");
    EXPECT_EQ(registered.methods[0].id, begun->id);
    EXPECT_EQ(last().action, "method.register");
    EXPECT_EQ(last().result, "succeeded");
    EXPECT_EQ(last().details, R"({"method":"email"})");
    EXPECT_EQ(told("registered"), (std::vector<std::string>{"anna@home.example", "anna@new.example",
                                                            "anna@other.example", "anna@work.example"}));
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = code})), RefusalCode::code_expired) << "once";
}

TEST_F(SecurityInfoTest, ANewAddressTakesTheOldersPlaceAndTheOldOneIsToldToo) {
    add_method(EmailAddressMethod{"old@elsewhere.example"});
    const auto token = signed_in();
    const auto begun = begin_method(token, "email", "anna@new.example");
    EXPECT_EQ(registered.methods.size(), 1U) << "the old one serves until the new one is proven";
    ASSERT_TRUE(confirm_method(token, begun->id, {.code = last_code()}));
    ASSERT_EQ(registered.methods.size(), 1U);
    EXPECT_EQ(std::get<EmailAddressMethod>(registered.methods[0].data).address, "anna@new.example");
    const auto all = told("registered");
    EXPECT_NE(std::ranges::find(all, "old@elsewhere.example"), all.end());
}

TEST_F(SecurityInfoTest, NoCodeGoesToTheOrganisationsOwnMailboxesNorToWhatIsNoAddress) {
    const auto token = signed_in();
    for (const auto* address : {"", "anna", "a b@c.example", "anna@home.example\r\nBcc: x@y.example",
                                "Anna@WORK.example", "somebody@EX1.test"}) {
        EXPECT_EQ(refusal(begin_method(token, "email", address)), RefusalCode::destination_refused) << address;
    }
    EXPECT_TRUE(told("code").empty());
}

TEST_F(SecurityInfoTest, AnAppIsAMethodOnceItsFirstCodeWasRightWhichDoesNotServeAgain) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "authenticatorApp");
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(begun->shown.app_secret, "BASE32");
    EXPECT_EQ(begun->user_name, person.user_name);
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = "000000"})), RefusalCode::code_wrong);
    EXPECT_TRUE(registered.methods.empty());
    ASSERT_TRUE(confirm_method(token, begun->id, {.code = code_now(), .name = "My phone"}));
    EXPECT_EQ(registered.methods.at(0).name, "My phone");
    const auto session = meant(person.user_name);
    EXPECT_EQ(refusal(verify(session, code_now(), "authenticatorApp")), RefusalCode::code_wrong) << "it has served";
    clock.advance(60s);
    EXPECT_TRUE(verify(session, code_now(), "authenticatorApp").has_value()) << "the reset page opens the secret";
}

TEST_F(SecurityInfoTest, FiveAppsAreEnoughAndALockedOneCountsForNone) {
    const auto token = signed_in();
    for (int i = 0; i < 5; ++i) (void)add_app(token);
    EXPECT_FALSE(list_methods.run(token)->offered.contains(MethodKind::authenticator_app));
    EXPECT_EQ(refusal(begin_method(token, "authenticatorApp")), RefusalCode::kind_not_allowed);
    registered.methods[0].locked = true;
    EXPECT_TRUE(begin_method(token, "authenticatorApp").has_value());
}

TEST_F(SecurityInfoTest, QuestionsAreAnsweredByTheRulesAndKeptHashed) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "securityQuestions");
    ASSERT_TRUE(begun.has_value());
    EXPECT_EQ(begun->shown.questions.size(), 5U);
    EXPECT_EQ(begun->shown.questions.back().text, "What was your first badge number?");
    EXPECT_EQ(begun->shown.questions_needed, 3);
    const auto refused = [&](std::vector<TypedAnswer> typed) {
        const auto again = begin_method(token, "securityQuestions");
        return refusal(confirm_method(token, again->id, {.answers = std::move(typed)}));
    };
    auto too_few = answers();
    too_few.pop_back();
    auto twice = answers();
    twice[1].question_id = "q01";
    auto alike = answers();
    alike[1].answer = "  ODENSE ";
    auto short_one = answers();
    short_one[0].answer = "ab";
    auto long_one = answers();
    long_one[0].answer = std::string(41, 'a');
    auto not_offered = answers();
    not_offered[0].question_id = "q09";
    for (const auto& typed : {too_few, twice, alike, short_one, long_one, not_offered}) {
        EXPECT_EQ(refused(typed), RefusalCode::answers_refused);
    }
    EXPECT_TRUE(registered.methods.empty());
    const auto last_one = begin_method(token, "securityQuestions");
    ASSERT_TRUE(confirm_method(token, last_one->id, {.answers = answers()}));
    const auto& kept = std::get<SecurityQuestionsMethod>(registered.methods.at(0).data).answers;
    ASSERT_EQ(kept.size(), 3U);
    EXPECT_TRUE(*hasher.verify(kept[0].answer_hash, *answer_text("odense")));
    EXPECT_EQ(kept[0].answer_hash.find("dense"), std::string::npos);
}

TEST_F(SecurityInfoTest, RecoveryCodesAreShownOnceAndServeAtTheResetPageOnceConfirmed) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "recoveryCode");
    ASSERT_TRUE(begun.has_value());
    ASSERT_EQ(begun->shown.recovery_codes.size(), 10U);
    ASSERT_TRUE(confirm_method(token, begun->id));
    EXPECT_EQ(list_methods.run(token)->methods.at(0).codes_left, 10);
    const auto session = meant(person.user_name);
    EXPECT_TRUE(verify(session, begun->shown.recovery_codes[3], "recoveryCode").has_value());
    EXPECT_EQ(list_methods.run(token)->methods.at(0).codes_left, 9);
}

TEST_F(SecurityInfoTest, AChangeNeedsASignInOfTheLastTenMinutes) {
    const auto token = signed_in();
    const auto id = add_app(token);
    alarms.pass(10min + 1s);
    EXPECT_EQ(refusal(begin_method(token, "authenticatorApp")), RefusalCode::sign_in_too_old);
    EXPECT_EQ(refusal(remove_method.run(token, id)), RefusalCode::sign_in_too_old);
    EXPECT_TRUE(list_methods.run(token).has_value()) << "looking does not";
    EXPECT_TRUE(remove_method.run(signed_in(), id).has_value());
}

TEST_F(SecurityInfoTest, ARegistrationBelongsToTheSessionThatBeganIt) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "recoveryCode");
    EXPECT_EQ(refusal(confirm_method(signed_in(), begun->id)), RefusalCode::code_expired);
    EXPECT_TRUE(confirm_method(token, begun->id).has_value());
    const auto late = begin_method(token, "recoveryCode");
    alarms.pass(10min);
    EXPECT_EQ(refusal(confirm_method(token, late->id)), RefusalCode::code_expired);
    EXPECT_EQ(refusal(begin_method("", "recoveryCode")), RefusalCode::session_missing);
    EXPECT_EQ(refusal(list_methods.run("nobody's")), RefusalCode::session_missing);
}

TEST_F(SecurityInfoTest, FiveTriesAreAllThereAre) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "authenticatorApp");
    for (int left = 4; left > 0; --left) {
        const auto wrong = confirm_method(token, begun->id, {.code = "000000"});
        EXPECT_EQ(refusal(wrong), RefusalCode::code_wrong);
        EXPECT_EQ(wrong.error().tries_left, left);
    }
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = "000000"})), RefusalCode::code_exhausted);
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = code_now()})), RefusalCode::code_exhausted);
}

TEST_F(SecurityInfoTest, CodesAndTriesAreCountedForThePerson) {
    const auto token = signed_in();
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(begin_method(token, "email", "a@b.example").has_value());
    EXPECT_EQ(refusal(begin_method(signed_in(), "email", "a@b.example")), RefusalCode::too_many_attempts);
    const auto app = begin_method(token, "authenticatorApp");
    for (int i = 0; i < 30; ++i) (void)confirm_method(token, app->id, {.code = "000000"});
    EXPECT_EQ(refusal(confirm_method(token, app->id, {.code = code_now()})), RefusalCode::too_many_attempts);
}

TEST_F(SecurityInfoTest, OnlyWhatThePolicyAllowsIsOfferedAndOnlyToThoseWhoMayReset) {
    const auto token = signed_in();
    policy().methods = {MethodKind::email, MethodKind::temporary_access_code};
    EXPECT_EQ(list_methods.run(token)->offered, MethodKinds{MethodKind::email}) << "the helpdesk's has no registrar";
    for (const auto* kind : {"passkey", "recoveryCode", "temporaryAccessCode"}) {
        EXPECT_EQ(refusal(begin_method(token, kind)), RefusalCode::kind_not_allowed) << kind;
    }
    EXPECT_EQ(refusal(begin_method(token, "fax")), RefusalCode::malformed);
    const auto begun = begin_method(token, "email", "a@b.example");
    policy().methods = {MethodKind::passkey};
    EXPECT_EQ(refusal(confirm_method(token, begun->id, {.code = last_code()})), RefusalCode::kind_not_allowed);
    policy().methods = {MethodKind::email};
    policy().enabled = ResetEnablement::none;
    EXPECT_TRUE(list_methods.run(token)->offered.empty());
    EXPECT_FALSE(list_methods.run(token)->may_reset);
}

TEST_F(SecurityInfoTest, WhoMustChangeThePasswordDoesThatFirst) {
    const auto token = signed_in(Reason::password_must_change);
    EXPECT_EQ(refusal(list_methods.run(token)), RefusalCode::wrong_step);
    EXPECT_EQ(refusal(begin_method(token, "recoveryCode")), RefusalCode::wrong_step);
    EXPECT_EQ(refusal(answer_interrupt.not_now(token)), RefusalCode::wrong_step);
}

TEST_F(SecurityInfoTest, TheListMasksAddressesAndHasWhatTheDirectoryBrings) {
    add_method(EmailAddressMethod{"private@elsewhere.example"});
    add_method(TemporaryAccessCodeMethod{{}, clock.now() + 1h, "somebody"});
    const auto list = list_methods.run(signed_in());
    ASSERT_EQ(list->methods.size(), 1U);
    EXPECT_EQ(list->methods[0].hint, "p•••@e•••");
    ASSERT_EQ(list->from_directory.size(), 1U);
    EXPECT_EQ(list->from_directory[0].hint, "a•••@h•••");
    EXPECT_EQ(list->required, 1);
}

TEST_F(SecurityInfoTest, AMethodIsRemovedByItsOwnerAloneAndEveryAddressIsTold) {
    const auto token = signed_in();
    add_method(EmailAddressMethod{"private@elsewhere.example"});
    const auto id = registered.methods[0].id;
    auto strangers = add_method(RecoveryCodesMethod{{}});
    registered.methods[1].person_id = PersonId("somebody else");
    add_method(TemporaryAccessCodeMethod{{}, clock.now() + 1h, "the helpdesk"});
    EXPECT_EQ(refusal(remove_method.run(token, strangers.id)), RefusalCode::not_found);
    EXPECT_EQ(refusal(remove_method.run(token, registered.methods[2].id)), RefusalCode::not_found);
    ASSERT_TRUE(remove_method.run(token, id).has_value());
    EXPECT_EQ(last().action, "method.remove");
    const auto all = told("removed");
    EXPECT_EQ(all.size(), 4U);
    EXPECT_NE(std::ranges::find(all, "private@elsewhere.example"), all.end());
    EXPECT_EQ(refusal(remove_method.run(token, id)), RefusalCode::not_found);
}

TEST_F(SecurityInfoTest, ThisWasNotMeLocksTheMethodAndEndsEverySession) {
    ASSERT_TRUE(administrators.add(
        {AdministratorId("a1"), tenant, "chief@ex1.test", "Chief", {Role::global_administrator}}, {}, clock.now()));
    const auto token = signed_in();
    const auto id = add_app(token);
    const auto reset = meant(person.user_name);
    const auto link = link_token();
    EXPECT_EQ(link.size(), 64U);
    EXPECT_EQ(link.find_first_not_of("abcdefghijklmnop"), std::string::npos);
    EXPECT_EQ(refusal(report_change.run("aaaa")), RefusalCode::request_expired);
    ASSERT_TRUE(report_change.run(link).has_value());
    EXPECT_TRUE(registered.methods.at(0).locked);
    EXPECT_EQ(refusal(list_methods.run(token)), RefusalCode::session_missing);
    EXPECT_FALSE(read_session.run(reset).has_value());
    EXPECT_EQ(told("not me"), std::vector<std::string>{"chief@ex1.test"});
    EXPECT_EQ(last().action, "method.report");
    EXPECT_EQ(last().details, R"({"method":"authenticatorApp","locked":true})");
    EXPECT_EQ(refusal(report_change.run(link)), RefusalCode::request_expired) << "once";
    EXPECT_TRUE(remove_method.run(signed_in(), id).has_value()) << "to clear it away";
}

TEST_F(SecurityInfoTest, ALinkServesForTwoWeeks) {
    (void)add_app(signed_in());
    const auto link = link_token();
    alarms.pass(14 * 24h);
    EXPECT_EQ(refusal(report_change.run(link)), RefusalCode::request_expired);
    EXPECT_FALSE(registered.methods.at(0).locked);
}

TEST_F(SecurityInfoTest, WhoHasTooFewMethodsIsAskedToRegisterUntilTheyDoOrPutItOff) {
    EXPECT_FALSE(interrupt(signed_in())) << "the directory's address is enough";
    policy().methods_required = 2;
    const auto token = signed_in();
    EXPECT_EQ(interrupt(token), Interrupt::registration);
    EXPECT_FALSE(answer_interrupt.not_now(token)->interrupt);
    EXPECT_FALSE(interrupt(token));
    const auto next = signed_in();
    EXPECT_EQ(interrupt(next), Interrupt::registration) << "at every sign-in";
    (void)add_app(next);
    EXPECT_FALSE(interrupt(next));
}

TEST_F(SecurityInfoTest, NobodyIsAskedForWhatIsNotRequiredOrWouldServeForNothing) {
    without_addresses();
    const auto token = signed_in();
    EXPECT_EQ(interrupt(token), Interrupt::registration);
    policy().registration_required = false;
    EXPECT_FALSE(interrupt(token));
    policy().registration_required = true;
    policy().enabled = ResetEnablement::none;
    EXPECT_FALSE(interrupt(token));
    policy().enabled = ResetEnablement::all;
    policy().methods = {MethodKind::temporary_access_code};
    EXPECT_FALSE(interrupt(token)) << "nothing of it can be registered here";
}

TEST_F(SecurityInfoTest, AfterSoManyDaysItIsAskedWhetherAllIsStillRight) {
    policy().reconfirm_days = 180;
    (void)add_app(signed_in());
    alarms.pass(24h * 179);
    EXPECT_FALSE(interrupt(signed_in()));
    alarms.pass(24h);
    const auto token = signed_in();
    EXPECT_EQ(interrupt(token), Interrupt::confirmation);
    EXPECT_FALSE(answer_interrupt.still_right(token)->interrupt);
    EXPECT_EQ(last().action, "method.confirm");
    alarms.pass(24h * 179);
    EXPECT_FALSE(interrupt(signed_in()));
    alarms.pass(24h);
    policy().reconfirm_days = 0;
    EXPECT_FALSE(interrupt(signed_in()));
    policy().reconfirm_days = 1;
    EXPECT_EQ(interrupt(signed_in()), Interrupt::confirmation);
}

TEST_F(SecurityInfoTest, WithABrokenStoreNothingIsChanged) {
    const auto token = signed_in();
    const auto begun = begin_method(token, "recoveryCode");
    registered.broken = true;
    EXPECT_EQ(confirm_method(token, begun->id).error().code, RefusalCode::busy);
    EXPECT_EQ(list_methods.run(token).error().code, RefusalCode::busy);
    registered.broken = false;
    EXPECT_TRUE(registered.methods.empty());
}

}  // namespace
}  // namespace tilbage::core
