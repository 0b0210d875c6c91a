// What a page may show of an address or number, so that its owner knows which one is meant and nobody else learns it.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace tilbage::core {

// Endings of domains that a hint shows; others would make somebody stand out among decoys.
inline constexpr std::array<std::string_view, 8> kShownEndings{"com", "dk", "net", "org", "eu", "se", "no", "de"};

// "anna@home.dk" → "a•••@h•••.dk"; with another ending "a•••@h•••". What is no address gives an empty hint.
[[nodiscard]] std::string masked_address(std::string_view address);
// "+4512345678" → "••• 78".
[[nodiscard]] std::string masked_number(std::string_view number);

}  // namespace tilbage::core
