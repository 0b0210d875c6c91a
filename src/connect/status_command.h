// `tilbage-connect status`.
#pragma once

#include <filesystem>

namespace tilbage::connect {

// 0: the agent runs and is connected to the tenant; 1: it is not, or there is no configuration yet.
[[nodiscard]] int status_command(const std::filesystem::path& config_file, bool as_json);

}  // namespace tilbage::connect
