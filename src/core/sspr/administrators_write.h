// The limits of what administrators write for people (docs/protocol.md §6).
#pragma once

#include "core/oauth/authenticate_administrator.h"
#include "core/ports/attempt_counter.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// Counts one write, of the administrator and of the person. Part of the caller's transaction. Refusals:
// too_many_attempts, busy.
[[nodiscard]] Answer<void> count_administrators_write(AttemptCounter& attempts, const Principal& administrator,
                                                      const PersonId& person, base::TimePoint now);

}  // namespace tilbage::core
