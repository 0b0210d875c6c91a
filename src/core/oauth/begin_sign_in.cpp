#include "core/oauth/begin_sign_in.h"

#include "base/unicode.h"
#include "core/oauth/limits.h"
#include "core/oauth/sign_in_flow.h"

namespace tilbage::core {
namespace {

BeginSignInFault busy(const base::Error& error) { return {.error = PageError::busy, .cause = error.message}; }

bool may_use(const LiveSession& live, const AuthorizeRequest& request) {
    if (request.client != Client::portal || request.prompt == Prompt::login) return false;
    return request.login_hint.empty() ||
           base::fold_case(request.login_hint) == base::fold_case(live.administrator.user_name);
}

}  // namespace

base::Result<std::optional<Tenant>> find_tenant_of_address(TenantStore& tenants, const std::string& address) {
    if (address == kOrganizations) {
        auto all = tenants.all();
        if (!all) return base::fail(all.error());
        return all->size() == 1 ? std::optional(std::move(all->front())) : std::nullopt;
    }
    auto by_id = tenants.find(TenantId(address));
    if (!by_id || *by_id) return by_id;
    auto by_domain = tenants.find_by_domain(base::fold_case(address));
    // A domain of the people is not a name of the tenant.
    if (by_domain && *by_domain && base::fold_case((*by_domain)->domain) != base::fold_case(address))
        return std::nullopt;
    return by_domain;
}

base::Result<BegunFlow> add_flow(const SignInPorts& ports, SignInFlow flow, const std::string& old_browser,
                                 base::TimePoint now) {
    BegunFlow begun{.flow = base::new_token(ports.random), .browser = base::new_token(ports.random)};
    flow.flow = crypto::sha256(begun.flow);
    flow.browser = crypto::sha256(begun.browser);
    flow.expires_at = now + sign_in_limits::kFlowLifetime;
    if (!old_browser.empty())
        if (auto done = ports.flows.rebind(crypto::sha256(old_browser), flow.browser); !done)
            return base::fail(done.error());
    if (auto added = ports.flows.add(flow); !added) return base::fail(added.error());
    return begun;
}

BeginSignInOutcome BeginSignIn::run(const BeginSignInCommand& command) {
    const auto tenant = find_tenant_of_address(ports_.tenants, command.tenant);
    if (!tenant) return busy(tenant.error());
    if (!*tenant) return BeginSignInFault{.error = PageError::tenant_unknown, .cause = {}};
    const auto request = read_authorize_request(command.parameters, ports_.settings.base_url);
    if (!request) {
        if (const auto* page = std::get_if<PageError>(&request.error())) return BeginSignInFault{*page, {}};
        return std::get<ClientRedirect>(request.error());
    }
    const auto verdict =
        ports_.attempts.count(sign_in_limits::flows_per_address(), command.address_block, ports_.clock.now());
    if (!verdict) return busy(verdict.error());
    if (!verdict->allowed) return BeginSignInFault{.error = PageError::too_many_attempts, .cause = {}};
    BeginSignInOutcome outcome;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto begun = begin(**tenant, *request, command);
        if (!begun) return base::fail(begun.error());
        outcome = std::move(*begun);
        return {};
    });
    if (!done) return busy(done.error());
    return outcome;
}

base::Result<BeginSignInOutcome> BeginSignIn::begin(const Tenant& tenant, const AuthorizeRequest& request,
                                                    const BeginSignInCommand& command) {
    const auto now = ports_.clock.now();
    const auto live = live_session(ports_, command.session, tenant.id, now);
    if (!live) return base::fail(live.error());
    if (*live && may_use(**live, request)) {
        if (auto touched = ports_.sessions.touch((*live)->session.session, now); !touched)
            return base::fail(touched.error());
        auto redirect = issue_code(ports_, tenant.id, request,
                                   {.administrator = (*live)->administrator.id,
                                    .session = (*live)->session.session,
                                    .at = (*live)->session.signed_in_at},
                                   now);
        if (!redirect) return base::fail(redirect.error());
        return std::move(*redirect);
    }
    if (request.prompt == Prompt::none)
        return ClientRedirect{.uri = request.redirect_uri,
                              .code = {},
                              .error = "login_required",
                              .error_description = "Nobody is signed in here.",
                              .state = request.state};
    SignInFlow flow;
    flow.tenant_id = tenant.id;
    flow.client = request.client;
    flow.redirect_uri = request.redirect_uri;
    flow.state = request.state;
    flow.code_challenge = request.code_challenge;
    flow.scope = request.scope;
    flow.login_hint = request.login_hint;
    auto begun = add_flow(ports_, std::move(flow), command.browser, now);
    if (!begun) return base::fail(begun.error());
    return std::move(*begun);
}

}  // namespace tilbage::core
