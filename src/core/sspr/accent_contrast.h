// How readable white text is on a colour.
#pragma once

#include <optional>
#include <string_view>

namespace tilbage::core {

// The contrast ratio of white to "#rrggbb", 1 to 21, by relative luminance (WCAG 2.2). Empty: no such colour.
[[nodiscard]] std::optional<double> contrast_with_white(std::string_view color);

}  // namespace tilbage::core
