// `sid` (OpenID Connect Front-Channel Logout 1.0 §3): which of the person's sessions an ID token came from.
#pragma once

#include <string>

#include "base/encoding.h"
#include "base/secret.h"
#include "core/ports/account_session_store.h"

namespace tilbage::core {

// The same as long as the session lives, whatever its cookie is; opens nothing. Nobody without the key tells whose it
// is.
[[nodiscard]] inline std::string session_id_of(const AccountSession& session, const base::SecretBytes& key) {
    const auto digest = crypto::hmac_sha256(key, "application session\n" + session.person_id.str() + "\n" +
                                                     std::to_string(base::to_millis(session.expires_at)));
    return base::to_base64url(digest);
}

}  // namespace tilbage::core
