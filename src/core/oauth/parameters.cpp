#include "core/oauth/parameters.h"

#include <algorithm>

namespace tilbage::core {

std::optional<std::string> at_most_once(const Parameters& parameters, std::string_view name) {
    const auto is_it = [&](const auto& parameter) { return parameter.first == name; };
    const auto count = std::ranges::count_if(parameters, is_it);
    if (count > 1) return std::nullopt;
    return count == 0 ? std::string{} : std::ranges::find_if(parameters, is_it)->second;
}

}  // namespace tilbage::core
