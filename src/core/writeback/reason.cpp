#include "core/writeback/reason.h"

#include <array>

namespace tilbage::core {
namespace {

struct Row {
    Reason reason;
    std::string_view name;
    int event_id;
    std::string_view sspr_code;
    bool may_retry;
};

// In the order of the enum. Event ids and SSPR codes: the troubleshooting tables of Microsoft's password writeback.
constexpr Row kRows[] = {
    {Reason::succeeded, "succeeded", 0, "", false},
    {Reason::password_too_short, "password_too_short", 33008, "", true},
    {Reason::password_too_long, "password_too_long", 33008, "", true},
    {Reason::password_not_complex, "password_not_complex", 33008, "", true},
    {Reason::password_contains_name, "password_contains_name", 33008, "", true},
    {Reason::password_in_history, "password_in_history", 33008, "", true},
    {Reason::password_too_young, "password_too_young", 33008, "", false},
    {Reason::password_banned, "password_banned", 33008, "", true},
    {Reason::password_refused, "password_refused", 33008, "", true},
    {Reason::password_malformed, "password_malformed", 33008, "", true},
    {Reason::current_password_wrong, "current_password_wrong", 33007, "", true},
    {Reason::account_locked, "account_locked", 33006, "", false},
    {Reason::account_disabled, "account_disabled", 33005, "", false},
    {Reason::account_expired, "account_expired", 33001, "", false},
    {Reason::cannot_change_password, "cannot_change_password", 33001, "", false},
    {Reason::password_expired, "password_expired", 34012, "", false},
    {Reason::password_must_change, "password_must_change", 34012, "", false},
    {Reason::not_allowed_now, "not_allowed_now", 34012, "", false},
    {Reason::not_allowed_here, "not_allowed_here", 34012, "", false},
    {Reason::sign_in_refused, "sign_in_refused", 34012, "", false},
    {Reason::too_many_failures, "too_many_failures", 34012, "", true},
    {Reason::account_protected, "account_protected", 33004, "SSPR_0029", false},
    {Reason::permission_missing, "permission_missing", 33004, "SSPR_0029", false},
    {Reason::user_not_found, "user_not_found", 33002, "SSPR_0029", false},
    {Reason::user_out_of_scope, "user_out_of_scope", 33002, "SSPR_0029", false},
    {Reason::multiple_matches, "multiple_matches", 33003, "SSPR_0029", false},
    {Reason::directory_unavailable, "directory_unavailable", 33001, "SSPR_0030", true},
    {Reason::agent_unavailable, "agent_unavailable", 0, "SSPR_0030", true},
    {Reason::agent_busy, "agent_busy", 0, "SSPR_0030", true},
    {Reason::deadline_passed, "deadline_passed", 32000, "SSPR_0030", true},
    {Reason::cannot_open, "cannot_open", 32004, "", true},
    {Reason::replayed, "replayed", 32003, "", true},
    {Reason::malformed, "malformed", 32003, "", true},
    {Reason::writeback_disabled, "writeback_disabled", 0, "SSPR_0010", false},
    {Reason::outcome_unknown, "outcome_unknown", 32000, "", false},
};

constexpr bool rows_follow_the_enum() {
    int position = 0;
    for (const auto& row : kRows) {
        if (static_cast<int>(row.reason) != position++) return false;
    }
    return position == static_cast<int>(Reason::outcome_unknown) + 1;
}
static_assert(rows_follow_the_enum());

const Row& row_of(Reason reason) { return kRows[static_cast<std::size_t>(reason)]; }

}  // namespace

std::string_view to_string(Reason reason) { return row_of(reason).name; }
std::string_view sspr_code(Reason reason) { return row_of(reason).sspr_code; }
bool may_retry(Reason reason) { return row_of(reason).may_retry; }

std::optional<Reason> parse_reason(std::string_view text) {
    for (const auto& row : kRows) {
        if (row.name == text) return row.reason;
    }
    return std::nullopt;
}

ActEvents act_events(Kind kind, InitiatedBy initiated_by) {
    switch (kind) {
        case Kind::reset:
            if (initiated_by == InitiatedBy::administrator) return {.start = 31009, .success = 31010, .fail = 31011};
            return {.start = 31001, .success = 31002, .fail = 31003};
        case Kind::change:
            return {.start = 31006, .success = 31007, .fail = 31008};
        case Kind::unlock:
            return {.start = 34001, .success = 34002, .fail = 34003};
        case Kind::validate:
            return {.start = 0, .success = 34011, .fail = 34012};
        case Kind::describe:
            break;
    }
    return {};
}

int event_id(Reason reason, Kind kind, InitiatedBy initiated_by) {
    return reason == Reason::succeeded ? act_events(kind, initiated_by).success : row_of(reason).event_id;
}

}  // namespace tilbage::core
