// A whole tenant in memory: one person who may reset, and the use cases of a reset session around them.
#pragma once

#include <string>

#include "core/helpdesk/caller_gate.h"
#include "core/helpdesk/helpdesk_ports.h"
#include "core/sspr/ask_passkey.h"
#include "core/sspr/ask_questions.h"
#include "core/sspr/choose_intent.h"
#include "core/sspr/code_senders.h"
#include "core/sspr/describe_policy.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/passkey_check.h"
#include "core/sspr/proof_checks.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/read_session.h"
#include "core/sspr/send_code.h"
#include "core/sspr/session_token.h"
#include "core/sspr/start_session.h"
#include "core/sspr/submit_sealed.h"
#include "core/sspr/verify_proof.h"
#include "core/writeback/relay_events.h"
#include "crypto/system_random.h"
#include "fakes/fake_passkeys.h"
#include "fakes/fake_relay_bus.h"
#include "fakes/fixed_method_shares.h"
#include "fakes/manual_alarms.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_account.h"
#include "fakes/memory_administrators.h"
#include "fakes/memory_callers.h"
#include "fakes/memory_groups.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_integration.h"
#include "fakes/memory_methods.h"
#include "fakes/memory_password_reset_policy.h"
#include "fakes/memory_person_sessions.h"
#include "fakes/memory_records.h"
#include "fakes/memory_resets.h"
#include "fakes/plain_texts.h"

namespace tilbage::fakes {

class MemoryTextOutbox final : public core::TextOutbox {
public:
    std::vector<core::TextMessage> texts;
    base::Result<void> add(const core::TextMessage& message, base::TimePoint) override {
        texts.push_back(message);
        return {};
    }
};

// The code of a time step is the step itself, whatever the secret.
class FakeTotp final : public core::Totp {
public:
    [[nodiscard]] std::optional<std::int64_t> step_of(const base::SecretBytes&, std::string_view code,
                                                      base::TimePoint now) const override {
        const auto step = step_at(now);
        for (const auto near : {step, step - 1, step + 1}) {
            if (code == std::to_string(near)) return near;
        }
        return std::nullopt;
    }
    [[nodiscard]] std::string to_base32(const base::SecretBytes&) const override { return "BASE32"; }
    [[nodiscard]] static std::int64_t step_at(base::TimePoint now) { return base::to_seconds(now) / 30; }
};

// Quick, and remembers how often it was asked.
class FakeHasher final : public core::PasswordHasher {
public:
    int verified = 0;
    base::Result<std::string> hash(const core::PasswordText& password) override {
        return base::to_hex(crypto::sha256(password.utf16le().open()));
    }
    base::Result<bool> verify(const std::string& hash, const core::PasswordText& password) override {
        ++verified;
        return base::to_hex(crypto::sha256(password.utf16le().open())) == hash;
    }
    [[nodiscard]] const std::string& decoy() const override { return decoy_; }

private:
    std::string decoy_ = "nobody's";
};

struct ResetWorld {
    // Out of line: this is much code, which every file that has a world would have to compile.
    explicit ResetWorld(core::ResetSettings chosen = {});
    ~ResetWorld();
    ResetWorld(const ResetWorld&) = delete;
    ResetWorld& operator=(const ResetWorld&) = delete;

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
    core::Answer<core::SentCode> send(const std::string& token, const std::string& method = "email",
                                      const std::string& number = {}) {
        return send_code.run({token, method, number});
    }
    core::Answer<core::SessionState> verify(const std::string& token, const std::string& code,
                                            const std::string& method = "email") {
        return verify_proof.run({token, method, {.code = code, .answers = {}, .assertion = {}}});
    }
    core::Answer<core::SessionState> assert_passkey(const std::string& token, const std::string& assertion) {
        return verify_proof.run({token, "passkey", {.code = {}, .answers = {}, .assertion = assertion}});
    }
    // A session that has said what it is for.
    std::string meant(const std::string& user_id, core::Kind intent = core::Kind::reset) {
        const auto token = start(user_id)->token;
        (void)choose_intent.run(token, intent);
        return token;
    }
    // A session whose code was right.
    std::string proven(core::Kind intent = core::Kind::reset) {
        const auto token = meant(person.user_name, intent);
        (void)send(token);
        (void)verify(token, last_code());
        return token;
    }
    // Registers a method of the person.
    core::AuthenticationMethod& add_method(core::MethodData data) {
        core::AuthenticationMethod method;
        method.id = "method-" + std::to_string(registered.methods.size());
        method.tenant_id = tenant;
        method.person_id = person.id;
        method.data = std::move(data);
        method.created_at = clock.now();
        registered.methods.push_back(std::move(method));
        return registered.methods.back();
    }
    core::PasswordResetPolicy& policy() { return policies.policies[tenant]; }
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
    MemoryAccountSessionStore accounts;
    MemoryPersonSessions person_sessions{accounts, sessions};
    MemoryRequestStore requests;
    MemoryIntegrationStore integration;
    MemoryPasswordResetPolicyStore policies;  // everybody may, and no caller needs to be verified
    MemoryGroupStore groups;
    MemoryAdministrators administrators;
    MemoryAttemptCounter attempts;
    MemoryAuditLog audit;
    MemoryMailOutbox outbox;
    MemoryTextOutbox phone;
    MemoryAuthenticationMethodStore registered;
    FakeTotp totp;
    FakeHasher hasher;
    FakePasskeys passkeys;
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
                           {policies, groups, administrators},
                           registered};
    core::VerificationMethods methods{
        {std::make_shared<core::EmailCodeSender>(outbox, texts), std::make_shared<core::TextCodeSender>(phone, texts)},
        {std::make_shared<core::AuthenticatorCheck>(registered, totp, code_key),
         std::make_shared<core::RecoveryCodeCheck>(registered, code_key),
         std::make_shared<core::TemporaryAccessCodeCheck>(registered, code_key),
         std::make_shared<core::SecurityQuestionsCheck>(hasher),
         std::make_shared<core::PasskeyCheck>(registered, passkeys)}};
    FixedMethodShares method_shares;
    core::DecoyShares shares;
    core::ResetMeans means{methods, shares, code_key, settings};

    core::OutcomeWaiters waiters{alarms};
    core::RecordOutcome record{{requests, sessions, accounts, people, tenants, audit, outbox, texts, unit_of_work,
                                clock, policies, administrators, attempts, person_sessions}};
    core::AgentPresence presence{bus, alarms, clock};
    core::RequestBroker broker{{bus, requests, record, waiters, alarms, clock, people}};
    core::DescribeBroker descriptions{bus, presence, alarms, clock, random, people};
    core::ValidateBroker validations{bus, presence, alarms, clock, people};
    core::RelayEvents events{presence, broker, descriptions, validations};

    MemoryCallerVerifications callers;
    core::CallerGate gate{{policies, callers, audit, clock}};
    PlainHelpdeskTexts helpdesk_texts;
    core::AuthenticatorCheck app_check{registered, totp, code_key};
    core::HelpdeskPorts helpdesk_ports{people,
                                       tenants,
                                       ports.eligibility,
                                       integration,
                                       registered,
                                       callers,
                                       attempts,
                                       audit,
                                       outbox,
                                       &phone,
                                       helpdesk_texts,
                                       app_check,
                                       unit_of_work,
                                       clock,
                                       random,
                                       code_key,
                                       methods.kinds(),
                                       settings,
                                       "https://reset.example/reset"};

    core::StartSession start_session{ports, means};
    core::ReadSession read_session{ports, means};
    core::ChooseIntent choose_intent{ports, means};
    core::SendCode send_code{ports, means};
    core::AskQuestions ask_questions{ports, means};
    core::AskPasskey ask_passkey{ports, means, passkeys};
    core::VerifyProof verify_proof{ports, means};
    core::DescribePolicy describe_policy{ports, means, descriptions};
    core::IssueTicket issue_ticket{ports, means, presence};
    core::SubmitSealed submit_sealed{ports, means, broker, waiters};
    core::ReadOutcome read_outcome{ports, broker, waiters};
};

}  // namespace tilbage::fakes
