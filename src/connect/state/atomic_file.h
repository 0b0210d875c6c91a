// Files of the state folder: 0600, and either as they were or as they are to be, whenever the machine stops.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tilbage::connect {

enum class Sync { yes, no };  // no: a kill of the process is survived, a power loss need not be

// Writes beside `path`, then renames over it. The error names the file and what the system said.
[[nodiscard]] base::Result<void> write_file(const std::filesystem::path& path, std::string_view content, Sync sync);
// not_found: there is none.
[[nodiscard]] base::Result<std::string> read_file(const std::filesystem::path& path);
// Overwrites, then unlinks: what a copying file system may still hold is beyond us.
void destroy_file(const std::filesystem::path& path);

}  // namespace tilbage::connect
