// Agents, the one-time codes that enrol them, and their access tokens. Codes and tokens are kept as SHA-256 only. Any
// thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/ids.h"
#include "crypto/ec_key.h"
#include "crypto/hash.h"

namespace tilbage::core {

struct Agent {
    AgentId id;
    TenantId tenant_id;
    std::string name;
    crypto::Jwk signing_key;
    std::string host = {};            // the machine's name; empty: not told  NOLINT(readability-redundant-member-init)
    base::TimePoint created_at = {};  // the store's business  NOLINT(readability-redundant-member-init)
};

class AgentStore {
public:
    virtual ~AgentStore() = default;
    virtual base::Result<void> add_enrolment_code(const TenantId& tenant, const crypto::Digest& code,
                                                  base::TimePoint expires_at) = 0;
    // Uses the code up and adds the agent, in one transaction; `agent.tenant_id` is filled in. not_found: no such code,
    // used or expired.
    virtual base::Result<Agent> enrol(const crypto::Digest& code, Agent agent, base::TimePoint now) = 0;
    // An agent that an administrator signs in for, without a code.
    virtual base::Result<void> add(const Agent& agent, base::TimePoint now) = 0;
    virtual base::Result<std::optional<Agent>> find(const AgentId& id) = 0;
    // In the order of their names.
    virtual base::Result<std::vector<Agent>> list(const TenantId& tenant) = 0;
    // With its tokens. false: no such agent in this tenant.
    virtual base::Result<bool> remove(const TenantId& tenant, const AgentId& id) = 0;
    // false: this jti of this agent was used before.
    virtual base::Result<bool> use_assertion(const AgentId& agent, const std::string& jti,
                                             base::TimePoint expires_at) = 0;
    virtual base::Result<void> add_token(const AgentId& agent, const crypto::Digest& token,
                                         base::TimePoint expires_at) = 0;
    virtual base::Result<std::optional<Agent>> find_by_token(const crypto::Digest& token, base::TimePoint now) = 0;
    // Drops codes, used assertions and tokens that have expired.
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
