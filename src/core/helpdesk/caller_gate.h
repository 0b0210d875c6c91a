// The one place that asks whether who calls was verified, before anything is done for them: passed by every use case
// that gives a caller a way into the account (docs/protocol.md §14).
#pragma once

#include <string_view>

#include "core/oauth/authenticate_administrator.h"
#include "core/ports/audit_log.h"
#include "core/ports/caller_verification_store.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// What an administrator wants to do for a caller; as the audit names it.
enum class CallersAct { reset, unlock, temporary_access_code, fill_in_method };
[[nodiscard]] std::string_view to_string(CallersAct act);

// Who may do without a caller's code: they answer for it, and may write down how they were sure.
[[nodiscard]] bool above_helpdesk(const Principal& administrator);

// Any thread.
class CallerGate {
public:
    // All outlive it.
    struct Ports {
        PasswordResetPolicyStore& policies;
        CallerVerificationStore& verifications;
        AuditLog& audit;
        const base::Clock& clock;
    };
    explicit CallerGate(Ports ports) : ports_(ports) {}

    // Part of the caller's transaction. Records that the act was done for a verified caller, or refused. Refusals:
    // caller_not_verified (the policy requires it of a Helpdesk Administrator), busy.
    [[nodiscard]] Answer<void> admit(const Principal& administrator, const PersonId& person, CallersAct act);

private:
    Ports ports_;
};

}  // namespace tilbage::core
