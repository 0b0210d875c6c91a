#include "core/helpdesk/caller_verifier.h"

#include <gtest/gtest.h>

#include "core/helpdesk/caller_gate.h"
#include "core/helpdesk/limits.h"
#include "core/methods/authenticator_secret.h"
#include "core/sspr/limits.h"
#include "crypto/secret_box.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

Principal principal(const TenantId& tenant, Role role, const std::string& id = "admin-1") {
    Principal made;
    made.administrator_id = AdministratorId(id);
    made.tenant_id = tenant;
    made.display_name = "Grete Holm";
    made.roles = {role};
    return made;
}

struct CallerVerifierTest : ::testing::Test {
    CallerVerifierTest() { world.policy().verify_caller = VerifyCaller::required; }

    Answer<SentCallerCode> send(MethodKind kind = MethodKind::email) {
        return verifier.send(helpdesk, world.person.id, kind, "en-US");
    }
    Answer<CallerVerification> confirm(const std::string& typed, MethodKind kind = MethodKind::email) {
        return verifier.confirm(helpdesk, world.person.id, kind, typed);
    }
    RefusalCode refusal(const std::string& typed, MethodKind kind = MethodKind::email) {
        const auto answer = confirm(typed, kind);
        return answer ? RefusalCode::busy : answer.error().code;
    }
    Answer<void> admit(const Principal& who, const PersonId& person) {
        return world.gate.admit(who, person, CallersAct::unlock);
    }
    [[nodiscard]] bool may_act() { return admit(helpdesk, world.person.id).has_value(); }
    [[nodiscard]] const AuditRecord& last_record() const { return world.audit.records.back().record; }
    void make_administrator() {
        Administrator administrator;
        administrator.user_name = world.person.user_name;
        administrator.roles = {Role::global_reader};
        ASSERT_TRUE(world.administrators.add(administrator, {}, {}));
    }

    fakes::ResetWorld world;
    Principal helpdesk = principal(world.tenant, Role::helpdesk_administrator);
    CallerVerifier verifier{world.helpdesk_ports};
};

TEST_F(CallerVerifierTest, ACodeReadAloudVerifiesForAQuarterOfAnHour) {
    EXPECT_FALSE(may_act());
    const auto sent = send();
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->hint, "a•••@h•••");
    EXPECT_EQ(sent->expires_at, world.clock.now() + 5min);
    ASSERT_EQ(world.outbox.mails.size(), 1U) << "to the registered address alone";
    const auto& mail = world.outbox.mails.back().mail;
    EXPECT_EQ(mail.to, "anna@home.example");
    EXPECT_EQ(mail.html, "Grete Holm") << "who asks is told";
    EXPECT_EQ(mail.subject, "da-DK") << "in the person's own language";
    EXPECT_FALSE(may_act()) << "a code on its way proves nothing";

    const auto code = world.last_code();
    const auto verified = confirm(code.substr(0, 3) + " " + code.substr(3));
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->kind, MethodKind::email);
    EXPECT_TRUE(may_act());
    EXPECT_FALSE(admit(principal(world.tenant, Role::helpdesk_administrator, "admin-2"), world.person.id))
        << "another administrator has not talked to them";
    EXPECT_FALSE(admit(helpdesk, PersonId("somebody else")));
    world.clock.advance(helpdesk_limits::kVerificationHolds - 1ms);
    EXPECT_TRUE(may_act());
    world.clock.advance(1ms);
    EXPECT_FALSE(may_act());
}

TEST_F(CallerVerifierTest, ACodeServesOnceAndForFiveMinutesAndANewOneEndsIt) {
    ASSERT_TRUE(send());
    const auto first = world.last_code();
    ASSERT_TRUE(send());
    const auto second = world.last_code();
    if (first != second) {
        EXPECT_EQ(refusal(first), RefusalCode::code_wrong);
    }
    EXPECT_TRUE(confirm(second));
    EXPECT_EQ(refusal(second), RefusalCode::code_expired) << "it has served";
    ASSERT_TRUE(send());
    world.clock.advance(limits::kCodeLifetime);
    EXPECT_EQ(refusal(world.last_code()), RefusalCode::code_expired);
}

TEST_F(CallerVerifierTest, TriesAreCountedBeforeTheyAreLookedAt) {
    ASSERT_TRUE(send());
    for (int left = limits::kTriesPerCode - 1; left >= 0; --left) {
        const auto wrong = confirm(world.wrong_code());
        ASSERT_FALSE(wrong);
        EXPECT_EQ(wrong.error().code, RefusalCode::code_wrong);
        EXPECT_EQ(wrong.error().tries_left, left);
    }
    EXPECT_EQ(refusal(world.last_code()), RefusalCode::code_exhausted) << "the right one comes too late";
    ASSERT_TRUE(send());
    for (int tries = limits::kTriesPerCode + 1; tries < helpdesk_limits::tries_of_person().limit; ++tries) {
        (void)confirm(world.wrong_code());
    }
    EXPECT_EQ(refusal(world.last_code()), RefusalCode::too_many_attempts) << "over all codes of the person";
    EXPECT_FALSE(may_act());
}

TEST_F(CallerVerifierTest, CodesAreCountedForThePersonAndForTheAdministrator) {
    for (int i = 0; i < helpdesk_limits::codes_of_person().limit; ++i) ASSERT_TRUE(send()) << i;
    EXPECT_EQ(send().error().code, RefusalCode::too_many_attempts);
    world.attempts.counts.clear();
    world.attempts.counts[helpdesk_limits::codes_by_administrator().name + " admin-1"] =
        helpdesk_limits::codes_by_administrator().limit;
    EXPECT_EQ(send().error().code, RefusalCode::too_many_attempts);
    EXPECT_EQ(world.outbox.mails.size(), 5U);
}

TEST_F(CallerVerifierTest, ATextGoesToTheRegisteredNumberAndCountsAsOne) {
    world.add_method(MobilePhoneMethod{"+4512345678"});
    const auto sent = send(MethodKind::mobile_phone);
    ASSERT_TRUE(sent);
    EXPECT_EQ(sent->hint, "••• 78");
    ASSERT_EQ(world.phone.texts.size(), 1U);
    EXPECT_EQ(world.phone.texts[0].to, "+4512345678");
    EXPECT_TRUE(confirm(world.phone.texts[0].text, MethodKind::mobile_phone));
    bool counted = false;
    for (const auto& [key, count] : world.attempts.counts) counted = counted || key.starts_with("text.number ");
    EXPECT_TRUE(counted);
}

TEST_F(CallerVerifierTest, AnAppsCodeServesOnceToo) {
    EXPECT_EQ(refusal("123456", MethodKind::authenticator_app), RefusalCode::kind_not_allowed) << "they have none";
    world.policy().methods.insert(MethodKind::authenticator_app);
    const auto secret =
        crypto::seal_secret(world.code_key, kAuthenticatorPurpose, authenticator_owner(world.person.id, "method-0"),
                            base::SecretBytes(kAuthenticatorSecretBytes), world.random);
    ASSERT_TRUE(secret);
    world.add_method(AuthenticatorAppMethod{*secret, 0});
    EXPECT_EQ(send(MethodKind::authenticator_app).error().code, RefusalCode::kind_not_allowed) << "nothing is sent";
    EXPECT_EQ(refusal("1", MethodKind::authenticator_app), RefusalCode::code_wrong);
    const auto shown = std::to_string(fakes::FakeTotp::step_at(world.clock.now()));
    EXPECT_TRUE(confirm(shown, MethodKind::authenticator_app));
    EXPECT_EQ(refusal(shown, MethodKind::authenticator_app), RefusalCode::code_wrong);
}

TEST_F(CallerVerifierTest, WhatWasTakenAwayMeanwhileProvesNothing) {
    world.add_method(EmailAddressMethod{"anna@new.example"});
    ASSERT_TRUE(send());
    EXPECT_EQ(world.outbox.mails.back().mail.to, "anna@new.example") << "a registered one before the directory's";
    world.policy().methods.erase(MethodKind::email);
    EXPECT_EQ(refusal(world.last_code()), RefusalCode::kind_not_allowed);
}

TEST_F(CallerVerifierTest, OnlyMethodsThatCanBeReadAloudServe) {
    for (const auto kind : {MethodKind::passkey, MethodKind::security_questions, MethodKind::recovery_code,
                            MethodKind::temporary_access_code}) {
        EXPECT_EQ(send(kind).error().code, RefusalCode::kind_not_allowed);
        EXPECT_EQ(refusal("1234", kind), RefusalCode::kind_not_allowed);
    }
}

TEST_F(CallerVerifierTest, AsksForTheRoleAndLeavesAdministratorsToThoseAboveTheHelpdesk) {
    const auto reader = principal(world.tenant, Role::global_reader);
    EXPECT_EQ(verifier.send(reader, world.person.id, MethodKind::email, "").error().code, RefusalCode::not_allowed);
    EXPECT_EQ(verifier.confirm(reader, world.person.id, MethodKind::email, "1").error().code, RefusalCode::not_allowed);
    EXPECT_EQ(verifier.end(reader, world.person.id).error().code, RefusalCode::not_allowed);
    EXPECT_EQ(send(MethodKind::email)->kind, MethodKind::email);
    make_administrator();
    EXPECT_EQ(send().error().code, RefusalCode::not_allowed);
    EXPECT_TRUE(
        verifier.send(principal(world.tenant, Role::password_administrator), world.person.id, MethodKind::email, ""));
    EXPECT_EQ(
        verifier.send(principal(TenantId("other"), Role::global_administrator), world.person.id, MethodKind::email, "")
            .error()
            .code,
        RefusalCode::not_found);
}

TEST_F(CallerVerifierTest, ThoseAboveTheHelpdeskMaySayHowTheyWereSureAndItIsWrittenDown) {
    EXPECT_EQ(verifier.note(helpdesk, world.person.id, "knows her").error().code, RefusalCode::not_allowed);
    const auto above = principal(world.tenant, Role::password_administrator, "admin-2");
    for (const std::string& wrong :
         {std::string("no"), std::string(301, 'x'), std::string("a\nb c"), std::string("   ")}) {
        EXPECT_EQ(verifier.note(above, world.person.id, wrong).error().code, RefusalCode::malformed) << wrong;
    }
    const auto noted = verifier.note(above, world.person.id, "Stood at my desk with \"her\" badge");
    ASSERT_TRUE(noted);
    EXPECT_FALSE(noted->kind);
    EXPECT_EQ(last_record().action, "helpdesk.caller_noted");
    EXPECT_EQ(last_record().details, R"({"note":"Stood at my desk with \"her\" badge"})");
    ASSERT_TRUE(admit(above, world.person.id));
    EXPECT_EQ(last_record().details, R"({"act":"unlock","verifiedBy":"note"})");
    EXPECT_FALSE(may_act()) << "nobody else is served by it";
}

TEST_F(CallerVerifierTest, EverythingIsWrittenDownWithoutCodeOrAddress) {
    ASSERT_TRUE(send());
    EXPECT_EQ(last_record().action, "helpdesk.code_sent");
    const auto code = world.last_code();
    (void)confirm(world.wrong_code());
    EXPECT_EQ(last_record().result, "code_wrong");
    (void)confirm(code);
    EXPECT_EQ(last_record().action, "helpdesk.caller_verified");
    EXPECT_EQ(last_record().result, "succeeded");
    EXPECT_EQ(last_record().actor, "administrator:admin-1");
    EXPECT_EQ(last_record().target, "person:" + world.person.id.str());
    EXPECT_EQ(last_record().details, R"({"method":"email"})");
    EXPECT_TRUE(may_act());
    EXPECT_EQ(last_record().action, "helpdesk.act");
    ASSERT_TRUE(verifier.end(helpdesk, world.person.id));
    EXPECT_EQ(last_record().action, "helpdesk.verification_ended");
    EXPECT_FALSE(may_act());
    EXPECT_EQ(last_record().result, "caller_not_verified") << "a refusal is an event as well";
    EXPECT_EQ(verifier.end(helpdesk, world.person.id).error().code, RefusalCode::not_found);
    for (const auto& stored : world.audit.records) {
        EXPECT_EQ(stored.record.details.find(code), std::string::npos);
        EXPECT_EQ(stored.record.details.find("example"), std::string::npos);
    }
    for (const auto& one : world.callers.codes) EXPECT_NE(base::to_hex(one.code), base::to_hex(crypto::sha256(code)));
}

TEST_F(CallerVerifierTest, TheGateStandsAsThePolicySays) {
    EXPECT_TRUE(admit(principal(world.tenant, Role::global_administrator), world.person.id));
    EXPECT_TRUE(admit(principal(world.tenant, Role::password_administrator), world.person.id));
    EXPECT_TRUE(world.audit.records.empty()) << "nothing was verified, and nothing is said of it";
    for (const auto verify : {VerifyCaller::recommended, VerifyCaller::off}) {
        world.policy().verify_caller = verify;
        EXPECT_TRUE(may_act());
    }
    world.policy().verify_caller = VerifyCaller::required;
    EXPECT_FALSE(may_act());
    world.callers.broken = true;
    EXPECT_EQ(admit(helpdesk, world.person.id).error().code, RefusalCode::busy);
    EXPECT_EQ(PasswordResetPolicy{}.verify_caller, VerifyCaller::required) << "where nobody has said otherwise";
}

}  // namespace
}  // namespace tilbage::core
