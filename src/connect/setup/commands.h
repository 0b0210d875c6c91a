// The same engine from a terminal: `tilbage-connect configure`, `apply` and `export`. Each returns the exit code.
#pragma once

#include <filesystem>
#include <string>

namespace tilbage::connect::setup {

struct ApplyOptions {
    std::filesystem::path config_file;  // connect.toml of this agent
    std::filesystem::path wanted_file;  // what export wrote
    bool check = false;                 // only print: 0 nothing to do, 2 something, 1 failed
    std::string enrolment_code;         // "-": read from standard input
    std::filesystem::path state_dir;    // of an agent without a connect.toml; empty: what `wanted_file` says
};
[[nodiscard]] int apply_command(const ApplyOptions& options);
[[nodiscard]] int export_command(const std::filesystem::path& config_file);
[[nodiscard]] int configure_command(const std::filesystem::path& config_file,
                                    const std::filesystem::path& state_dir_if_new);

}  // namespace tilbage::connect::setup
