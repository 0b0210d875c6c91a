// What the configuration means for the engine.
#pragma once

#include "connect/config.h"
#include "core/sync/sync_rules.h"

namespace tilbage::connect {

[[nodiscard]] core::DirectoryRules directory_rules(const DirectoryConfig& directory, const ImportConfig& import);
// Of directory number 1.
[[nodiscard]] core::DirectoryRules directory_rules(const Config& config);

}  // namespace tilbage::connect
