#include "adapters/webauthn/public_key.h"

#include "adapters/webauthn/fido_handles.h"

namespace tilbage::adapters::webauthn {
namespace {

// RFC 9052 §7.1, RFC 9053 §7, RFC 8230 §4.
constexpr std::int64_t kKeyType = 1;
constexpr std::int64_t kAlgorithm = 3;
constexpr std::int64_t kCurve = -1;
constexpr std::int64_t kX = -2;
constexpr std::int64_t kY = -3;
constexpr std::int64_t kModulus = -1;
constexpr std::int64_t kExponent = -2;
constexpr std::int64_t kTypeOkp = 1;
constexpr std::int64_t kTypeEc2 = 2;
constexpr std::int64_t kTypeRsa = 3;
constexpr std::int64_t kP256 = 1;
constexpr std::int64_t kEd25519 = 6;
constexpr std::size_t kCoordinateSize = 32;
constexpr std::size_t kModulusSize = 256;
constexpr std::size_t kExponentSize = 3;

bool has(const cbor_item_t* key, std::int64_t label, std::int64_t value) {
    return integer_of(find_member(key, label)) == value;
}

bool append(base::Bytes& raw, const cbor_item_t* key, std::int64_t label, std::size_t size) {
    const auto bytes = bytes_of(find_member(key, label));
    if (!bytes || bytes->size() != size) return false;
    raw.insert(raw.end(), bytes->begin(), bytes->end());
    return true;
}

bool read_ec(const cbor_item_t* key, base::Bytes& raw) {
    return has(key, kKeyType, kTypeEc2) && has(key, kCurve, kP256) && append(raw, key, kX, kCoordinateSize) &&
           append(raw, key, kY, kCoordinateSize);
}
bool read_ed(const cbor_item_t* key, base::Bytes& raw) {
    return has(key, kKeyType, kTypeOkp) && has(key, kCurve, kEd25519) && append(raw, key, kX, kCoordinateSize);
}
bool read_rsa(const cbor_item_t* key, base::Bytes& raw) {
    return has(key, kKeyType, kTypeRsa) && append(raw, key, kModulus, kModulusSize) && raw[0] >= 0x80 &&
           append(raw, key, kExponent, kExponentSize);
}

}  // namespace

std::optional<PublicKey> read_public_key(ByteView cose) {
    const auto item = load_cbor(cose);
    const auto algorithm = integer_of(find_member(item.get(), kAlgorithm));
    if (!algorithm) return std::nullopt;
    PublicKey key;
    bool good = false;
    if (*algorithm == COSE_ES256) good = read_ec(item.get(), key.raw);
    if (*algorithm == COSE_EDDSA) good = read_ed(item.get(), key.raw);
    if (*algorithm == COSE_RS256) good = read_rsa(item.get(), key.raw);
    if (!good) return std::nullopt;
    key.algorithm = static_cast<int>(*algorithm);
    if (!FidoKey(key).is_usable()) return std::nullopt;
    return key;
}

}  // namespace tilbage::adapters::webauthn
