// `tilbage-connect breached`: makes the list of breached passwords, and asks it.
#pragma once

#include <filesystem>

namespace tilbage::connect {

struct BreachedCommand {
    enum class What { build, test, check };
    What what = What::build;
    std::filesystem::path from;  // build: a text file of hashes
    std::filesystem::path list;
};

// Exit codes: 0; 1 when something is wrong, which is then said; 2 where `test` finds the password, which it reads from
// standard input (its first line) and never shows.
[[nodiscard]] int breached_command(const BreachedCommand& command);

}  // namespace tilbage::connect
