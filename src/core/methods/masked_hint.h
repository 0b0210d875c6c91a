// What a page may show of an address or number, so that its owner knows which one is meant and nobody else learns it.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::core {

// "anna@home.dk" → "a•••@h•••": not the ending either, by which the people of one organisation would stand out among
// decoys. What is no address gives an empty hint.
[[nodiscard]] std::string masked_address(std::string_view address);
// "+4512345678" → "••• 78".
[[nodiscard]] std::string masked_number(std::string_view number);

}  // namespace tilbage::core
