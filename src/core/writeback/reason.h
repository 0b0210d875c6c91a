// Every way a request can end: one closed list for both programs, the journal, the audit and the page.
#pragma once

#include <optional>
#include <string_view>

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

// The event id that administrators of password writeback already know (0: none); for succeeded it depends on the kind.
[[nodiscard]] int event_id(Reason reason, Kind kind);
// The code of a self-service page, "SSPR_0029", or empty.
[[nodiscard]] std::string_view sspr_code(Reason reason);
// Whether the same session may sensibly try again: another password, or later.
[[nodiscard]] bool may_retry(Reason reason);

}  // namespace tilbage::core
