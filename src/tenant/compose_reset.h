// The reset page's part of the tenant: what people are verified by, the steps of a session, their routes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "adapters/http/router.h"
#include "adapters/totp/oath_totp.h"
#include "core/ports/mail_outbox.h"
#include "core/ports/mail_texts.h"
#include "core/ports/password_hasher.h"
#include "core/ports/text_outbox.h"
#include "core/sspr/ask_for_help.h"
#include "core/sspr/ask_passkey.h"
#include "core/sspr/ask_questions.h"
#include "core/sspr/choose_intent.h"
#include "core/sspr/describe_policy.h"
#include "core/sspr/issue_ticket.h"
#include "core/sspr/read_outcome.h"
#include "core/sspr/read_session.h"
#include "core/sspr/send_code.h"
#include "core/sspr/start_session.h"
#include "core/sspr/submit_sealed.h"
#include "core/sspr/verify_proof.h"

namespace tilbage::tenant {

class ResetFlow {
public:
    // All outlive this object.
    struct Shared {
        core::ResetPorts ports;
        core::MailOutbox& outbox;
        core::TextOutbox* text_outbox;  // null: no provider, and nobody is offered a text message
        const core::MailTexts& texts;
        const core::DecoyShares& shares;
        const core::Passkeys* passkeys;  // null: this tenant's address is none that a passkey can be for
        const base::SecretBytes& key;
        core::AgentPresence& agents;
        core::RequestBroker& requests;
        core::OutcomeWaiters& waiters;
        core::DescribeBroker& descriptions;
    };
    ResetFlow(const Shared& shared, core::ResetSettings settings, std::unique_ptr<core::PasswordHasher> hasher);

    // `code_queued` wakes who sends.
    void add_routes(adapters::http::Router& router, const std::string& origin, core::Alarms& alarms,
                    const std::function<void()>& code_queued);
    // What this tenant can let people prove who they are by.
    [[nodiscard]] core::MethodKinds methods() const { return methods_.kinds(); }
    // Of answers to security questions.
    [[nodiscard]] core::PasswordHasher& hasher() { return *hasher_; }

private:
    std::unique_ptr<core::PasswordHasher> hasher_;
    adapters::totp::OathTotp totp_;
    core::VerificationMethods methods_;
    core::ResetMeans means_;
    core::StartSession start_session_;
    core::ReadSession read_session_;
    core::ChooseIntent choose_intent_;
    core::SendCode send_code_;
    core::AskQuestions ask_questions_;
    std::optional<core::AskPasskey> ask_passkey_;
    core::VerifyProof verify_proof_;
    core::DescribePolicy describe_policy_;
    core::IssueTicket issue_ticket_;
    core::SubmitSealed submit_sealed_;
    core::ReadOutcome read_outcome_;
    core::AskForHelp ask_for_help_;
};

}  // namespace tilbage::tenant
