// What people's sign-ins have failed so far, and what is known of the directory's own lockout. Any thread; use it
// inside one unit of work: a judgement is a read and a write.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"

namespace tilbage::core {

// Of one person, or of one name that is nobody's.
struct SignInFailures {
    int attempts = 0;         // since the last pause, counted before the directory is asked
    int pauses = 0;           // that were waited out without a success
    base::TimePoint last_at;  // of the newest attempt

    bool operator==(const SignInFailures&) const = default;
};

// The strictest that was heard of in a tenant, because strangers' names must be held to it too.
struct DirectoryLockout {
    int threshold = 0;
    std::chrono::seconds window{0};  // a failure counts for this long after the last one
    base::TimePoint heard_at;

    bool operator==(const DirectoryLockout&) const = default;
};

class SignInAttemptStore {
public:
    virtual ~SignInAttemptStore() = default;
    virtual base::Result<std::optional<SignInFailures>> find(const std::string& counting_key) = 0;
    virtual base::Result<void> put(const std::string& counting_key, const SignInFailures& failures) = 0;
    virtual base::Result<void> remove(const std::string& counting_key) = 0;
    virtual base::Result<std::optional<DirectoryLockout>> directory_lockout(const TenantId& tenant) = 0;
    virtual base::Result<void> put_directory_lockout(const TenantId& tenant, const DirectoryLockout& lockout) = 0;
    virtual base::Result<void> purge(base::TimePoint last_before) = 0;
};

}  // namespace tilbage::core
