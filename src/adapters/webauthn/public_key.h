// A passkey's public key, of one of the algorithms that are asked for.
#pragma once

#include <array>

#include "adapters/webauthn/cbor.h"
#include "base/encoding.h"

namespace tilbage::adapters::webauthn {

// COSE algorithms (RFC 9053 §2, RFC 8812 §2) in the order in which they are asked for: ES256, EdDSA, RS256.
inline constexpr std::array<int, 3> kAlgorithms{-7, -8, -257};

struct PublicKey {
    int algorithm = 0;
    base::Bytes raw;  // as libfido2's *_pk_from_ptr() take it: x|y, or x, or n|e
};

// Nothing: not a COSE_Key (RFC 9052 §7) of these algorithms, or a key that cannot be one: a point off the curve, a
// modulus that is not of 2048 bits.
[[nodiscard]] std::optional<PublicKey> read_public_key(ByteView cose);

}  // namespace tilbage::adapters::webauthn
