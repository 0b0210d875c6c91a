#include "core/account/decoy_anchor.h"

#include <array>
#include <string>

#include "crypto/hash.h"

namespace tilbage::core {

SourceAnchor decoy_anchor(const base::SecretBytes& key, std::string_view counting_key) {
    const auto digest = crypto::hmac_sha256(key, "account.decoy_anchor\n" + std::string(counting_key));
    constexpr std::size_t kSize = 16;
    constexpr std::size_t kVersion = 7;  // the high byte of time_hi_and_version, which stands little endian
    constexpr std::size_t kVariant = 8;
    std::array<std::uint8_t, kSize> guid{};
    std::copy_n(digest.begin(), kSize, guid.begin());
    guid[kVersion] = static_cast<std::uint8_t>((guid[kVersion] & 0x0f) | 0x40);
    guid[kVariant] = static_cast<std::uint8_t>((guid[kVariant] & 0x3f) | 0x80);
    return SourceAnchor::from_guid(guid).value();
}

}  // namespace tilbage::core
