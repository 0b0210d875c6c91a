// `tilbage-tenant check-config`: mistakes in the file were told before; here, those in what it names.
#pragma once

#include <string>
#include <vector>

#include "tenant/config.h"

namespace tilbage::tenant {

struct ConfigFindings {
    std::vector<std::string> errors;    // `run` would fail, or people could not use it
    std::vector<std::string> warnings;  // true just now, and perhaps not later: a mail server that does not answer
};

// Each text names the section and key it is about. Connects to the mail server.
[[nodiscard]] ConfigFindings check_config(const Config& config);
// Prints what was found. The exit code: 0 without errors, 2 otherwise.
[[nodiscard]] int check_config_command(const Config& config);

}  // namespace tilbage::tenant
