// The attestation object (WebAuthn §6.5.4): the new key, and what vouches for it. Asked for is `none`, which nobody
// vouches for; a browser may leave a key's signature by itself in (§5.4.7), which is checked. Anything else was not
// asked for, and is refused.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "adapters/webauthn/authenticator_data.h"
#include "core/ports/passkeys.h"

namespace tilbage::adapters::webauthn {

struct AttestedFor {
    const std::string& relying_party;  // the RP ID
    ByteView client_data;              // as the browser sent it
};

// By §7.1 from step 12 on.
[[nodiscard]] tl::expected<core::PasskeyMethod, core::PasskeyFault> check_attestation_object(ByteView object,
                                                                                             const AttestedFor& of);
// The steps that both ceremonies have: made for this host, touched, unlocked, and of one mind about backups.
[[nodiscard]] std::optional<core::PasskeyFault> check_common(const AuthenticatorData& data,
                                                             const std::string& relying_party);

}  // namespace tilbage::adapters::webauthn
