// An agent proves who it is with a signed assertion and gets an access token (docs/protocol.md §5; RFC 7523 §3, RFC
// 6749 §4.4).
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/agent_store.h"
#include "core/ports/person_store.h"

namespace tilbage::core {

constexpr std::chrono::seconds kAccessTokenLifetime{600};
constexpr std::chrono::seconds kAssertionLifetime{300};  // from iat to exp, at most
constexpr std::chrono::seconds kClockSkew{60};           // an agent's clock may differ from ours by this much

struct AuthenticateAgentCommand {
    std::string tenant;  // of the address: a tenant's domain or id
    std::string client_id;
    std::string assertion;  // compact JWS
    std::string audience;   // the URL of the endpoint that was called, exactly
};

struct AccessToken {
    std::string token;  // 256 random bits; the store has only its digest
    std::chrono::seconds expires_in{0};
    AgentId agent;
};

struct AuthenticationRefusal {
    enum class Code {
        invalid_client,  // whatever does not prove the agent; `cause` says what, for the log alone
        busy,            // the store; nothing was given
    };
    Code code = Code::busy;
    std::string cause;
};

class AuthenticateAgent {
public:
    struct Ports {
        AgentStore& agents;
        TenantStore& tenants;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit AuthenticateAgent(Ports ports) : ports_(ports) {}

    // Any thread. An assertion serves once.
    [[nodiscard]] tl::expected<AccessToken, AuthenticationRefusal> run(const AuthenticateAgentCommand& command);

private:
    tl::expected<Agent, AuthenticationRefusal> find_agent(const AuthenticateAgentCommand& command);
    Ports ports_;
};

// The agent that an access token was given to, for as long as it serves.
[[nodiscard]] base::Result<std::optional<Agent>> find_agent_by_token(AgentStore& agents, std::string_view token,
                                                                     base::TimePoint now);

}  // namespace tilbage::core
