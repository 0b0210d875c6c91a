#include "core/oidc/begin_application_sign_in.h"

#include "core/oidc/limits.h"
#include "core/oidc/redirect_uri.h"

namespace tilbage::core {
namespace {

BeginSignInFault fault(PageError error) { return {.error = error, .cause = {}}; }
BeginSignInFault busy(const base::Error& error) { return {.error = PageError::busy, .cause = error.message}; }

}  // namespace

std::string browser_value(const std::string& brought, base::Random& random) {
    constexpr std::size_t kSize = 43;  // 256 bits in Base64url
    return brought.size() == kSize ? brought : base::new_token(random);
}

BeginApplicationSignInOutcome BeginApplicationSignIn::run(const BeginSignInCommand& command) {
    const auto now = ports_.account.clock.now();
    const auto tenant = find_tenant_of_address(ports_.account.tenants, command.tenant);
    if (!tenant) return busy(tenant.error());
    if (!*tenant) return fault(PageError::tenant_unknown);
    const auto client_id = at_most_once(command.parameters, "client_id");
    if (!client_id) return fault(PageError::client_unknown);
    const auto application = ports_.applications.find((*tenant)->id, ApplicationId(*client_id));
    if (!application) return busy(application.error());
    if (!*application) return fault(PageError::client_unknown);
    const auto redirect_uri = at_most_once(command.parameters, "redirect_uri");
    if (!redirect_uri || !may_redirect_to(**application, *redirect_uri)) return fault(PageError::redirect_wrong);

    auto request = read_application_request(command.parameters, **application, *redirect_uri,
                                            issuer_of(ports_.base_url, (*tenant)->id));
    if (!request) return request.error();
    const auto verdict =
        ports_.account.attempts.count(application_limits::sign_ins_per_address(), command.address_block, now);
    if (!verdict) return busy(verdict.error());
    if (!verdict->allowed) return fault(PageError::too_many_attempts);

    BegunApplicationSignIn begun{base::new_token(ports_.account.random),
                                 browser_value(command.browser, ports_.account.random), (*tenant)->domain};
    request->flow = crypto::sha256(begun.flow);
    request->browser = crypto::sha256(begun.browser);
    request->begun_at = now;
    request->expires_at = now + application_limits::kSignInLifetime;
    if (const auto added = ports_.sign_ins.add(*request); !added) return busy(added.error());
    return begun;
}

}  // namespace tilbage::core
