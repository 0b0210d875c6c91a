// objectGUID and objectSid between the directory's bytes and their text, and filter values.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tilbage::adapters::ldap {

// 16 bytes in the directory's order as "48f3f955-29b4-…" (MS-DTYP 2.3.4.3: the first three fields are little endian).
// Empty when the size is wrong.
[[nodiscard]] std::string guid_to_text(std::span<const std::uint8_t> guid);
// The DN form that finds an object by its objectGUID wherever it was moved (MS-ADTS 3.1.1.3.1.2.4).
[[nodiscard]] std::string guid_dn(std::string_view guid_text);

// "S-1-5-21-…" (MS-DTYP 2.4.2.1 and 2.4.2.2). Empty optional: not a SID.
[[nodiscard]] std::optional<std::string> sid_to_text(std::span<const std::uint8_t> sid);

// An assertion value of a filter (RFC 4515 §3): everything that is not a plain letter or digit becomes \XX.
[[nodiscard]] std::string escape_filter_value(std::string_view value);

}  // namespace tilbage::adapters::ldap
