// A secret kept at rest: AES-256-GCM (NIST SP 800-38D) under a key of our own, bound to what it belongs to.
#pragma once

#include <string_view>

#include "base/encoding.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tilbage::crypto {

// Nonce (12 bytes), ciphertext, tag (16 bytes). The key of the cipher is HMAC-SHA-256(`key`, `purpose`), so that one
// key file serves several purposes. `owner` is authenticated: what was sealed for one does not open for another.
[[nodiscard]] base::Result<base::Bytes> seal_secret(const base::SecretBytes& key, std::string_view purpose,
                                                    std::string_view owner, const base::SecretBytes& secret,
                                                    base::Random& random);
// untrusted: another key, purpose or owner, or changed bytes.
[[nodiscard]] base::Result<base::SecretBytes> open_secret(const base::SecretBytes& key, std::string_view purpose,
                                                          std::string_view owner, const base::Bytes& sealed);

}  // namespace tilbage::crypto
