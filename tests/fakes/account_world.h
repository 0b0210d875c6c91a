// A tenant in memory, as reset_world.h has it, and the use cases of people's sign-in and account around its one person.
#pragma once

#include <string>
#include <vector>

#include "core/account/account_session.h"
#include "core/account/begin_sign_in.h"
#include "core/account/change_password.h"
#include "core/account/end_application.h"
#include "core/account/end_other_sessions.h"
#include "core/account/end_session.h"
#include "core/account/limits.h"
#include "core/account/list_sessions.h"
#include "core/account/sign_in.h"
#include "core/security_info/answer_interrupt.h"
#include "core/security_info/authenticator_registrar.h"
#include "core/security_info/begin_registration.h"
#include "core/security_info/code_registrar.h"
#include "core/security_info/confirm_registration.h"
#include "core/security_info/list_methods.h"
#include "core/security_info/passkey_registrar.h"
#include "core/security_info/phone_registrar.h"
#include "core/security_info/questions_registrar.h"
#include "core/security_info/recovery_codes_registrar.h"
#include "core/security_info/remove_method.h"
#include "core/security_info/report_change.h"
#include "crypto/jwe.h"
#include "fakes/memory_account.h"
#include "fakes/memory_applications.h"
#include "fakes/memory_registrations.h"
#include "fakes/reset_world.h"
#include "fakes/sealed_request.h"

namespace tilbage::fakes {

struct AccountWorld : ResetWorld {
    AccountWorld();
    ~AccountWorld();
    AccountWorld(const AccountWorld&) = delete;
    AccountWorld& operator=(const AccountWorld&) = delete;

    core::Answer<core::Ticket> ticket_for(const std::string& user_id, const std::string& block = "192.0.2.0/24") {
        std::optional<core::Answer<core::Ticket>> answer;
        begin.run({user_id, "da-DK", "", block}, [&](auto given) { answer = std::move(given); });
        return *answer;
    }
    [[nodiscard]] std::vector<core::SealedFor> sealed(const core::Ticket& ticket, std::string_view next = {}) const {
        return {{key.jwk().thumbprint(), seal(key, ticket.binding, next, "the current one")}};
    }
    // Hands the sealed password in; what comes of it stands in `answered` once the agent has answered, and time passed.
    void hand_in(const core::Ticket& ticket, const std::string& old_token = {}) {
        answered.reset();
        sign_in.run({ticket.binding.request_id, sealed(ticket), "192.0.2.0/24", old_token},
                    [this](auto given) { answered = std::move(given); });
    }
    void agent_answers(core::Reason reason, std::optional<int> threshold = {}) {
        core::Outcome outcome;
        outcome.reason = reason;
        if (threshold) {
            outcome.description.emplace();
            outcome.description->policy.lockout_threshold = threshold;
            outcome.description->policy.lockout_window_seconds = 1800;
        }
        const auto sent = bus.sent.back();
        (void)events.outcome_arrived(tenant, sent.agent, sent.request.binding.request_id, outcome);
    }
    // From the name to the answer. When nobody was asked, `reason` is not told.
    core::Answer<core::NewAccountState> attempt(const std::string& user_id, core::Reason reason,
                                                std::optional<int> threshold = {}) {
        const auto ticket = ticket_for(user_id);
        if (!ticket) return core::refuse(ticket.error());
        const auto asked = bus.sent.size();
        hand_in(*ticket);
        if (bus.sent.size() > asked) agent_answers(reason, threshold);
        if (!answered) alarms.pass(core::account_limits::kFailureGrain);
        return *answered;
    }
    // A cookie's value of somebody who has just signed in.
    std::string signed_in(core::Reason reason = core::Reason::succeeded) {
        return attempt(person.user_name, reason)->token;
    }

    // What the helpdesk issues, nobody registers.
    [[nodiscard]] core::MethodKinds registrable() const {
        auto kinds = methods.kinds();
        kinds.erase(core::MethodKind::temporary_access_code);
        return kinds;
    }

    crypto::EcKey key = crypto::EcKey::generate().value();
    MemorySignInAttemptStore failures;
    MemoryApplicationStore applications;
    MemoryApplicationGrantStore grants;
    core::AccountPorts account_ports{tenants,
                                     people,
                                     accounts,
                                     failures,
                                     requests,
                                     integration,
                                     attempts,
                                     audit,
                                     unit_of_work,
                                     clock,
                                     random,
                                     code_key,
                                     {policies, groups, administrators},
                                     registered,
                                     {methods.kinds(), registrable(), settings.use_work_mail}};
    core::BeginAccountSignIn begin{account_ports, presence};
    core::AccountSignIn sign_in{account_ports, validations, alarms};
    core::AccountSessions account_sessions{account_ports};
    core::OwnSessionsPorts own_sessions_ports{account_ports, person_sessions, applications, grants};
    core::ListSessions list_sessions{own_sessions_ports};
    core::EndSession end_session{own_sessions_ports};
    core::EndOtherSessions end_other_sessions{own_sessions_ports};
    core::EndApplication end_application{own_sessions_ports};
    core::ChangePassword change{account_ports, presence, broker, waiters, settings};
    std::optional<core::Answer<core::NewAccountState>> answered;
};

// The same, and the use cases of Security info.
struct SecurityInfoWorld : AccountWorld {
    SecurityInfoWorld();
    ~SecurityInfoWorld();
    SecurityInfoWorld(const SecurityInfoWorld&) = delete;
    SecurityInfoWorld& operator=(const SecurityInfoWorld&) = delete;

    core::Answer<core::BegunRegistration> begin_method(const std::string& token, const std::string& kind,
                                                       const std::string& destination = {}) {
        return begin_registration.run(token, kind, {destination});
    }
    core::Answer<std::string> confirm_method(const std::string& token, const std::string& id,
                                             const core::RegistrationProof& proof = {}) {
        return confirm_registration.run({token, id, proof});
    }

    MemoryRegistrationStore registrations;
    MemoryChangeLinkStore links;
    core::EmailCodeSender email_sender{outbox, texts};
    core::TextCodeSender text_sender{phone, texts};
    core::Registrars registrars{{std::make_shared<core::EmailRegistrar>(email_sender, tenants, random, code_key),
                                 std::make_shared<core::AuthenticatorRegistrar>(totp, random, code_key),
                                 std::make_shared<core::QuestionsRegistrar>(hasher),
                                 std::make_shared<core::RecoveryCodesRegistrar>(random, code_key),
                                 std::make_shared<core::PhoneRegistrar>(text_sender, attempts, random, code_key),
                                 std::make_shared<core::PasskeyRegistrar>(passkeys, registered, random)}};
    core::SecurityInfoPorts security_ports{account_ports, registrations, links,      person_sessions,
                                           outbox,        texts,         registrars, "https://reset.ex1.test/account"};
    core::ListMethods list_methods{security_ports};
    core::BeginRegistration begin_registration{security_ports};
    core::ConfirmRegistration confirm_registration{security_ports};
    core::RemoveMethod remove_method{security_ports};
    core::AnswerInterrupt answer_interrupt{security_ports};
    core::ReportChange report_change{security_ports};
};

}  // namespace tilbage::fakes
