// Who called the helpdesk: codes that wait to be read aloud, and what they proved. Each belongs to one administrator
// and one person. Any thread; every call is one transaction.
#pragma once

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/administrator.h"
#include "core/identity/ids.h"
#include "core/methods/method_kind.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct Caller {
    TenantId tenant_id;
    AdministratorId administrator_id;  // who verifies
    PersonId person_id;                // whom they say they are

    bool operator==(const Caller&) const = default;
};

struct CallerCode {
    std::string id;  // UUID, lower case
    Caller caller;
    MethodKind kind = MethodKind::email;  // what it was sent by
    crypto::Digest code{};                // HMAC under a key that is not in the store
    int tries_left = 0;
    base::TimePoint expires_at;
};

struct CallerVerification {
    Caller caller;
    std::optional<MethodKind> kind;  // empty: in another way, which an administrator wrote down
    base::TimePoint verified_at;
    base::TimePoint expires_at;

    bool operator==(const CallerVerification&) const = default;
};

class CallerVerificationStore {
public:
    virtual ~CallerVerificationStore() = default;
    // Replaces the older code of the same caller and kind.
    virtual base::Result<void> put_code(const CallerCode& code) = 0;
    // Takes one try off and gives what was there before; nothing when there is none, or it has expired. Atomic; what is
    // left does not fall below zero.
    virtual base::Result<std::optional<CallerCode>> take_try(const Caller& caller, MethodKind kind,
                                                             base::TimePoint now) = 0;
    // Atomic: of any number of parallel calls one gets true.
    virtual base::Result<bool> remove_code(const std::string& id) = 0;
    // Replaces the caller's older one.
    virtual base::Result<void> put(const CallerVerification& verification) = 0;
    // Nothing when there is none that still holds.
    virtual base::Result<std::optional<CallerVerification>> find(const Caller& caller, base::TimePoint now) = 0;
    // With its codes. false: there was no verification.
    virtual base::Result<bool> remove(const Caller& caller) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
