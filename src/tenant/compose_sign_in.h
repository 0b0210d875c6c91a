// The administrators' sign-in put together: a part of compose.cpp, of its own because there is much of it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "adapters/http/router.h"
#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/identity/authenticate_agent.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/oauth/ports.h"
#include "tenant/compose_applications.h"

namespace tilbage::tenant {

class SignIn {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        core::TenantStore& tenants;
        core::AttemptCounter& attempts;
        core::AuditLog& audit;
        const base::Clock& clock;
        base::Random& random;
        const base::SecretBytes& key;
    };
    SignIn(const Shared& shared, core::SignInSettings settings, std::unique_ptr<core::PasswordHasher> hasher);
    ~SignIn();
    SignIn(const SignIn&) = delete;
    SignIn& operator=(const SignIn&) = delete;

    // The OAuth endpoints, those for agents and what applications share included, and the sign-in page's API. The
    // router goes first.
    void add_routes(adapters::http::Router& router, core::AuthenticateAgent& authenticate_agent,
                    Applications& applications);
    // Who calls with an access token: for the APIs.
    [[nodiscard]] core::AuthenticateAdministrator& authenticate();
    // Drops what has had its time.
    [[nodiscard]] base::Result<void> purge();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::tenant
