// The Concat KDF as JOSE uses it (RFC 7518 §4.6.2, NIST SP 800-56A), one round of SHA-256.
#pragma once

#include <span>
#include <string_view>

#include "base/secret.h"

namespace tilbage::crypto {

// 256 bits for `algorithm_id`; the party infos are the decoded apu and apv.
[[nodiscard]] base::SecretBytes concat_kdf(const base::SecretBytes& shared_secret, std::string_view algorithm_id,
                                           std::string_view party_u_info, std::string_view party_v_info, int key_bits);

}  // namespace tilbage::crypto
