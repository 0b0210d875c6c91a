// SCIM's attribute names and schema URNs have no case (RFC 7643 §2.1).
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace tilbage::wire {

[[nodiscard]] constexpr char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] constexpr bool same_scim_name(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower_ascii(x) == lower_ascii(y); });
}

inline constexpr std::array<std::string_view, 15> kScimExtensionAttributes{
    "extensionAttribute1",  "extensionAttribute2",  "extensionAttribute3",  "extensionAttribute4",
    "extensionAttribute5",  "extensionAttribute6",  "extensionAttribute7",  "extensionAttribute8",
    "extensionAttribute9",  "extensionAttribute10", "extensionAttribute11", "extensionAttribute12",
    "extensionAttribute13", "extensionAttribute14", "extensionAttribute15"};

}  // namespace tilbage::wire
