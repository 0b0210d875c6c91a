// From the directory's answer to a write to the outcome that is told.
#pragma once

#include "core/ports/directory.h"
#include "core/writeback/outcome.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

// `answer` was answered. Reads policy, clock and counters again where the outcome needs a number.
[[nodiscard]] Outcome outcome_of_password_write(Directory& directory, const DirectoryPerson& person,
                                                const PasswordWrite& write, const DirectoryAnswer& answer,
                                                bool no_password_filters);
[[nodiscard]] Outcome outcome_of_unlock(const DirectoryPerson& person, const DirectoryAnswer& answer);

}  // namespace tilbage::core
