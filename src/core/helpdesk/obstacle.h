// Why a person cannot sign in or reset their password right now. Pure: it follows from what is known, and says nothing
// that is not.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/identity/person.h"
#include "core/writeback/outcome.h"

namespace tilbage::core {

// In the order in which the helpdesk is told: what must be mended first stands first.
enum class Trouble {
    // Keeps the person out whatever the password is.
    account_missing,  // the directory has nobody by this source anchor
    account_disabled,
    account_expired,  // since
    outside_hours,
    account_locked,  // since, until (empty: until somebody unlocks it, or not known)
    sign_in_paused,  // here, by too many wrong passwords: until
    // Asks for another password.
    password_must_change,
    password_expired,  // since
    // Narrows what works.
    certain_workstations,
    password_too_young,  // until: neither a change nor, where the directory enforces it, a reset
    wrong_passwords,     // count, since (the last one): not locked yet
    // In the way of a reset.
    not_from_directory,
    account_protected,
    out_of_scope,
    writeback_disabled,
    reset_not_enabled,
    too_few_methods,  // count: how many serve
    reset_paused,     // too many codes or tries: until
};
[[nodiscard]] std::string_view to_string(Trouble trouble);

struct Obstacle {
    Trouble trouble = Trouble::account_disabled;
    std::optional<base::TimePoint> since = {};
    std::optional<base::TimePoint> until = {};
    std::optional<int> count = {};

    bool operator==(const Obstacle&) const = default;
};

// What the account itself has: by `live`, the directory's answer to a describe, else by what the last synchronisation
// brought (`live` null, or an outcome that tells nothing). In the order of Trouble.
[[nodiscard]] std::vector<Obstacle> account_obstacles(const Person& person, const Outcome* live, base::TimePoint now);

// Whether the directory's answer tells about the person, or only that it could not be asked.
[[nodiscard]] bool tells_of_person(const Outcome& live);

}  // namespace tilbage::core
