// Every way a request can end: one closed list for both programs, the journal, the audit and the page.
#pragma once

#include <optional>
#include <string_view>

#include "core/writeback/initiated_by.h"
#include "core/writeback/kind.h"

namespace tilbage::core {

enum class Reason {
    succeeded,
    password_too_short,
    password_too_long,
    password_not_complex,
    password_contains_name,
    password_in_history,
    password_too_young,
    password_banned,
    password_refused,    // the directory refused it and no rule can be proven to be the one
    password_malformed,  // NUL, invalid UTF-8, empty
    current_password_wrong,
    account_locked,
    account_disabled,
    account_expired,
    cannot_change_password,
    password_expired,      // of a validate, as the next five: the password is right, but too old
    password_must_change,  // right, and another one is asked for first
    not_allowed_now,       // right, outside the hours in which the person may sign in
    not_allowed_here,      // right, and the person may sign in at certain workstations only
    sign_in_refused,       // the directory lets nobody in and does not tell why
    too_many_failures,     // not asked: another wrong password or two would lock the person
    account_protected,
    permission_missing,
    user_not_found,
    user_out_of_scope,
    multiple_matches,
    directory_unavailable,
    agent_unavailable,
    agent_busy,
    deadline_passed,
    cannot_open,
    replayed,
    malformed,
    writeback_disabled,
    outcome_unknown,
};

// The stable name on the wire, in stores and in language files.
[[nodiscard]] std::string_view to_string(Reason reason);
[[nodiscard]] std::optional<Reason> parse_reason(std::string_view text);

// The events that frame an act in the agent's event log; 0 for a describe, which is no act, and for the start of a
// sign-in, which has only an end. The numbers are those that administrators of password writeback already know; an
// unlock has none there, and has 34001 to 34003 of our own, a sign-in 34011 and 34012.
struct ActEvents {
    int start = 0;
    int success = 0;
    int fail = 0;
};
[[nodiscard]] ActEvents act_events(Kind kind, InitiatedBy initiated_by);
// The one that tells how a request ended: for succeeded the act's own, else the reason's (0: none).
[[nodiscard]] int event_id(Reason reason, Kind kind, InitiatedBy initiated_by);
// The code of a self-service page, "SSPR_0029", or empty.
[[nodiscard]] std::string_view sspr_code(Reason reason);
// Whether the same session may sensibly try again: another password, or later.
[[nodiscard]] bool may_retry(Reason reason);

}  // namespace tilbage::core
