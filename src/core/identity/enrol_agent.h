// A new agent with a one-time code becomes an agent of the code's tenant (docs/protocol.md §5).
#pragma once

#include <chrono>
#include <string>
#include <tl/expected.hpp>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/agent_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/person_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

struct EnrolAgentCommand {
    std::string code;  // as typed
    std::string name;
    crypto::Jwk signing_key;
    std::string address_block;  // the caller's network, for counting
};

struct EnrolledAgent {
    AgentId id;
    Tenant tenant;
};

struct EnrolRefusal {
    enum class Code {
        malformed,          // a name that cannot be one, or a key that is not a point on P-256
        code_wrong,         // unknown, used or expired
        too_many_attempts,  // see retry_after
        busy,               // the store; nothing was changed
    };
    Code code = Code::busy;
    std::chrono::seconds retry_after{0};
    std::string cause;  // English, for the log
};

// Wrong codes per address block (docs/protocol.md §6); a right one clears them.
[[nodiscard]] AttemptLimit enrolment_attempts();
constexpr std::size_t kMaxAgentNameBytes = 64;
// Printable text of 1 to `max_bytes` bytes.
[[nodiscard]] bool is_agent_name(const std::string& name, std::size_t max_bytes = kMaxAgentNameBytes);

class EnrolAgent {
public:
    struct Ports {
        AgentStore& agents;
        TenantStore& tenants;
        AttemptCounter& attempts;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        base::Random& random;
    };
    explicit EnrolAgent(Ports ports) : ports_(ports) {}

    // Any thread. Counts before it looks at the code; a code is used up only when the agent and its audit record are
    // in.
    [[nodiscard]] tl::expected<EnrolledAgent, EnrolRefusal> run(const EnrolAgentCommand& command);

private:
    base::Result<EnrolledAgent> enrol(const crypto::Digest& code, const EnrolAgentCommand& command,
                                      base::TimePoint now);
    Ports ports_;
};

}  // namespace tilbage::core
