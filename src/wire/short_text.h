// Texts of somebody else's making, cut to what a reader takes.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::wire {

// At most `max` bytes (at least 3), with "…" where something was cut off, and never the half of a character. What is no
// UTF-8 has a "?" in the place of every byte that is no ASCII.
[[nodiscard]] std::string short_text(std::string_view text, std::size_t max);

}  // namespace tilbage::wire
