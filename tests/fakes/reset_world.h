// A whole tenant in memory: one person who may reset, and the use cases of a reset session around them.
#pragma once

#include <string>

#include "core/sspr/describe_policy.h"
#include "core/sspr/email_method.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/send_code.h"
#include "core/sspr/session_token.h"
#include "core/sspr/start_session.h"
#include "core/sspr/submit_sealed.h"
#include "core/sspr/verify_code.h"
#include "core/writeback/relay_events.h"
#include "crypto/system_random.h"
#include "fakes/fake_relay_bus.h"
#include "fakes/manual_alarms.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_administrators.h"
#include "fakes/memory_groups.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_integration.h"
#include "fakes/memory_password_reset_policy.h"
#include "fakes/memory_records.h"
#include "fakes/memory_resets.h"

namespace tilbage::fakes {

// The code stands alone in the text, so that a test can read it.
class PlainTexts final : public core::MailTexts {
public:
    [[nodiscard]] core::Mail code_mail(const core::CodeMail& content) const override {
        return {.to = {}, .subject = "code", .text = content.code, .html = content.locale, .useful_until = {}};
    }
    [[nodiscard]] core::Mail reset_notice(const core::ResetNotice& content) const override {
        return {.to = {}, .subject = "notice", .text = content.user_name, .html = content.locale, .useful_until = {}};
    }
    [[nodiscard]] core::Mail administrator_notice(const core::ResetNotice& content) const override {
        auto mail = reset_notice(content);
        mail.subject = "administrator";
        return mail;
    }
};

struct ResetWorld {
    explicit ResetWorld(core::ResetSettings chosen = {}) : settings(chosen) {
        tenants.tenants.push_back({tenant, "ex1.test", "Example One"});
        person.id = core::PersonId("11111111-1111-4111-8111-111111111111");
        person.tenant_id = tenant;
        person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
        person.user_name = "anna.soerensen@ex1.test";
        person.sam_account_name = "annasor";
        person.netbios_domain = "EX1";
        person.domain = "ex1.test";
        person.work_mail = "anna@work.example";
        person.alternate_mails = {"anna@home.example", "anna@other.example"};
        person.preferred_language = "da-DK";
        people.people[person.id] = person;
        policies.policies[tenant].enabled = core::ResetEnablement::all;
    }

    // The person of record changed.
    void put(const core::Person& changed) { people.people[changed.id] = changed; }

    core::Answer<core::StartedSession> start(const std::string& user_id, const std::string& block = "192.0.2.0/24") {
        return start_session.run({user_id, "da-DK", "", block});
    }
    // The digits of the newest mail.
    [[nodiscard]] std::string last_code() const { return outbox.mails.back().mail.text; }
    // Digits that are not the newest code.
    [[nodiscard]] std::string wrong_code() const {
        auto digits = last_code();
        digits[0] = digits[0] == '9' ? '0' : static_cast<char>(digits[0] + 1);
        return digits;
    }
    core::Answer<core::VerifiedPerson> verify(const std::string& token, const std::string& code) {
        return verify_code.run({token, "email", code});
    }
    // A session whose code was right.
    std::string proven() {
        const auto token = start(person.user_name)->token;
        (void)send_code.run(token, "email");
        (void)verify(token, last_code());
        return token;
    }
    [[nodiscard]] core::SessionStep step_of(const std::string& token) const {
        return sessions.sessions.at(core::session_key(token)).step;
    }

    core::TenantId tenant{"0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"};
    core::Person person;
    core::ResetSettings settings;
    ManualClock clock;
    ManualAlarms alarms{clock};
    crypto::SystemRandom random;
    MemoryTenantStore tenants;
    MemoryPersonStore people;
    MemoryResetSessionStore sessions;
    MemoryRequestStore requests;
    MemoryIntegrationStore integration;
    MemoryPasswordResetPolicyStore policies;  // everybody may
    MemoryGroupStore groups;
    MemoryAdministrators administrators;
    MemoryAttemptCounter attempts;
    MemoryAuditLog audit;
    MemoryMailOutbox outbox;
    DirectUnitOfWork unit_of_work;
    PlainTexts texts;
    FakeRelayBus bus;
    base::SecretBytes code_key = base::SecretBytes::copy_of("a key of the code's HMAC");
    core::ResetPorts ports{tenants,
                           people,
                           sessions,
                           requests,
                           integration,
                           attempts,
                           audit,
                           unit_of_work,
                           clock,
                           random,
                           {policies, groups, administrators}};
    core::VerificationMethods methods{{std::make_shared<core::EmailMethod>(outbox, texts, settings)}};

    core::OutcomeWaiters waiters{alarms};
    core::RecordOutcome record{
        {requests, sessions, people, tenants, audit, outbox, texts, unit_of_work, clock, policies, administrators}};
    core::AgentPresence presence{bus, alarms, clock};
    core::RequestBroker broker{{bus, requests, record, waiters, alarms, clock, people}};
    core::DescribeBroker descriptions{bus, presence, alarms, clock, random, people};
    core::RelayEvents events{presence, broker, descriptions};

    core::StartSession start_session{ports, methods};
    core::SendCode send_code{ports, methods, code_key};
    core::VerifyCode verify_code{ports, methods, code_key};
    core::DescribePolicy describe_policy{ports, descriptions};
    core::IssueTicket issue_ticket{ports, presence};
    core::SubmitSealed submit_sealed{ports, broker, waiters, settings};
    core::ReadOutcome read_outcome{ports, broker, waiters};
};

}  // namespace tilbage::fakes
