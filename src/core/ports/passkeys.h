// Passkeys (WebAuthn Level 3) of one relying party: what a browser is asked for, and whether what it answers is right.
// Which challenge may serve, and that it serves once, is the caller's to see to. Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/encoding.h"
#include "core/methods/authentication_method.h"

namespace tilbage::core {

// What was wrong with a browser's answer (WebAuthn §7.1, §7.2): for the audit. A page is told that it was wrong, no
// more.
enum class PasskeyFault {
    malformed,          // not the JSON, CBOR or lengths that it must be
    type,               // of the other ceremony
    challenge,          // not the one that was asked with
    origin,             // another site's
    cross_origin,       // in a frame of another site
    relying_party,      // made for another host
    user_presence,      // nobody touched it
    user_verification,  // nobody unlocked it: somebody else may have it in their hand
    backup_state,       // says something else of backups than it did, or than it can
    algorithm,          // none of those that were asked for, or a key that is none
    credential_id,      // too short or too long, or not the one that the answer names
    attestation,        // a statement that is not right, or of a kind that was not asked for
    user_handle,        // another person's
    signature,
};
[[nodiscard]] std::string_view to_string(PasskeyFault fault);

struct PasskeyCreation {
    base::Bytes challenge;
    base::Bytes user_handle;  // opaque: WebAuthn §14.6.1
    std::string user_name;
    std::string display_name;
    std::string relying_party_name;
    std::vector<PasskeyMethod> exclude;  // what the person has already
};

class Passkeys {
public:
    virtual ~Passkeys() = default;
    // PublicKeyCredentialCreationOptionsJSON (WebAuthn §5.1.9).
    [[nodiscard]] virtual std::string creation_options(const PasskeyCreation& creation) const = 0;
    // PublicKeyCredentialRequestOptionsJSON (§5.1.10).
    [[nodiscard]] virtual std::string request_options(const base::Bytes& challenge,
                                                      const std::vector<base::Bytes>& allowed) const = 0;
    // Of a RegistrationResponseJSON (§5.1.8.1), by §7.1. Whether somebody else has the credential is the caller's.
    [[nodiscard]] virtual tl::expected<PasskeyMethod, PasskeyFault> check_attestation(
        const std::string& response, const base::Bytes& challenge) const = 0;
    // The credential that an AuthenticationResponseJSON (§5.1.8.2) names. Empty: none.
    [[nodiscard]] virtual base::Bytes credential_id(const std::string& response) const = 0;
    // By §7.2, as an answer of `passkey`: the new signature counter, which the caller compares with the stored one.
    [[nodiscard]] virtual tl::expected<std::uint32_t, PasskeyFault> check_assertion(
        const std::string& response, const base::Bytes& challenge, const base::Bytes& user_handle,
        const PasskeyMethod& passkey) const = 0;
    // Nobody's, whose private key nobody has: what an answer is checked against where there is nothing else.
    [[nodiscard]] virtual const PasskeyMethod& decoy() const = 0;
};

}  // namespace tilbage::core
