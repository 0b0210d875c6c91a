#include "core/oidc/read_userinfo.h"

#include <limits>

#include "core/oauth/begin_sign_in.h"
#include "core/oidc/application_access.h"
#include "core/oidc/claims_of.h"

namespace tilbage::core {

base::Result<std::optional<crypto::PersonClaims>> ReadUserinfo::run(const std::string& tenant,
                                                                    const std::string& access_token) {
    const auto here = find_tenant_of_address(ports_.account.tenants, tenant);
    if (!here) return base::fail(here.error());
    const auto found = ports_.grants.find(crypto::sha256(access_token), GrantTokenKind::access);
    if (!found) return base::fail(found.error());
    const bool serves = *here && *found && (*found)->expires_at > ports_.account.clock.now() &&
                        (*found)->grant.tenant_id == (*here)->id;
    if (!serves) return std::nullopt;
    const auto& grant = (*found)->grant;
    const auto in_force = grant_in_force(ports_, grant);
    if (!in_force) return base::fail(in_force.error());
    if (!*in_force) return std::nullopt;
    auto claims = claims_of((*in_force)->person, (*in_force)->application, grant.scope,
                            std::numeric_limits<std::size_t>::max(), ports_.account.eligibility.groups);
    if (!claims) return base::fail(claims.error());
    return std::move(*claims);
}

}  // namespace tilbage::core
