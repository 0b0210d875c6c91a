// An administrator registers an agent, or removes one (docs/protocol.md §9): what the wizard does after its sign-in,
// and the portal.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "core/oauth/authenticate_administrator.h"
#include "core/ports/agent_store.h"
#include "core/ports/audit_log.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

struct RegisterAgentCommand {
    std::string name;
    std::string host;
    crypto::Jwk signing_key;
};

// Any thread. Global Administrators only, asked here as well: not_allowed.
class RegisterAgent {
public:
    struct Ports {
        AgentStore& agents;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit RegisterAgent(Ports ports) : ports_(ports) {}

    // Refusals: not_allowed, malformed, busy.
    [[nodiscard]] Answer<Agent> add(const Principal& administrator, const RegisterAgentCommand& command);
    // Its tokens end with it; whoever calls cuts its connection off. Refusals: not_allowed, not_found, busy.
    [[nodiscard]] Answer<void> remove(const Principal& administrator, const AgentId& agent);

private:
    [[nodiscard]] base::Result<void> record(const Principal& administrator, std::string_view action,
                                            const AgentId& agent, std::string details);
    Ports ports_;
};

}  // namespace tilbage::core
