// UTF-8, UTF-16 and NFC by ICU. Text that may be a password stays in SecretBytes and ICU's work space is wiped.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace tilbage::base {

[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

// UTF-16LE code units (2 bytes each) of `utf8` after NFC. Fails with invalid_argument on invalid UTF-8; the message
// never repeats the text.
[[nodiscard]] Result<SecretBytes> to_nfc_utf16le(std::string_view utf8);

// Code points of `utf8` after NFC, for a limit that people are told in characters. Nothing on invalid UTF-8.
[[nodiscard]] std::optional<std::size_t> count_characters(std::string_view utf8);

// Full Unicode case folding of NFC text, for comparing names and user IDs. Invalid UTF-8 gives an empty string.
[[nodiscard]] std::string fold_case(std::string_view utf8);

// What one code point is, by its general category and its Alphabetic property (UAX #44).
enum class CharacterClass { upper, lower, digit, other_letter, other };
[[nodiscard]] CharacterClass class_of(char32_t code_point) noexcept;
// Simple case folding: one code point for one, for comparing without writing a copy.
[[nodiscard]] char32_t fold_simple(char32_t code_point) noexcept;

}  // namespace tilbage::base
