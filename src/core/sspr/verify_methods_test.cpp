// What is special to each method, in the middle of a session.
#include <gtest/gtest.h>

#include "core/methods/authenticator_secret.h"
#include "core/methods/printed_code.h"
#include "core/methods/security_answer.h"
#include "core/sspr/counting_key.h"
#include "core/sspr/limits.h"
#include "crypto/secret_box.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::FakeTotp;
using fakes::ResetWorld;

struct VerifyMethods : ::testing::Test {
    VerifyMethods() { world.policy().methods = {kAllMethodKinds.begin(), kAllMethodKinds.end()}; }

    void has_phone() {
        world.person.profile[ProfileField::mobile_phone] = "12 34 56 78";
        world.person.profile[ProfileField::usage_location] = "DK";
        world.put(world.person);
    }
    void has_app() {
        const auto id = "method-" + std::to_string(world.registered.methods.size());
        world.add_method(AuthenticatorAppMethod{
            crypto::seal_secret(world.code_key, kAuthenticatorPurpose, authenticator_owner(world.person.id, id),
                                base::SecretBytes(kAuthenticatorSecretBytes), world.random)
                .value(),
            0});
    }
    void has_answers() {
        world.policy().questions.predefined = {"q01", "q02", "q03", "q04", "q05"};
        SecurityQuestionsMethod questions;
        for (const auto& id : world.policy().questions.predefined) {
            questions.answers.push_back({id, world.hasher.hash(*answer_text("Svar " + id)).value()});
        }
        world.add_method(std::move(questions));
    }
    [[nodiscard]] std::string app_code(int steps = 0) const {
        return std::to_string(FakeTotp::step_at(world.clock.now()) + steps);
    }
    RefusalCode refusal(const std::string& token, const std::string& code, const std::string& method) {
        const auto verified = world.verify(token, code, method);
        return verified ? RefusalCode::busy : verified.error().code;
    }
    Answer<SessionState> answer(const std::string& token, const std::string& prefix = "svar ") {
        VerifyCommand command{token, "securityQuestions", {}};
        const auto asked = world.ask_questions.run(token);
        if (!asked) return refuse(asked.error());
        for (const auto& question : *asked) command.proof.answers.push_back({question.id, prefix + question.id});
        return world.verify_proof.run(command);
    }

    ResetWorld world;
};

// Who knows the name alone is not told that it is an administrator's.
TEST_F(VerifyMethods, AnAdministratorsSecondStepShowsOnlyAfterTheFirst) {
    has_app();
    Administrator administrator;
    administrator.user_name = world.person.user_name;
    ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    const auto token = world.meant(world.person.user_name);
    EXPECT_EQ(world.read_session.run(token)->of, 1);
    const auto state = world.verify(token, app_code(), "authenticatorApp");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->step, ResetStep::verification);
    EXPECT_EQ(state->number, 2);
    EXPECT_EQ(state->of, 2);
}

TEST_F(VerifyMethods, ATextGoesOnlyToWhoTypesTheWholeNumber) {
    has_phone();
    const auto token = world.meant("annasor");
    for (const auto* typed : {"", "78", "+4512345679", "hello"}) {
        EXPECT_EQ(world.send(token, "mobilePhone", typed).error().code, RefusalCode::number_wrong) << typed;
    }
    EXPECT_TRUE(world.phone.texts.empty());
    ASSERT_TRUE(world.send(token, "mobilePhone", "0045 12 34 56 78"));
    ASSERT_EQ(world.phone.texts.size(), 1U);
    EXPECT_EQ(world.phone.texts[0].to, "+4512345678");
    const auto code = world.phone.texts[0].text;
    EXPECT_EQ(refusal(token, code, "email"), RefusalCode::wrong_step) << "a text proves no mailbox";
    EXPECT_EQ(world.verify(token, code, "mobilePhone")->step, ResetStep::password);
}

TEST_F(VerifyMethods, NumbersCannotBeTriedForLong) {
    has_phone();
    const auto token = world.meant("annasor");
    for (int i = 0; i < limits::wrong_numbers().limit; ++i) (void)world.send(token, "mobilePhone", "+4511111111");
    EXPECT_EQ(world.send(token, "mobilePhone", "+4512345678").error().code, RefusalCode::too_many_attempts);
}

TEST_F(VerifyMethods, OneNumberGetsOnlySoManyTextsWhoeverTheyAreAbout) {
    has_phone();
    const auto token = world.meant("annasor");
    for (int i = 0; i < limits::texts_to_number().limit; ++i) {
        (void)world.attempts.clear(limits::texts_sent(), counting_key(world.person.id));
        ASSERT_TRUE(world.send(token, "mobilePhone", "+4512345678")) << i;
    }
    (void)world.attempts.clear(limits::texts_sent(), counting_key(world.person.id));
    EXPECT_EQ(world.send(token, "mobilePhone", "+4512345678").error().code, RefusalCode::too_many_attempts);
    for (const auto& [key, count] : world.attempts.counts) EXPECT_EQ(key.find("12345678"), std::string::npos) << key;
}

TEST_F(VerifyMethods, ATenantSendsOnlySoManyTexts) {
    has_phone();
    world.attempts.counts[limits::texts_of_tenant().name + ' ' + world.tenant.str()] = limits::texts_of_tenant().limit;
    const auto token = world.meant("annasor");
    EXPECT_EQ(world.send(token, "mobilePhone", "+4512345679").error().code, RefusalCode::number_wrong);
    EXPECT_EQ(world.send(token, "mobilePhone", "+4512345678").error().code, RefusalCode::too_many_attempts);
    EXPECT_TRUE(world.phone.texts.empty());
}

TEST_F(VerifyMethods, NobodysNumberIsWrongAndCountsAlike) {
    const auto token = world.meant("nobody");
    for (int i = 0; i < limits::wrong_numbers().limit; ++i) {
        EXPECT_EQ(world.send(token, "mobilePhone", "+4512345678").error().code, RefusalCode::number_wrong);
    }
    EXPECT_EQ(world.send(token, "mobilePhone", "+4512345678").error().code, RefusalCode::too_many_attempts);
}

TEST_F(VerifyMethods, AnAppsCodeServesOnceInAllSessions) {
    has_app();
    const auto code = app_code();
    ASSERT_TRUE(world.verify(world.meant("annasor"), code, "authenticatorApp"));
    const auto again = world.meant("annasor");
    EXPECT_EQ(refusal(again, code, "authenticatorApp"), RefusalCode::code_wrong);
    EXPECT_EQ(refusal(again, app_code(-1), "authenticatorApp"), RefusalCode::code_wrong) << "nor an older one";
    world.clock.advance(std::chrono::seconds(30));
    EXPECT_TRUE(world.verify(again, app_code(), "authenticatorApp"));
}

TEST_F(VerifyMethods, AnAppOfSomebodyElseDoesNotOpen) {
    has_app();
    world.registered.methods[0].id = "method-9";
    EXPECT_EQ(refusal(world.meant("annasor"), app_code(), "authenticatorApp"), RefusalCode::code_wrong);
}

TEST_F(VerifyMethods, ARecoveryCodeServesOnceHoweverItIsTyped) {
    const auto code = new_recovery_code(world.random);
    world.add_method(RecoveryCodesMethod{
        {printed_code_digest(world.code_key, MethodKind::recovery_code, world.person.id, code),
         printed_code_digest(world.code_key, MethodKind::recovery_code, world.person.id, "another")}});
    std::string typed = " ";
    for (const char c : code) typed += c == '-' ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    EXPECT_TRUE(world.verify(world.meant("annasor"), typed, "recoveryCode"));
    EXPECT_EQ(refusal(world.meant("annasor"), code, "recoveryCode"), RefusalCode::code_wrong);
}

TEST_F(VerifyMethods, ATemporaryAccessCodeIsGoneOnceItHasServed) {
    const auto code = new_temporary_access_code(world.random);
    const auto digest = printed_code_digest(world.code_key, MethodKind::temporary_access_code, world.person.id, code);
    const auto expires = world.clock.now() + std::chrono::hours(1);
    world.add_method(TemporaryAccessCodeMethod{digest, expires, "helpdesk"});
    EXPECT_EQ(refusal(world.meant("annasor"), "AAAA-AAAA", "temporaryAccessCode"), RefusalCode::code_wrong);
    EXPECT_TRUE(world.verify(world.meant("annasor"), code, "temporaryAccessCode"));
    EXPECT_TRUE(world.registered.methods.empty());
    world.add_method(TemporaryAccessCodeMethod{digest, expires, "helpdesk"});
    world.clock.advance(std::chrono::hours(1));
    EXPECT_EQ(refusal(world.meant("annasor"), code, "temporaryAccessCode"), RefusalCode::code_wrong);
}

TEST_F(VerifyMethods, FiveWrongProofsOfAKindBlockItForADay) {
    has_app();
    const auto token = world.meant("annasor");
    for (int left = 4; left >= 0; --left) {
        const auto refused = world.verify(token, "nonsense", "authenticatorApp");
        EXPECT_EQ(refused.error().code, RefusalCode::code_wrong);
        EXPECT_EQ(refused.error().tries_left, left);
    }
    EXPECT_EQ(refusal(world.meant("EX1\\annasor"), app_code(), "authenticatorApp"), RefusalCode::too_many_attempts);
    EXPECT_TRUE(world.send(token)) << "other methods are counted by themselves";
}

TEST_F(VerifyMethods, QuestionsAreDrawnOnceAndAnsweredWhateverTheCase) {
    has_answers();
    const auto token = world.meant("annasor");
    const auto asked = world.ask_questions.run(token);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->size(), 3U);
    for (int i = 0; i < 20; ++i) {
        const auto again = world.ask_questions.run(token);
        for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ((*again)[j].id, (*asked)[j].id) << "nobody draws until it suits";
    }
    EXPECT_EQ(answer(token, "  SVAR ")->step, ResetStep::password);
    EXPECT_EQ(world.hasher.verified, 3);
}

TEST_F(VerifyMethods, AWrongSetIsGoneAndOthersAreDrawn) {
    has_answers();
    const auto token = world.meant("annasor");
    std::set<std::vector<std::string>> drawn;
    for (int i = 0; i < 4; ++i) {
        EXPECT_EQ(answer(token, "wrong ").error().code, RefusalCode::code_wrong);
        std::vector<std::string> ids;
        const auto asked = world.ask_questions.run(token).value();
        for (const auto& question : asked) ids.push_back(question.id);
        drawn.insert(ids);
    }
    EXPECT_GT(drawn.size(), 1U);
}

TEST_F(VerifyMethods, AnswersNeedTheQuestionsThatWereAsked) {
    has_answers();
    const auto token = world.meant("annasor");
    VerifyCommand command{token, "securityQuestions", {}};
    for (const auto* id : {"q01", "q02", "q03", "q04", "q05"}) {
        command.proof.answers.push_back({id, std::string("svar ") + id});
    }
    EXPECT_EQ(world.verify_proof.run(command).error().code, RefusalCode::wrong_step) << "none was asked";
    (void)world.ask_questions.run(token);
    command.proof.answers.clear();
    EXPECT_EQ(world.verify_proof.run(command).error().code, RefusalCode::code_wrong);
}

TEST_F(VerifyMethods, NobodysQuestionsCostAsManyHashes) {
    has_answers();
    for (const auto* name : {"annasor", "nobody"}) {
        world.hasher.verified = 0;
        EXPECT_EQ(answer(world.meant(name), "wrong ").error().code, RefusalCode::code_wrong) << name;
        EXPECT_EQ(world.hasher.verified, 3) << name;
    }
}

TEST_F(VerifyMethods, ACustomQuestionThatWasTakenAwayIsAskedNoMore) {
    world.policy().questions.custom = {{1, "Ship?"}, {2, "Boat?"}, {3, "Raft?"}, {4, "Ferry?"}};
    SecurityQuestionsMethod questions;
    for (const auto* id : {"c1", "c2", "c3", "c4"}) questions.answers.push_back({id, "hash"});
    world.add_method(std::move(questions));
    world.policy().questions.custom.erase(world.policy().questions.custom.begin());
    const auto asked = world.ask_questions.run(world.meant("annasor")).value();
    for (const auto& question : asked) EXPECT_FALSE(question.text.empty());
}

TEST_F(VerifyMethods, TwoAreProvenWhereTwoAreAskedForAndTheStateTellsTheWay) {
    has_app();
    world.policy().methods_required = 2;
    const auto token = world.meant("annasor");
    (void)world.send(token);
    const auto first = world.verify(token, world.last_code());
    ASSERT_TRUE(first);
    EXPECT_EQ(first->step, ResetStep::verification);
    EXPECT_EQ(first->number, 2);
    EXPECT_EQ(first->of, 2);
    EXPECT_EQ(first->user_name, "");
    for (const auto& method : first->methods) EXPECT_NE(method.kind, MethodKind::email);
    EXPECT_EQ(world.send(token).error().code, RefusalCode::wrong_step) << "the same method twice";
    const auto second = world.verify(token, app_code(), "authenticatorApp");
    ASSERT_TRUE(second);
    EXPECT_EQ(second->step, ResetStep::password);
    EXPECT_EQ(second->user_name, world.person.user_name);
}

TEST_F(VerifyMethods, WhoHasTooFewMethodsGetsADecoy) {
    world.policy().methods_required = 2;
    const auto started = world.start("annasor");
    EXPECT_FALSE(world.sessions.sessions.at(session_key(started->token)).person_id);
    EXPECT_GE(started->state.methods.size(), 2U);
}

TEST_F(VerifyMethods, WhoIsDisabledHalfWayIsTakenForNobodyAndWhoHasProvenSomethingIsSentAway) {
    world.policy().methods_required = 2;
    has_app();
    const auto token = world.meant("annasor");
    (void)world.send(token);
    (void)world.verify(token, world.last_code());
    world.person.active = false;
    world.put(world.person);
    EXPECT_EQ(refusal(token, app_code(), "authenticatorApp"), RefusalCode::session_missing);
    EXPECT_EQ(world.read_session.run(token).error().code, RefusalCode::session_missing);
}

TEST_F(VerifyMethods, AReloadFindsTheSameState) {
    has_app();
    const auto token = world.meant("annasor");
    const auto state = world.read_session.run(token);
    ASSERT_TRUE(state);
    EXPECT_EQ(state->step, ResetStep::verification);
    EXPECT_EQ(state->intent, Kind::reset);
    ASSERT_EQ(state->methods.size(), 2U);
    EXPECT_EQ(state->methods[0].hint, "a•••@h•••");
    EXPECT_EQ(world.read_session.run("another browser").error().code, RefusalCode::session_missing);
}

}  // namespace
}  // namespace tilbage::core
