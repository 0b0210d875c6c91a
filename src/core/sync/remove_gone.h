// Takes out of the connector space what is not in the directory any more. One thread.
#pragma once

#include <vector>

#include "base/result.h"
#include "core/ports/unit_of_work.h"
#include "core/sync/directory_context.h"

namespace tilbage::core {

// In transactions of some hundred; how many were staged. `generation`: the current one, for what is put meanwhile.
[[nodiscard]] base::Result<std::size_t> remove_gone(ConnectorSpace& space, UnitOfWork& work,
                                                    DirectoryContext& directory, std::int64_t generation,
                                                    const std::vector<ObjectGuid>& gone);

}  // namespace tilbage::core
