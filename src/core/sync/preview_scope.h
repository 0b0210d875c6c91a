// What other rules would mean for who is synchronised. One thread; nothing is changed.
#pragma once

#include "base/result.h"
#include "core/ports/metaverse.h"
#include "core/sync/directory_context.h"
#include "core/sync/sync_report.h"

namespace tilbage::core {

// The directory was reached and imported once.
[[nodiscard]] base::Result<ScopePreview> preview_scope(DirectoryContext& directory, ConnectorSpace& space,
                                                       Metaverse& metaverse, const DirectoryRules& rules);

}  // namespace tilbage::core
