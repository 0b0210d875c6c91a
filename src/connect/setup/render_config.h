// A configuration as the text of connect.toml, with comments for people.
#pragma once

#include <string>

#include "connect/config.h"

namespace tilbage::connect::setup {

// load_config of this text gives the same configuration. Secrets are named by their files, whose paths are absolute.
[[nodiscard]] std::string render_config(const Config& config);
// The same, headed by what must be copied along to another machine.
[[nodiscard]] std::string render_export(const Config& config);

}  // namespace tilbage::connect::setup
