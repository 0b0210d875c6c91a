// A staged object and what an import tells about it, put together. Pure, any thread.
#pragma once

#include <optional>

#include "core/sync/staged_object.h"

namespace tilbage::core {

// The object as it is now; of one that is not staged the change must be whole, and everything that cannot be told of it
// is as it was. Its members, and a change that says `deleted`, are the caller's.
[[nodiscard]] StagedObject merge(const std::optional<StagedObject>& staged, const ObjectChange& change);

}  // namespace tilbage::core
