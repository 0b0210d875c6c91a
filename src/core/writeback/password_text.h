// A password as the directory takes it. The one place where Unicode is normalised.
#pragma once

#include <tl/expected.hpp>

#include "base/secret.h"
#include "core/writeback/reason.h"

namespace tilbage::core {

// What Active Directory's own tools and most systems accept; longer ones are refused before anything is written.
constexpr int kMaxPasswordUnits = 256;

// UTF-16LE after NFC, 1 to 256 units, no NUL. Move-only, wiped.
class PasswordText {
public:
    // `utf8` exactly as it was typed. Refusals: password_malformed (empty, not UTF-8, NUL), password_too_long.
    [[nodiscard]] static tl::expected<PasswordText, Reason> from_utf8(const base::SecretBytes& utf8);

    [[nodiscard]] int units() const noexcept { return static_cast<int>(utf16le_.size() / 2); }
    [[nodiscard]] const base::SecretBytes& utf16le() const noexcept { return utf16le_; }
    // For simple binds and Kerberos, which take UTF-8.
    [[nodiscard]] base::SecretBytes to_utf8() const;
    // The value of unicodePwd: in double quotes, UTF-16LE (MS-ADTS 3.1.1.3.1.5.1).
    [[nodiscard]] base::SecretBytes to_unicode_pwd() const;

private:
    explicit PasswordText(base::SecretBytes utf16le) : utf16le_(std::move(utf16le)) {}
    base::SecretBytes utf16le_;
};

}  // namespace tilbage::core
