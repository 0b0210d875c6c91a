// A session together with all that decides what may happen in it, read at this moment: the person, the policy, the
// methods. The same reads for a decoy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/methods/usable_methods.h"
#include "core/sspr/decoy_methods.h"
#include "core/sspr/reset_ports.h"
#include "core/sspr/session_machine.h"
#include "core/sspr/verification_methods.h"

namespace tilbage::core {

struct SessionInForce {
    ResetSession session;
    std::optional<Person> person;  // empty: a decoy, or somebody who may not reset (any more), or has too few methods
    PasswordResetPolicy policy;
    SessionRules rules;
    // What the page says before anything is proven, so that the name of an administrator, who needs more, is like
    // others.
    int methods_told = 1;
    std::vector<UsableMethod> usable;    // the person's
    std::vector<OfferedMethod> offered;  // theirs, or a decoy's: what the page shows

    // Null: the person has none of this kind, or is nobody.
    [[nodiscard]] const UsableMethod* usable_of(MethodKind kind) const;
};

// The answer that every step of a session gives (docs/protocol.md §12).
struct SessionState {
    base::TimePoint expires_at;
    ResetStep step = ResetStep::intent;
    bool unlock_offered = false;
    std::optional<Kind> intent;
    int number = 1;  // the step of verification that is next, or the last one
    int of = 1;
    std::vector<OfferedMethod> methods;  // that still serve
    std::string user_name;               // once everything is proven
    std::optional<RequestId> request;    // that is on its way, or that ended the session
};
[[nodiscard]] SessionState state_of(const SessionInForce& in_force);

// Any thread; calls are part of the caller's transaction.
class SessionDesk {
public:
    SessionDesk(ResetPorts ports, ResetMeans means) : ports_(ports), means_(means) {}
    // Refusals: session_missing (also for who has proven something and may not go on), writeback_disabled, busy.
    [[nodiscard]] Answer<SessionInForce> open(const std::string& session_token) const;
    [[nodiscard]] Answer<SessionInForce> look(ResetSession session) const;
    // As the machine left it; wrong_step: another call was first.
    [[nodiscard]] Answer<SessionInForce> keep(SessionInForce in_force, ResetSession changed) const;

private:
    ResetPorts ports_;
    ResetMeans means_;
};

}  // namespace tilbage::core
