#include "core/oidc/authenticate_application.h"

#include <algorithm>

#include "base/secret.h"
#include "core/oauth/begin_sign_in.h"
#include "core/oidc/limits.h"

namespace tilbage::core {
namespace {

using Code = ApplicationRefusalCode;

bool is_right(const std::vector<ApplicationSecret>& secrets, const std::string& presented, base::TimePoint now) {
    const auto digest = crypto::sha256(presented);
    bool right = false;
    for (const auto& secret : secrets) {
        const bool same = base::equal_in_constant_time(secret.digest, digest);
        right = right || (same && now < secret.expires_at);
    }
    return right;
}

ApplicationResult<void> check_secret(const ApplicationPorts& ports, const Application& application,
                                     const ApplicationCredentials& credentials) {
    const auto now = ports.account.clock.now();
    const auto limit = application_limits::wrong_secrets();
    const auto key = application.id.str() + "|" + credentials.address_block;
    const auto verdict = ports.account.attempts.count(limit, key, now);
    if (!verdict) return refuse_application(verdict.error());
    if (!verdict->allowed) {
        return tl::unexpected(
            ApplicationRefusal{Code::too_many_attempts, "too many wrong secrets", verdict->retry_after});
    }
    const auto secrets = ports.applications.secrets_of(application.id);
    if (!secrets) return refuse_application(secrets.error());
    if (!is_right(*secrets, credentials.secret, now))
        return refuse_application(Code::invalid_client, "the secret is wrong, or has expired");
    if (const auto back = ports.account.attempts.give_back(limit, key, now); !back)
        return refuse_application(back.error());
    return {};
}

}  // namespace

ApplicationResult<Application> authenticate_application(const ApplicationPorts& ports,
                                                        const ApplicationCredentials& credentials) {
    const auto tenant = find_tenant_of_address(ports.account.tenants, credentials.tenant);
    if (!tenant) return refuse_application(tenant.error());
    if (!*tenant) return refuse_application(Code::invalid_client, "no such tenant");
    auto application = ports.applications.find((*tenant)->id, ApplicationId(credentials.client_id));
    if (!application) return refuse_application(application.error());
    if (!*application) return refuse_application(Code::invalid_client, "no such application");
    if ((*application)->is_public) {
        if (!credentials.secret.empty())
            return refuse_application(Code::invalid_client, "a public application has no secret");
        return std::move(**application);
    }
    if (const auto checked = check_secret(ports, **application, credentials); !checked)
        return tl::unexpected(checked.error());
    return std::move(**application);
}

}  // namespace tilbage::core
