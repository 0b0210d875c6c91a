// Which of the languages that there are is meant.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tilbage::languages {

// The place in `tags` of the best one for a locale: "da-DK", "da", also "da_DK.UTF-8" as POSIX writes it. RFC 4647
// §3.4: the whole tag first, then without its last subtag, and so on.
[[nodiscard]] std::optional<std::size_t> best_for_locale(std::span<const std::string> tags, std::string_view locale);

// The same for an Accept-Language header (RFC 9110 §12.5.4): the highest weight first, of equal ones the first. `*` is
// English's place, which is 0.
[[nodiscard]] std::optional<std::size_t> best_for_accept_language(std::span<const std::string> tags,
                                                                  std::string_view header);

}  // namespace tilbage::languages
