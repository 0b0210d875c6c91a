// Six digits that prove a mailbox. The store keeps an HMAC under a key that is not in the store, bound to the session.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "core/ports/reset_session_store.h"

namespace tilbage::core {

struct NewCode {
    std::string digits;
    SessionCode stored;
};

// The same work for both: `decoy` stores random bytes that no code matches.
[[nodiscard]] NewCode make_code(base::Random& random, const base::SecretBytes& key, const crypto::Digest& session,
                                base::TimePoint now, bool decoy);
// In constant time.
[[nodiscard]] bool matches(const SessionCode& stored, const base::SecretBytes& key, const crypto::Digest& session,
                           std::string_view typed);

}  // namespace tilbage::core
