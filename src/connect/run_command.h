// `tilbage-connect run`.
#pragma once

#include <filesystem>

namespace tilbage::connect {

// Until SIGTERM or SIGINT; SIGHUP reads the configuration again. The process's exit code.
int run_command(const std::filesystem::path& config_file);

}  // namespace tilbage::connect
