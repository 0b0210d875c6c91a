#include "core/oidc/application_sign_out.h"

#include <algorithm>

#include "core/oidc/begin_application_sign_in.h"
#include "core/oidc/limits.h"
#include "core/oidc/redirect_uri.h"
#include "core/sspr/step.h"

namespace tilbage::core {
namespace {

BeginSignInFault fault(PageError error) { return {.error = error, .cause = {}}; }
BeginSignInFault busy(const base::Error& error) { return {.error = PageError::busy, .cause = error.message}; }

constexpr std::size_t kLongestState = 2048;

}  // namespace

base::Result<std::optional<crypto::IdTokenHint>> BeginApplicationSignOut::read_hint(const Tenant& tenant,
                                                                                    const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto published = keys_.published(tenant.id);
    if (!published) return base::fail(published.error());
    std::vector<crypto::RsaPublicKey> keys;
    for (const auto& key : *published) keys.push_back(key.public_key);
    auto hint = crypto::read_id_token_hint(text, keys);
    if (!hint || hint->issuer != issuer_of(ports_.base_url, tenant.id)) return std::nullopt;
    return std::move(*hint);
}

BeginSignOutOutcome BeginApplicationSignOut::run(const BeginSignInCommand& command) {
    const auto now = ports_.account.clock.now();
    const auto tenant = find_tenant_of_address(ports_.account.tenants, command.tenant);
    if (!tenant) return busy(tenant.error());
    if (!*tenant) return fault(PageError::tenant_unknown);
    const auto text_of = [&](std::string_view name) { return at_most_once(command.parameters, name); };
    const auto client_id = text_of("client_id");
    const auto redirect_uri = text_of("post_logout_redirect_uri");
    const auto state = text_of("state");
    const auto hint_text = text_of("id_token_hint");
    if (!client_id || !redirect_uri || !state || !hint_text || state->size() > kLongestState)
        return fault(PageError::redirect_wrong);
    const auto hint = read_hint(**tenant, *hint_text);
    if (!hint) return busy(hint.error());
    // Both name the same application, or neither is believed.
    if (*hint && !client_id->empty() && (*hint)->audience != *client_id) return fault(PageError::client_unknown);

    ApplicationSignOut sign_out;
    const auto id = ApplicationId(*hint ? (*hint)->audience : *client_id);
    if (!id.empty()) {
        const auto application = ports_.applications.find((*tenant)->id, id);
        if (!application) return busy(application.error());
        if (!*application) return fault(PageError::client_unknown);
        if (!redirect_uri->empty() && !may_sign_out_to(**application, *redirect_uri))
            return fault(PageError::redirect_wrong);
        sign_out.application = id;
    } else if (!redirect_uri->empty()) {
        return fault(PageError::redirect_wrong);
    }
    const auto verdict =
        ports_.account.attempts.count(application_limits::sign_ins_per_address(), command.address_block, now);
    if (!verdict) return busy(verdict.error());
    if (!verdict->allowed) return fault(PageError::too_many_attempts);

    BegunApplicationSignOut begun{base::new_token(ports_.account.random),
                                  browser_value(command.browser, ports_.account.random), (*tenant)->domain};
    sign_out.flow = crypto::sha256(begun.flow);
    sign_out.browser = crypto::sha256(begun.browser);
    sign_out.tenant_id = (*tenant)->id;
    sign_out.redirect_uri = *redirect_uri;
    sign_out.state = *state;
    sign_out.expires_at = now + application_limits::kSignInLifetime;
    if (*hint) {
        // Somebody who is gone is nobody to be asked about.
        const auto person = ports_.account.people.find((*tenant)->id, PersonId((*hint)->subject));
        if (!person) return busy(person.error());
        if (*person) sign_out.person = (*person)->id;
    }
    if (const auto added = ports_.sign_ins.add_sign_out(sign_out); !added) return busy(added.error());
    return begun;
}

Answer<ApplicationSignOut> CompleteApplicationSignOut::find(const SignOutCommand& command) {
    auto found = ports_.sign_ins.find_sign_out(crypto::sha256(command.flow), ports_.account.clock.now());
    if (!found) return refuse(found.error());
    if (!*found || (*found)->browser != crypto::sha256(command.browser)) return refuse(RefusalCode::request_expired);
    return std::move(**found);
}

Answer<SignOutWish> CompleteApplicationSignOut::describe(const SignOutCommand& command) {
    return in_one_step<SignOutWish>(ports_.account.unit_of_work, [&]() -> Answer<SignOutWish> {
        const auto sign_out = find(command);
        if (!sign_out) return refuse(sign_out.error());
        SignOutWish wish;
        if (sign_out->application) {
            const auto application = ports_.applications.find(sign_out->tenant_id, *sign_out->application);
            if (!application) return refuse(application.error());
            if (*application) wish.application_name = (*application)->display_name;
        }
        const auto open = open_account(ports_.account, command.session);
        if (!open && open.error().code != RefusalCode::session_missing) return refuse(open.error());
        wish.asks = open.has_value() && sign_out->person != open->person.id;
        return wish;
    });
}

Answer<AuthorizationAnswer> CompleteApplicationSignOut::run(const SignOutCommand& command) {
    const auto sign_out = find(command);
    if (!sign_out) return refuse(sign_out.error());
    const auto removed = ports_.sign_ins.remove_sign_out(sign_out->flow);
    if (!removed) return refuse(removed.error());
    if (!*removed) return refuse(RefusalCode::request_expired);
    if (const auto ended = AccountSessions(ports_.account).sign_out(command.session); !ended)
        return refuse(ended.error());
    AuthorizationAnswer answer{sign_out->redirect_uri, ResponseMode::query, {}};
    if (!sign_out->state.empty()) answer.fields.emplace_back("state", sign_out->state);
    return answer;
}

}  // namespace tilbage::core
