// The reset session as a state machine: identify, intent, one or two methods, new password or unlock, done. Pure: what
// may happen follows from the session as stored and the rules as they are at this moment, and every step asks anew. No
// sequence of calls reaches *password* or *unlock* without the methods that the policy asks for.
#pragma once

#include "core/methods/method_kind.h"
#include "core/ports/reset_session_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

struct SessionRules {
    int methods_required = 1;
    MethodKinds allowed;      // by the policy
    MethodKinds carried_out;  // what this tenant has the means for
    bool unlock_allowed = false;
};

// As the page has them (docs/protocol.md §12).
enum class ResetStep { intent, verification, password, unlock, done };
[[nodiscard]] std::string_view to_string(ResetStep step);

// Proven methods that the policy still allows: what administrators take away counts no more.
[[nodiscard]] int proven_count(const ResetSession& session, const SessionRules& rules);
[[nodiscard]] bool enough_proven(const ResetSession& session, const SessionRules& rules);
[[nodiscard]] ResetStep step_of(const ResetSession& session, const SessionRules& rules);

// The session as it is after the rules have changed: identified or verified, whichever is true now.
[[nodiscard]] ResetSession settled(ResetSession session, const SessionRules& rules);

// kind_not_allowed; wrong_step: something is proven already.
[[nodiscard]] Answer<ResetSession> with_intent(ResetSession session, Kind intent, const SessionRules& rules);
// malformed: nobody may use this kind here. wrong_step: no intent yet, enough is proven, or this kind is.
[[nodiscard]] Answer<void> may_prove(const ResetSession& session, MethodKind kind, const SessionRules& rules);
// Refuses as may_prove().
[[nodiscard]] Answer<ResetSession> with_proven(ResetSession session, MethodKind kind, const SessionRules& rules);
// wrong_step: not enough is proven. kind_not_allowed: not what was meant, or not allowed (any more).
// request_in_progress, session_missing (ended).
[[nodiscard]] Answer<void> may_write(const ResetSession& session, Kind kind, const SessionRules& rules);

}  // namespace tilbage::core
