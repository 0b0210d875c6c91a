#include "adapters/webauthn/authenticator_data.h"

namespace tilbage::adapters::webauthn {
namespace {

// WebAuthn §6.1, table 1.
constexpr std::size_t kHashSize = 32;
constexpr std::size_t kHeadSize = kHashSize + 1 + 4;
constexpr std::uint8_t kUserPresent = 0x01;
constexpr std::uint8_t kUserVerified = 0x04;
constexpr std::uint8_t kBackupEligible = 0x08;
constexpr std::uint8_t kBackedUp = 0x10;
constexpr std::uint8_t kAttested = 0x40;
constexpr std::uint8_t kExtensions = 0x80;
// §6.5.1: AAGUID, the length of the credential's id, the id, the key.
constexpr std::size_t kAaguidSize = 16;
constexpr std::size_t kLengthSize = 2;
constexpr std::uint8_t kMapMajor = 5;

std::optional<AttestedCredential> take_attested(ByteView& rest) {
    if (rest.size() < kAaguidSize + kLengthSize) return std::nullopt;
    const std::size_t id_size = std::size_t{rest[kAaguidSize]} << 8 | rest[kAaguidSize + 1];
    rest = rest.subspan(kAaguidSize + kLengthSize);
    if (rest.size() < id_size) return std::nullopt;
    AttestedCredential credential;
    credential.id = rest.first(id_size);
    rest = rest.subspan(id_size);
    const auto key_size = cbor_item_size(rest);
    if (!key_size) return std::nullopt;
    credential.key = rest.first(*key_size);
    rest = rest.subspan(*key_size);
    return credential;
}

}  // namespace

std::optional<AuthenticatorData> read_authenticator_data(ByteView bytes) {
    if (bytes.size() < kHeadSize) return std::nullopt;
    const std::uint8_t flags = bytes[kHashSize];
    AuthenticatorData data;
    data.relying_party_hash = bytes.first(kHashSize);
    data.user_present = (flags & kUserPresent) != 0;
    data.user_verified = (flags & kUserVerified) != 0;
    data.backup_eligible = (flags & kBackupEligible) != 0;
    data.backed_up = (flags & kBackedUp) != 0;
    for (std::size_t i = kHashSize + 1; i < kHeadSize; ++i) data.sign_count = data.sign_count << 8 | bytes[i];

    auto rest = bytes.subspan(kHeadSize);
    if ((flags & kAttested) != 0) {
        data.attested = take_attested(rest);
        if (!data.attested) return std::nullopt;
    }
    if ((flags & kExtensions) != 0) {
        if (rest.empty() || rest[0] >> 5 != kMapMajor || cbor_item_size(rest) != rest.size()) return std::nullopt;
        rest = {};
    }
    if (!rest.empty()) return std::nullopt;
    return data;
}

}  // namespace tilbage::adapters::webauthn
