// What a browser sends: RegistrationResponseJSON and AuthenticationResponseJSON (WebAuthn §5.1.8).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"

namespace tilbage::adapters::webauthn {

struct RegistrationResponse {
    base::Bytes id;
    base::Bytes client_data;
    base::Bytes attestation;
    std::vector<std::string> transports;  // those that WebAuthn §5.8.4 knows
};

struct AuthenticationResponse {
    base::Bytes id;
    base::Bytes client_data;
    base::Bytes authenticator_data;
    base::Bytes signature;
    std::optional<base::Bytes> user_handle;
};

// Nothing: not that.
[[nodiscard]] std::optional<RegistrationResponse> read_registration(const std::string& text);
[[nodiscard]] std::optional<AuthenticationResponse> read_authentication(const std::string& text);

}  // namespace tilbage::adapters::webauthn
