// Proof Key for Code Exchange (RFC 7636), S256 only.
#pragma once

#include <string_view>

namespace tilbage::core {

// 43 characters of Base64url: what S256 gives.
[[nodiscard]] bool is_code_challenge(std::string_view text);
// Whether BASE64URL(SHA256(verifier)) is the challenge and the verifier is one (§4.1). In constant time.
[[nodiscard]] bool proves(std::string_view code_verifier, std::string_view code_challenge);

}  // namespace tilbage::core
