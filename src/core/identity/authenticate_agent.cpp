#include "core/identity/authenticate_agent.h"

#include "base/unicode.h"
#include "crypto/jwt.h"

namespace tilbage::core {
namespace {

using Code = AuthenticationRefusal::Code;

constexpr std::size_t kMaxIdBytes = 128;  // of jti

tl::unexpected<AuthenticationRefusal> invalid(std::string cause) {
    return tl::unexpected<AuthenticationRefusal>(AuthenticationRefusal{Code::invalid_client, std::move(cause)});
}
tl::unexpected<AuthenticationRefusal> busy(const base::Error& error) {
    return tl::unexpected<AuthenticationRefusal>(AuthenticationRefusal{Code::busy, error.message});
}

// What is wrong with the values of a token whose signature is the agent's; empty when nothing is.
std::string complaint(const crypto::JwtClaims& claims, const Agent& agent, const std::string& audience,
                      std::int64_t now) {
    constexpr std::int64_t skew = kClockSkew.count();
    constexpr std::int64_t lifetime = kAssertionLifetime.count();
    if (claims.issuer != agent.id.str() || claims.subject != agent.id.str()) return "iss and sub are not the agent";
    if (claims.audience != audience) return "aud is not the address of this endpoint";
    if (claims.id.empty() || claims.id.size() > kMaxIdBytes) return "jti is empty or too long";
    if (claims.issued_at > now + skew) return "iat is in the future; compare the clocks";
    if (claims.issued_at < now - lifetime - skew) return "iat is too old; compare the clocks";
    if (claims.expires_at <= now - skew) return "the assertion has expired; compare the clocks";
    // Neither addition can overflow: iat is near now by here.
    if (claims.expires_at <= claims.issued_at) return "exp is not after iat";
    if (claims.expires_at > claims.issued_at + lifetime) return "exp is more than five minutes after iat";
    return {};
}

bool is_of_tenant(const Tenant& tenant, const std::string& address) {
    return address == tenant.id.str() || base::fold_case(address) == base::fold_case(tenant.domain);
}

}  // namespace

tl::expected<Agent, AuthenticationRefusal> AuthenticateAgent::find_agent(const AuthenticateAgentCommand& command) {
    const auto subject = crypto::unverified_subject(command.assertion);
    if (!subject) return invalid("the assertion is not a token: " + subject.error().message);
    if (*subject != command.client_id) return invalid("client_id is not the assertion's subject");
    auto agent = ports_.agents.find(AgentId(command.client_id));
    if (!agent) return busy(agent.error());
    if (!*agent) return invalid("no such agent");
    const auto tenant = ports_.tenants.find((*agent)->tenant_id);
    if (!tenant) return busy(tenant.error());
    if (!*tenant || !is_of_tenant(**tenant, command.tenant)) return invalid("the agent is another tenant's");
    return std::move(**agent);
}

tl::expected<AccessToken, AuthenticationRefusal> AuthenticateAgent::run(const AuthenticateAgentCommand& command) {
    const auto agent = find_agent(command);
    if (!agent) return tl::unexpected<AuthenticationRefusal>(agent.error());
    const auto key = crypto::EcKey::from_jwk(agent->signing_key);
    if (!key) return busy(key.error());
    const auto claims = crypto::verify_jwt(command.assertion, *key);
    if (!claims) return invalid("the signature is not the agent's");
    const auto now = ports_.clock.now();
    if (auto wrong = complaint(*claims, *agent, command.audience, base::to_seconds(now)); !wrong.empty())
        return invalid(std::move(wrong));
    // Remembered for as long as the assertion could be believed.
    const auto first =
        ports_.agents.use_assertion(agent->id, claims->id, base::from_seconds(claims->expires_at) + kClockSkew);
    if (!first) return busy(first.error());
    if (!*first) return invalid("the assertion was used before");
    AccessToken token{.token = base::new_token(ports_.random), .expires_in = kAccessTokenLifetime, .agent = agent->id};
    const auto added = ports_.agents.add_token(agent->id, crypto::sha256(token.token), now + kAccessTokenLifetime);
    if (!added) return busy(added.error());
    return token;
}

base::Result<std::optional<Agent>> find_agent_by_token(AgentStore& agents, std::string_view token,
                                                       base::TimePoint now) {
    constexpr std::size_t kTokenLength = 43;  // 32 bytes in Base64url
    if (token.size() != kTokenLength) return std::nullopt;
    return agents.find_by_token(crypto::sha256(token), now);
}

}  // namespace tilbage::core
