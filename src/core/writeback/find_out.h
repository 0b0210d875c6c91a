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
};

// The password was set after the write may have begun. Clocks of tenant and directory may differ by kClockTolerance.
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
