// What people have registered. Any thread; every call is one transaction, and those that answer with a bool are atomic:
// of any number of parallel calls one gets true.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/methods/authentication_method.h"

namespace tilbage::core {

class AuthenticationMethodStore {
public:
    virtual ~AuthenticationMethodStore() = default;
    // In the order in which they were registered. The same work for somebody who does not exist.
    virtual base::Result<std::vector<AuthenticationMethod>> list(const TenantId& tenant, const PersonId& person) = 0;
    virtual base::Result<std::optional<AuthenticationMethod>> find(const TenantId& tenant, const std::string& id) = 0;
    // Inserts, or replaces the one with the same id.
    virtual base::Result<void> put(const AuthenticationMethod& method) = 0;
    virtual base::Result<bool> remove(const TenantId& tenant, const std::string& id) = 0;
    virtual base::Result<void> remove_all_of(const TenantId& tenant, const PersonId& person) = 0;
    virtual base::Result<bool> set_locked(const TenantId& tenant, const std::string& id, bool locked) = 0;
    virtual base::Result<void> set_used(const TenantId& tenant, const std::string& id, base::TimePoint at) = 0;

    // Of an authenticator app. false: this time step, or a later one, has served before.
    virtual base::Result<bool> use_totp_step(const std::string& id, std::int64_t step) = 0;
    // Of recovery codes: takes it out. false: it is not there any more.
    virtual base::Result<bool> use_recovery_code(const std::string& id, const crypto::Digest& code) = 0;
    // Of a passkey (WebAuthn §6.1.1). false: the counter did not grow, so there are two of this key; 0 and 0 is fine.
    virtual base::Result<bool> raise_sign_count(const std::string& id, std::uint32_t count) = 0;
    // Whoever has it. put() of a second one fails: conflict.
    virtual base::Result<bool> has_passkey(const TenantId& tenant, const base::Bytes& credential_id) = 0;

    // When the person last said that what is registered is right; empty: never.
    virtual base::Result<std::optional<base::TimePoint>> confirmed_at(const TenantId& tenant,
                                                                      const PersonId& person) = 0;
    virtual base::Result<void> set_confirmed(const TenantId& tenant, const PersonId& person, base::TimePoint at) = 0;
    // Temporary access codes that have expired.
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
