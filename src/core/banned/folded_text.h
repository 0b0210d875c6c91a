// Text as banned words are compared: "C0ntos0" is "contoso".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"
#include "core/writeback/password_text.h"

namespace tilbage::core {

// One code point of NFC text: folded to lower case, then 0 → o, 1 → l, $ → s, @ → a, as the password protection of
// Microsoft Entra ID documents it. Letters of other alphabets, å æ ø among them, are letters of their own.
[[nodiscard]] char32_t fold_for_banning(char32_t code_point) noexcept;

// For words and names, which are no secrets. Empty: not UTF-8.
[[nodiscard]] std::optional<std::u32string> fold_for_banning(std::string_view utf8);

// A password, folded. Move-only, wiped.
class FoldedPassword {
public:
    explicit FoldedPassword(const PasswordText& password);

    // In code points.
    [[nodiscard]] std::size_t size() const noexcept { return folded_.size() / sizeof(char32_t); }
    [[nodiscard]] char32_t at(std::size_t index) const noexcept;
    // Whether `word`, folded and not empty, stands at this place.
    [[nodiscard]] bool holds_at(std::size_t index, std::u32string_view word) const noexcept;
    [[nodiscard]] bool holds(std::u32string_view word) const noexcept;

private:
    base::SecretBytes folded_;
};

}  // namespace tilbage::core
