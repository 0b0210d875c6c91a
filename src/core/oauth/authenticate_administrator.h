// Who calls with this access token (docs/protocol.md §8, RFC 6750).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/administrator.h"
#include "core/oauth/client.h"
#include "core/ports/administrator_token_store.h"

namespace tilbage::core {

constexpr std::chrono::hours kAdministratorTokenLifetime{1};

struct Principal {
    AdministratorId administrator_id;
    TenantId tenant_id;
    std::string user_name;
    std::string display_name;
    std::vector<Role> roles;  // as the store has them now: taking one away works at the next call
    Client client = Client::portal;
    base::TimePoint signed_in_at;

    [[nodiscard]] bool has(Role role) const;
    [[nodiscard]] bool has_any(std::initializer_list<Role> wanted) const;
};

class AuthenticateAdministrator {
public:
    AuthenticateAdministrator(AdministratorTokenStore& tokens, const base::Clock& clock)
        : tokens_(tokens), clock_(clock) {}

    // Any thread. `bearer_token` is what stands after "Bearer " in the Authorization header. Nobody: no such token, or
    // it has expired or was revoked, or the administrator has gone. An error: the store.
    [[nodiscard]] base::Result<std::optional<Principal>> run(std::string_view bearer_token);

private:
    AdministratorTokenStore& tokens_;
    const base::Clock& clock_;
};

}  // namespace tilbage::core
