// Every sign-in that a person has anywhere in this tenant: account sessions, reset sessions with their codes, and what
// applications hold on their behalf. The one way to end them: whoever adds another kind ends it here too. Any thread.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/identity/ids.h"
#include "crypto/hash.h"

namespace tilbage::core {

class PersonSessions {
public:
    virtual ~PersonSessions() = default;
    // Each is one transaction, or a part of the caller's, and gives how many there were.
    // All, and a sign-in that is half done; `but_for`: the account session that asked for this request stays (who has
    // just changed their password is not signed out). An empty id spares none.
    virtual base::Result<std::int64_t> end_all_of(const PersonId& person, const RequestId& but_for) = 0;
    // The same, and the account session with this value stays (account_session_store.h).
    virtual base::Result<std::int64_t> end_others_of(const PersonId& person, const crypto::Digest& but_for) = 0;
    // Reset sessions alone: nobody's password is another one.
    virtual base::Result<std::int64_t> end_resets_of(const PersonId& person) = 0;
};

}  // namespace tilbage::core
