// Whether an earlier write, whose answer never came, was done.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "core/ports/directory.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

// What is known from before the write.
struct BeforeWrite {
    std::optional<std::int64_t> pwd_last_set;  // from the journal of the agent that wrote; else:
    base::TimePoint first_sent_at;             // when the request left the tenant, on the directory's clock
    bool must_change = false;                  // what was written leaves pwdLastSet at 0
};

// The password was set after the write may have begun. Clocks of tenant and directory may differ by kClockTolerance.
// A write that leaves pwdLastSet at 0 (must_change) is told by the 0, unless it was 0 before, or nobody knows: then by
// when anything on the object was changed, which whenChanged tells to the second.
constexpr std::chrono::seconds kClockTolerance{2};
[[nodiscard]] bool password_was_set_since(const BeforeWrite& before, const DirectoryPerson& now);

enum class EarlierWrite {
    done,
    contested,     // the password was set, but not to this one, or to this one and then to another
    not_readable,  // ask again
};
// One sign-in with the password; only after password_was_set_since, because a wrong one counts towards a lockout.
[[nodiscard]] EarlierWrite prove_write(Directory& directory, const DirectoryPerson& person, const PasswordText& next,
                                       base::TimePoint deadline);

}  // namespace tilbage::core
