// Parameters of OAuth requests.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilbage::core {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// A parameter that stands there at most once (RFC 6749 §3.1); "" when it is not there, nothing when it is twice.
[[nodiscard]] std::optional<std::string> at_most_once(const Parameters& parameters, std::string_view name);

}  // namespace tilbage::core
