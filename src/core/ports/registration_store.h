// Methods that people are about to register, each bound to the account session that began it: it dies with that, and
// goes along to the session's next value. Any thread; every call is one transaction.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "core/methods/authentication_method.h"

namespace tilbage::core {

struct Registration {
    AuthenticationMethod method;         // as it is to become; its id is the registration's
    crypto::Digest session{};            // SHA-256 of the account session's cookie
    std::optional<crypto::Digest> code;  // HMAC of the code that was sent, for the kinds that send one
    base::Bytes challenge;               // of the kinds that have one
    int tries_left = 0;
    base::TimePoint expires_at;
};

class RegistrationStore {
public:
    virtual ~RegistrationStore() = default;
    // Replaces the session's older one of the same kind.
    virtual base::Result<void> put(const Registration& registration) = 0;
    // Takes one try off and gives what was there before; nothing when there is none of this session with this id, or it
    // has expired. Atomic.
    virtual base::Result<std::optional<Registration>> take_try(const crypto::Digest& session, const std::string& id,
                                                               base::TimePoint now) = 0;
    // Atomic: of any number of parallel calls one gets true, and makes it a method.
    virtual base::Result<bool> remove(const std::string& id) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
