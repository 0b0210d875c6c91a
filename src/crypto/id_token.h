// ID tokens (OpenID Connect Core 1.0 §2): what an application learns about who signed in. RS256 and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/rsa_key.h"

namespace tilbage::crypto {

// About a person. An empty text is left out.
struct PersonClaims {
    std::string subject;             // sub
    std::string tenant_id;           // tid
    std::string object_id;           // oid
    std::string preferred_username;  // the UPN: for people to read, it may change
    std::string name;
    std::string given_name;
    std::string family_name;
    std::string email;
    std::optional<std::vector<std::string>> groups;
};

struct IdTokenClaims {
    std::string issuer;
    std::string audience;         // the client_id
    std::int64_t issued_at = 0;   // seconds
    std::int64_t expires_at = 0;  // seconds
    std::int64_t auth_time = 0;   // seconds: when the person proved who they are
    std::string nonce;
    std::vector<std::string> amr;  // RFC 8176
    std::string session_id;        // sid
    std::string access_token_hash;
    PersonClaims person;
};

[[nodiscard]] base::Result<std::string> sign_id_token(const RsaKey& key, const IdTokenClaims& claims);
// The answer of the userinfo endpoint (§5.3), as JSON text.
[[nodiscard]] std::string userinfo_text(const PersonClaims& person);
// at_hash (§3.1.3.6): the left half of the token's SHA-256.
[[nodiscard]] std::string left_half_hash(std::string_view token);

// What an ID token that comes back says (id_token_hint): it is no key to anything, and may have expired.
struct IdTokenHint {
    std::string issuer;
    std::string subject;
    std::string audience;
    std::string session_id;
};
// untrusted: none of ours, signed by none of `keys`, or changed.
[[nodiscard]] base::Result<IdTokenHint> read_id_token_hint(std::string_view token,
                                                           const std::vector<RsaPublicKey>& keys);

}  // namespace tilbage::crypto
