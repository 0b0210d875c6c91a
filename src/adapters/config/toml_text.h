// Writing TOML.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::adapters::config {

// A basic string (TOML 1.0, "String"), quotes included. `text` is UTF-8.
[[nodiscard]] std::string toml_text(std::string_view text);

}  // namespace tilbage::adapters::config
