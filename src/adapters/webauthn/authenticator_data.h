// What an authenticator says (WebAuthn §6.1), taken apart.
#pragma once

#include "adapters/webauthn/cbor.h"

namespace tilbage::adapters::webauthn {

struct AttestedCredential {
    ByteView id;
    ByteView key;  // COSE_Key, one whole CBOR item
};

// Views into the bytes that were read.
struct AuthenticatorData {
    ByteView relying_party_hash;
    std::uint32_t sign_count = 0;
    bool user_present = false;
    bool user_verified = false;
    bool backup_eligible = false;
    bool backed_up = false;
    std::optional<AttestedCredential> attested;
};

// Nothing: too short, too long, or not what its flags say.
[[nodiscard]] std::optional<AuthenticatorData> read_authenticator_data(ByteView bytes);

}  // namespace tilbage::adapters::webauthn
