// The rules in force for a person and the state of their account, for the page to show before anything is typed.
#pragma once

#include "base/result.h"
#include "core/ports/directory.h"
#include "core/writeback/description.h"

namespace tilbage::core {

[[nodiscard]] base::Result<Description> describe(Directory& directory, const DirectoryPerson& person);

}  // namespace tilbage::core
