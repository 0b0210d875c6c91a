// Who may sign in to an application, and whether they still may.
#pragma once

#include <optional>

#include "core/oidc/ports.h"

namespace tilbage::core {

// Directly, or through groups in groups.
[[nodiscard]] base::Result<bool> may_sign_in_to(const Application& application, const Person& person,
                                                GroupStore& groups);

struct GrantInForce {
    Application application;
    Person person;
};

// Nothing: the application is gone, the person is gone, disabled or no longer among those who may, or their password
// was set since they signed in. A part of the caller's transaction.
[[nodiscard]] base::Result<std::optional<GrantInForce>> grant_in_force(const ApplicationPorts& ports,
                                                                       const ApplicationGrant& grant);

}  // namespace tilbage::core
