// Every sign-in that a person has anywhere in this tenant: account sessions, reset sessions with their codes, and what
// applications hold on their behalf. Whoever adds another kind ends it here too. Any thread.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

class PersonSessions {
public:
    virtual ~PersonSessions() = default;
    // One transaction, or a part of the caller's. Gives how many there were.
    virtual base::Result<std::int64_t> end_all_of(const PersonId& person) = 0;
};

}  // namespace tilbage::core
