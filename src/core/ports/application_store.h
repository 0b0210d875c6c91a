// The applications that people sign in to. Any thread; every call is one transaction.
#pragma once

#include <optional>

#include "base/result.h"
#include "core/oidc/application.h"

namespace tilbage::core {

class ApplicationStore {
public:
    virtual ~ApplicationStore() = default;
    virtual base::Result<void> add(const Application& application) = 0;
    virtual base::Result<std::optional<Application>> find(const TenantId& tenant, const ApplicationId& id) = 0;
    // By display name.
    virtual base::Result<std::vector<Application>> list(const TenantId& tenant) = 0;
    // Writes it with the next version, when the stored one is still `application.version`. false: somebody was first,
    // or it is gone.
    virtual base::Result<bool> change(const Application& application) = 0;
    // With its secrets, and all that it was given. false: it is not there.
    virtual base::Result<bool> remove(const TenantId& tenant, const ApplicationId& id) = 0;

    virtual base::Result<void> add_secret(const ApplicationSecret& secret) = 0;
    // Expired ones too, oldest first.
    virtual base::Result<std::vector<ApplicationSecret>> secrets_of(const ApplicationId& id) = 0;
    virtual base::Result<bool> remove_secret(const ApplicationId& id, const std::string& secret) = 0;
};

}  // namespace tilbage::core
