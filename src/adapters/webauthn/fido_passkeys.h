// Passkeys by libfido2 (core/ports/passkeys.h).
#pragma once

#include <memory>

#include "core/ports/passkeys.h"

namespace tilbage::adapters::webauthn {

class FidoPasskeys final : public core::Passkeys {
public:
    // `host`: of the pages' address, and the RP ID. `origin`: "https://host" or "https://host:port". Null: the host is
    // an IP address, which no passkey can be for (WebAuthn §5.1.3, "effective domain"). Ends the process when OpenSSL
    // cannot make a key: std::runtime_error.
    [[nodiscard]] static std::unique_ptr<FidoPasskeys> make(const std::string& host, const std::string& origin);

    [[nodiscard]] std::string creation_options(const core::PasskeyCreation& creation) const override;
    [[nodiscard]] std::string request_options(const base::Bytes& challenge,
                                              const std::vector<base::Bytes>& allowed) const override;
    [[nodiscard]] tl::expected<core::PasskeyMethod, core::PasskeyFault> check_attestation(
        const std::string& response, const base::Bytes& challenge) const override;
    [[nodiscard]] base::Bytes credential_id(const std::string& response) const override;
    [[nodiscard]] tl::expected<std::uint32_t, core::PasskeyFault> check_assertion(
        const std::string& response, const base::Bytes& challenge, const base::Bytes& user_handle,
        const core::PasskeyMethod& passkey) const override;
    [[nodiscard]] const core::PasskeyMethod& decoy() const override { return decoy_; }

private:
    FidoPasskeys(std::string host, std::string origin);

    std::string relying_party_;
    std::string origin_;
    core::PasskeyMethod decoy_;
};

}  // namespace tilbage::adapters::webauthn
