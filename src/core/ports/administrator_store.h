// Administrators, and apart from them what they prove themselves with. Any thread; every call is one transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/result.h"
#include "core/identity/administrator.h"

namespace tilbage::core {

struct ListedAdministrator {
    Administrator administrator;
    bool has_second_factor = false;
};

class AdministratorStore {
public:
    virtual ~AdministratorStore() = default;
    // conflict: the user name is taken.
    virtual base::Result<void> add(const Administrator& administrator, const std::string& password_hash,
                                   base::TimePoint now) = 0;
    virtual base::Result<std::optional<Administrator>> find(const AdministratorId& id) = 0;
    // Whatever its case.
    virtual base::Result<std::optional<Administrator>> find_by_user_name(const TenantId& tenant,
                                                                         const std::string& user_name) = 0;
    // By user name.
    virtual base::Result<std::vector<ListedAdministrator>> list(const TenantId& tenant) = 0;
    virtual base::Result<void> set_roles(const AdministratorId& id, const std::vector<Role>& roles,
                                         base::TimePoint now) = 0;
    // With everything that is theirs.
    virtual base::Result<bool> remove(const AdministratorId& id) = 0;
};

struct AdministratorCredentials {
    std::string password_hash;
    std::optional<base::Bytes> totp_secret;  // sealed (crypto/secret_box.h)
};

class AdministratorCredentialStore {
public:
    virtual ~AdministratorCredentialStore() = default;
    virtual base::Result<std::optional<AdministratorCredentials>> find(const AdministratorId& id) = 0;
    virtual base::Result<void> set_password(const AdministratorId& id, const std::string& hash,
                                            base::TimePoint now) = 0;
    // `step`: the time step whose code proved it, which does not serve again.
    virtual base::Result<void> set_totp(const AdministratorId& id, const base::Bytes& sealed_secret, std::int64_t step,
                                        base::TimePoint now) = 0;
    virtual base::Result<void> clear_totp(const AdministratorId& id, base::TimePoint now) = 0;
    // false: this time step, or a later one, has served before. Atomic.
    virtual base::Result<bool> use_totp_step(const AdministratorId& id, std::int64_t step) = 0;
};

}  // namespace tilbage::core
