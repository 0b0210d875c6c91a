#include "core/oidc/application_tokens.h"

#include <algorithm>
#include <optional>

#include "core/oauth/pkce.h"
#include "core/oidc/application_access.h"
#include "core/oidc/application_audit.h"
#include "core/oidc/application_request.h"
#include "core/oidc/claims_of.h"
#include "core/oidc/limits.h"

namespace tilbage::core {
namespace {

using Code = ApplicationRefusalCode;

// Refusals commit: what was used stays used. Only a failing store undoes.
template <class T, class F>
ApplicationResult<T> in_one_token_step(UnitOfWork& unit_of_work, F&& work) {
    std::optional<ApplicationResult<T>> answer;
    const auto done = unit_of_work.run([&]() -> base::Result<void> {
        answer.emplace(work());
        if (!answer->has_value() && answer->error().code == Code::busy)
            return base::fail(base::ErrorCode::internal, answer->error().cause);
        return {};
    });
    if (!done) return refuse_application(done.error());
    return std::move(*answer);
}

// A verifier for a code without a challenge is refused too: somebody took the challenge away (RFC 9700 §4.8.2).
bool is_proven(const std::string& verifier, const std::string& challenge) {
    return challenge.empty() ? verifier.empty() : proves(verifier, challenge);
}

bool is_within(std::string_view scope, std::string_view granted) {
    while (!scope.empty()) {
        const auto end = std::min(scope.find(' '), scope.size());
        if (end > 0 && !has_scope(granted, scope.substr(0, end))) return false;
        scope.remove_prefix(std::min(end + 1, scope.size()));
    }
    return true;
}

}  // namespace

ApplicationResult<ApplicationTokenSet> ApplicationTokens::by_code(const UseCodeCommand& command) {
    const auto application = authenticate_application(ports_, command.client);
    if (!application) return tl::unexpected(application.error());
    return sign(
        in_one_token_step<Prepared>(ports_.account.unit_of_work, [&] { return use_code(command, *application); }));
}

ApplicationResult<ApplicationTokenSet> ApplicationTokens::by_refresh_token(const RefreshCommand& command) {
    const auto application = authenticate_application(ports_, command.client);
    if (!application) return tl::unexpected(application.error());
    return sign(
        in_one_token_step<Prepared>(ports_.account.unit_of_work, [&] { return refresh(command, *application); }));
}

ApplicationResult<ApplicationTokenSet> ApplicationTokens::sign(ApplicationResult<Prepared> prepared) {
    if (!prepared) return tl::unexpected(prepared.error());
    const auto key = keys_.signer(prepared->tenant);
    if (!key) return refuse_application(key.error());
    auto id_token = crypto::sign_id_token(*key, prepared->claims);
    if (!id_token) return refuse_application(id_token.error());
    prepared->tokens.id_token = std::move(*id_token);
    return std::move(prepared->tokens);
}

// What is presented, if it may be: this application's, fresh, unused. Else it ends, and with a second use all that came
// of the sign-in.
ApplicationResult<PresentedToken> ApplicationTokens::take(const std::string& token, GrantTokenKind kind,
                                                          const Application& application) {
    const auto now = ports_.account.clock.now();
    auto used = ports_.grants.use(crypto::sha256(token), kind);
    if (!used) return refuse_application(used.error());
    if (!*used) return refuse_application(Code::invalid_grant, "no such code or token");
    auto& presented = **used;
    const auto& grant = presented.grant;
    if (presented.used_before) {
        if (const auto ended = ports_.grants.end(grant.id); !ended) return refuse_application(ended.error());
        const auto action = kind == GrantTokenKind::code ? "application.code_reused" : "application.token_reused";
        const auto noted = ports_.account.audit.append(
            application_record({action, "revoked", grant.tenant_id, grant.application, grant.person, grant.id}, now));
        if (!noted) return refuse_application(noted.error());
        return refuse_application(Code::invalid_grant, "used before; what came of the sign-in is revoked");
    }
    if (grant.application != application.id || grant.tenant_id != application.tenant_id) {
        if (const auto ended = ports_.grants.end(grant.id); !ended) return refuse_application(ended.error());
        return refuse_application(Code::invalid_grant, "it is another application's");
    }
    if (presented.expires_at <= now) return refuse_application(Code::invalid_grant, "it has expired");
    return std::move(presented);
}

ApplicationResult<ApplicationTokens::Prepared> ApplicationTokens::use_code(const UseCodeCommand& command,
                                                                           const Application& application) {
    const auto presented = take(command.code, GrantTokenKind::code, application);
    if (!presented) return tl::unexpected(presented.error());
    const auto& grant = presented->grant;
    if (command.redirect_uri != grant.redirect_uri)
        return refuse_application(Code::invalid_grant, "redirect_uri is not the one of the request");
    if (!is_proven(command.code_verifier, grant.code_challenge))
        return refuse_application(Code::invalid_grant, "the verifier does not prove the challenge");
    return give(grant, grant.nonce);
}

ApplicationResult<ApplicationTokens::Prepared> ApplicationTokens::refresh(const RefreshCommand& command,
                                                                          const Application& application) {
    const auto presented = take(command.refresh_token, GrantTokenKind::refresh, application);
    if (!presented) return tl::unexpected(presented.error());
    if (!is_within(command.scope, presented->grant.scope))
        return refuse_application(Code::invalid_scope, "more than was granted");
    return give(presented->grant, {});
}

ApplicationResult<ApplicationTokens::Prepared> ApplicationTokens::give(const ApplicationGrant& grant,
                                                                       const std::string& nonce) {
    const auto in_force = grant_in_force(ports_, grant);
    if (!in_force) return refuse_application(in_force.error());
    if (!*in_force) {
        if (const auto ended = ports_.grants.end(grant.id); !ended) return refuse_application(ended.error());
        return refuse_application(Code::invalid_grant, "the person may not, or not any more");
    }
    auto claims = claims_of((*in_force)->person, (*in_force)->application, grant.scope,
                            application_limits::kMostGroupsInToken, ports_.account.eligibility.groups);
    if (!claims) return refuse_application(claims.error());
    Prepared prepared;
    prepared.tenant = grant.tenant_id;
    prepared.tokens.scope = grant.scope;
    prepared.tokens.expires_in = application_limits::kAccessTokenLifetime;
    auto access = new_token(grant, GrantTokenKind::access, application_limits::kAccessTokenLifetime);
    if (!access) return tl::unexpected(access.error());
    prepared.tokens.access_token = std::move(*access);
    if (has_scope(grant.scope, "offline_access")) {
        auto refresh = new_token(grant, GrantTokenKind::refresh, application_limits::kRefreshTokenLifetime);
        if (!refresh) return tl::unexpected(refresh.error());
        prepared.tokens.refresh_token = std::move(*refresh);
    }
    const auto now = base::to_seconds(ports_.account.clock.now());
    prepared.claims.issuer = issuer_of(ports_.base_url, grant.tenant_id);
    prepared.claims.audience = grant.application.str();
    prepared.claims.issued_at = now;
    prepared.claims.expires_at = now + std::chrono::seconds(application_limits::kIdTokenLifetime).count();
    prepared.claims.auth_time = base::to_seconds(grant.signed_in_at);
    prepared.claims.nonce = nonce;
    prepared.claims.amr = {"pwd"};
    prepared.claims.session_id = grant.session_id;
    prepared.claims.access_token_hash = crypto::left_half_hash(prepared.tokens.access_token);
    prepared.claims.person = std::move(*claims);
    return prepared;
}

ApplicationResult<std::string> ApplicationTokens::new_token(const ApplicationGrant& grant, GrantTokenKind kind,
                                                            std::chrono::seconds lifetime) {
    auto token = base::new_token(ports_.account.random);
    const auto expires_at = std::min(ports_.account.clock.now() + lifetime, grant.expires_at);
    if (const auto added = ports_.grants.add_token({crypto::sha256(token), grant.id, kind, expires_at}); !added)
        return refuse_application(added.error());
    return token;
}

}  // namespace tilbage::core
