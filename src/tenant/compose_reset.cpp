#include "tenant/compose_reset.h"

#include "core/sspr/code_senders.h"
#include "core/sspr/passkey_check.h"
#include "core/sspr/proof_checks.h"
#include "tenant/http/paced_answer.h"
#include "tenant/http/reset_policy.h"
#include "tenant/http/reset_requests.h"
#include "tenant/http/reset_sessions.h"
#include "tenant/http/reset_verification.h"

namespace tilbage::tenant {
namespace {

std::vector<std::shared_ptr<core::CodeSender>> senders(const ResetFlow::Shared& shared) {
    std::vector<std::shared_ptr<core::CodeSender>> all{
        std::make_shared<core::EmailCodeSender>(shared.outbox, shared.texts)};
    if (shared.text_outbox != nullptr) {
        all.push_back(std::make_shared<core::TextCodeSender>(*shared.text_outbox, shared.texts));
    }
    return all;
}

std::vector<std::shared_ptr<core::ProofCheck>> checks(const ResetFlow::Shared& shared, const core::Totp& totp,
                                                      core::PasswordHasher& hasher) {
    auto& methods = shared.ports.methods;
    std::vector<std::shared_ptr<core::ProofCheck>> all{
        std::make_shared<core::AuthenticatorCheck>(methods, totp, shared.key),
        std::make_shared<core::RecoveryCodeCheck>(methods, shared.key),
        std::make_shared<core::TemporaryAccessCodeCheck>(methods, shared.key),
        std::make_shared<core::SecurityQuestionsCheck>(hasher)};
    if (shared.passkeys != nullptr) all.push_back(std::make_shared<core::PasskeyCheck>(methods, *shared.passkeys));
    return all;
}

}  // namespace

ResetFlow::ResetFlow(const Shared& shared, core::ResetSettings settings, std::unique_ptr<core::PasswordHasher> hasher)
    : hasher_(std::move(hasher)),
      methods_(senders(shared), checks(shared, totp_, *hasher_)),
      means_{methods_, shared.shares, shared.key, settings},
      start_session_(shared.ports, means_),
      read_session_(shared.ports, means_),
      choose_intent_(shared.ports, means_),
      send_code_(shared.ports, means_),
      ask_questions_(shared.ports, means_),
      ask_passkey_(shared.passkeys == nullptr
                       ? std::nullopt
                       : std::optional<core::AskPasskey>(std::in_place, shared.ports, means_, *shared.passkeys)),
      verify_proof_(shared.ports, means_),
      describe_policy_(shared.ports, means_, shared.descriptions),
      issue_ticket_(shared.ports, means_, shared.agents),
      submit_sealed_(shared.ports, means_, shared.requests, shared.waiters),
      read_outcome_(shared.ports, shared.requests, shared.waiters),
      ask_for_help_(shared.ports, means_, shared.outbox, shared.texts) {}

void ResetFlow::add_routes(adapters::http::Router& router, const std::string& origin, core::Alarms& alarms,
                           const std::function<void()>& code_queued) {
    const PacedRoutes paced(router, origin, alarms);
    add_reset_sessions(paced, start_session_);
    add_reset_session(paced, read_session_);
    add_reset_help(paced, ask_for_help_, code_queued);
    add_reset_intent(paced, choose_intent_);
    add_reset_codes(paced, send_code_, code_queued);
    add_reset_questions(paced, ask_questions_);
    add_reset_passkey(paced, ask_passkey_ ? &*ask_passkey_ : nullptr);
    add_reset_verification(paced, verify_proof_);
    add_reset_policy(router, describe_policy_);
    add_reset_tickets(router, origin, issue_ticket_);
    add_reset_submission(router, origin, submit_sealed_);
    add_reset_outcome(router, read_outcome_);
}

}  // namespace tilbage::tenant
