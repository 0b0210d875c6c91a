#include "core/writeback/password_envelope.h"

#include <algorithm>
#include <optional>
#include <span>

namespace tilbage::core {
namespace {

constexpr std::size_t kLengthSize = 2;

// Takes one length-prefixed text off the front.
std::optional<base::SecretBytes> take_text(std::span<const std::uint8_t>& rest) {
    if (rest.size() < kLengthSize) return std::nullopt;
    const auto length = static_cast<std::size_t>(rest[0] << 8 | rest[1]);
    rest = rest.subspan(kLengthSize);
    if (rest.size() < length) return std::nullopt;
    auto text = base::SecretBytes::copy_of(rest.first(length));
    rest = rest.subspan(length);
    return text;
}

void put_text(std::span<std::uint8_t>& rest, const base::SecretBytes& text) {
    rest[0] = static_cast<std::uint8_t>(text.size() >> 8);
    rest[1] = static_cast<std::uint8_t>(text.size() & 0xff);
    std::ranges::copy(text.open(), rest.begin() + kLengthSize);
    rest = rest.subspan(kLengthSize + text.size());
}

}  // namespace

base::Result<PasswordPair> read_envelope(const base::SecretBytes& plaintext) {
    const auto broken = base::fail(base::ErrorCode::corrupt, "not the layout of a sealed password");
    if (plaintext.size() != kEnvelopeSize) return broken;
    auto rest = plaintext.open();
    auto current = take_text(rest);
    if (!current) return broken;
    auto next = take_text(rest);
    if (!next) return broken;
    if (std::ranges::any_of(rest, [](std::uint8_t byte) { return byte != 0; })) return broken;
    return PasswordPair{.current = std::move(*current), .next = std::move(*next)};
}

base::Result<base::SecretBytes> write_envelope(const PasswordPair& passwords) {
    if (2 * kLengthSize + passwords.current.size() + passwords.next.size() > kEnvelopeSize) {
        return base::fail(base::ErrorCode::invalid_argument, "the passwords are too long to be sealed");
    }
    base::SecretBytes plaintext(kEnvelopeSize);
    auto rest = plaintext.open_mutable();
    put_text(rest, passwords.current);
    put_text(rest, passwords.next);
    return plaintext;
}

}  // namespace tilbage::core
