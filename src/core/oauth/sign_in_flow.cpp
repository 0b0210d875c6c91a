#include "core/oauth/sign_in_flow.h"

#include "core/oauth/limits.h"
#include "core/oauth/sign_in_audit.h"

namespace tilbage::core {
namespace {

using Code = SignInRefusalCode;

// Also where there was none: a browser's first value binds no flow.
SignInAnswer<std::string> renew_browser(const SignInPorts& ports, const crypto::Digest& browser) {
    auto renewed = base::new_token(ports.random);
    if (auto done = ports.flows.rebind(browser, crypto::sha256(renewed)); !done) return refuse_sign_in(done.error());
    return renewed;
}

AuthorizeRequest request_of(const SignInFlow& flow) {
    return {.client = flow.client,
            .redirect_uri = flow.redirect_uri,
            .state = flow.state,
            .code_challenge = flow.code_challenge,
            .scope = flow.scope,
            .prompt = Prompt::automatic,
            .login_hint = {}};
}

// The flow of a client ends with its code; only one of several calls at once ends it.
SignInAnswer<MovedFlow> end_with_code(const SignInPorts& ports, SignInFlow flow, base::TimePoint now) {
    flow.step = SignInStep::done;
    auto moved = SignInAnswer<MovedFlow>(MovedFlow{});
    auto state = state_of(ports, flow);
    if (!state) return refuse_sign_in(state.error());
    const auto removed = ports.flows.remove(flow.flow);
    if (!removed) return refuse_sign_in(removed.error());
    if (!*removed) return refuse_sign_in(Code::flow_expired);
    auto redirect = issue_code(ports, flow.tenant_id, request_of(flow),
                               {.administrator = *flow.administrator, .session = *flow.session, .at = now}, now);
    if (!redirect) return refuse_sign_in(redirect.error());
    state->redirect = std::move(*redirect);
    auto browser = renew_browser(ports, flow.browser);
    if (!browser) return refuse_sign_in(browser.error());
    moved->state = std::move(*state);
    moved->browser = std::move(*browser);
    return moved;
}

// What the old session gave goes on under the new one, so that signing out ends it too; another administrator's ends.
base::Result<void> replace_session(const SignInPorts& ports, const std::string& old_token,
                                   const SignInSession& renewed) {
    if (old_token.empty()) return {};
    const auto digest = crypto::sha256(old_token);
    const auto old = ports.sessions.find(digest);
    if (!old) return base::fail(old.error());
    if (!*old) return {};
    auto tokens = (*old)->administrator == renewed.administrator ? ports.tokens.move_to_session(digest, renewed.session)
                                                                 : ports.tokens.revoke_of_session(digest);
    if (!tokens) return tokens;
    const auto removed = ports.sessions.remove(digest);
    if (!removed) return base::fail(removed.error());
    return {};
}

}  // namespace

SignInAnswer<SignInFlow> open_flow(SignInFlowStore& flows, const FlowKey& key, base::TimePoint now) {
    if (key.flow.empty() || key.browser.empty()) return refuse_sign_in(Code::flow_expired);
    auto found = flows.find(crypto::sha256(key.flow), now);
    if (!found) return refuse_sign_in(found.error());
    if (!*found || !base::equal_in_constant_time((*found)->browser, crypto::sha256(key.browser)))
        return refuse_sign_in(Code::flow_expired);
    return std::move(**found);
}

SignInAnswer<SignInFlow> open_flow_at(SignInFlowStore& flows, const FlowKey& key, SignInStep step,
                                      base::TimePoint now) {
    auto flow = open_flow(flows, key, now);
    if (flow && flow->step != step) return refuse_sign_in(Code::wrong_step);
    return flow;
}

SignInAnswer<FlowState> state_of(const SignInPorts& ports, const SignInFlow& flow) {
    const auto tenant = ports.tenants.find(flow.tenant_id);
    if (!tenant) return refuse_sign_in(tenant.error());
    if (!*tenant) return refuse_sign_in(Code::flow_expired);
    FlowState state{.step = flow.step,
                    .tenant_name = (*tenant)->display_name,
                    .client = flow.client,
                    .user_name = {},
                    .login_hint = flow.login_hint,
                    .redirect = std::nullopt};
    if (!flow.administrator) return state;
    const auto administrator = ports.administrators.find(*flow.administrator);
    if (!administrator) return refuse_sign_in(administrator.error());
    if (!*administrator) return refuse_sign_in(Code::flow_expired);
    state.user_name = (*administrator)->user_name;
    return state;
}

SignInAnswer<MovedFlow> move_on(const SignInPorts& ports, const SignInFlow& flow, SignInStep from) {
    const auto moved = ports.flows.move(flow, from);
    if (!moved) return refuse_sign_in(moved.error());
    if (!*moved) return refuse_sign_in(Code::flow_expired);
    auto browser = renew_browser(ports, flow.browser);
    if (!browser) return refuse_sign_in(browser.error());
    auto state = state_of(ports, flow);
    if (!state) return refuse_sign_in(state.error());
    return MovedFlow{.state = std::move(*state), .browser = std::move(*browser), .session = {}};
}

SignInAnswer<MovedFlow> finish(const SignInPorts& ports, SignInFlow flow, bool second_factor,
                               const std::string& old_session, base::TimePoint now) {
    const auto from = flow.step;
    const auto token = base::new_token(ports.random);
    const SignInSession session{.session = crypto::sha256(token),
                                .administrator = *flow.administrator,
                                .second_factor = second_factor,
                                .signed_in_at = now,
                                .last_used_at = now};
    if (auto added = ports.sessions.add(session); !added) return refuse_sign_in(added.error());
    if (auto replaced = replace_session(ports, old_session, session); !replaced)
        return refuse_sign_in(replaced.error());
    flow.second_factor = second_factor;
    flow.pending_secret.reset();
    flow.session = session.session;
    flow.signed_in_at = now;
    const auto noted = ports.audit.append(sign_in_record(flow, "administrator.sign_in", "succeeded", now));
    if (!noted) return refuse_sign_in(noted.error());
    if (flow.device) flow.step = SignInStep::consent;
    auto moved = flow.device ? move_on(ports, flow, from) : end_with_code(ports, flow, now);
    if (moved) moved->session = token;
    return moved;
}

base::Result<ClientRedirect> issue_code(const SignInPorts& ports, const TenantId& tenant,
                                        const AuthorizeRequest& request, const SignedIn& signed_in,
                                        base::TimePoint now) {
    const auto token = base::new_token(ports.random);
    AuthorizationCode code{.code = crypto::sha256(token),
                           .administrator = signed_in.administrator,
                           .tenant_id = tenant,
                           .client = request.client,
                           .redirect_uri = request.redirect_uri,
                           .code_challenge = request.code_challenge,
                           .scope = request.scope,
                           .session = std::nullopt,
                           .signed_in_at = signed_in.at,
                           .expires_at = now + sign_in_limits::kCodeLifetime};
    // Signing out of the browser ends what runs in the browser, not a wizard that was set going from it.
    if (request.client == Client::portal) code.session = signed_in.session;
    if (auto added = ports.codes.add(code); !added) return base::fail(added.error());
    return ClientRedirect{
        .uri = request.redirect_uri, .code = token, .error = {}, .error_description = {}, .state = request.state};
}

base::Result<std::optional<LiveSession>> live_session(const SignInPorts& ports, const std::string& token,
                                                      const TenantId& tenant, base::TimePoint now) {
    if (token.empty()) return std::nullopt;
    const auto session = ports.sessions.find(crypto::sha256(token));
    if (!session) return base::fail(session.error());
    if (!*session) return std::nullopt;
    const bool fresh = (*session)->signed_in_at + sign_in_limits::kSessionLifetime > now &&
                       (*session)->last_used_at + sign_in_limits::kSessionIdle > now;
    if (!fresh || (ports.settings.require_second_factor && !(*session)->second_factor)) return std::nullopt;
    auto administrator = ports.administrators.find((*session)->administrator);
    if (!administrator) return base::fail(administrator.error());
    if (!*administrator || (*administrator)->tenant_id != tenant) return std::nullopt;
    return LiveSession{.session = **session, .administrator = std::move(**administrator)};
}

SignInAnswer<void> count_attempt(AttemptCounter& attempts, const AttemptLimit& limit, const std::string& key,
                                 base::TimePoint now) {
    const auto verdict = attempts.count(limit, key, now);
    if (!verdict) return refuse_sign_in(verdict.error());
    if (!verdict->allowed) return refuse_sign_in(Code::too_many_attempts, verdict->retry_after);
    return {};
}

}  // namespace tilbage::core
