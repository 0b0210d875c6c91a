// Agents, enrolment codes, access tokens (core/ports/agent_store.h).
#pragma once

#include "adapters/sql/database.h"
#include "core/ports/agent_store.h"

namespace tilbage::adapters::sql {

class SqlAgentStore final : public core::AgentStore {
public:
    explicit SqlAgentStore(Database& database) : database_(database) {}
    base::Result<void> add_enrolment_code(const core::TenantId& tenant, const crypto::Digest& code,
                                          base::TimePoint expires_at) override;
    base::Result<core::Agent> enrol(const crypto::Digest& code, core::Agent agent, base::TimePoint now) override;
    base::Result<void> add(const core::Agent& agent, base::TimePoint now) override;
    base::Result<std::optional<core::Agent>> find(const core::AgentId& id) override;
    base::Result<std::vector<core::Agent>> list(const core::TenantId& tenant) override;
    base::Result<bool> remove(const core::TenantId& tenant, const core::AgentId& id) override;
    base::Result<bool> use_assertion(const core::AgentId& agent, const std::string& jti,
                                     base::TimePoint expires_at) override;
    base::Result<void> add_token(const core::AgentId& agent, const crypto::Digest& token,
                                 base::TimePoint expires_at) override;
    base::Result<std::optional<core::Agent>> find_by_token(const crypto::Digest& token, base::TimePoint now) override;
    base::Result<void> purge(base::TimePoint now) override;

private:
    Database& database_;
};

}  // namespace tilbage::adapters::sql
