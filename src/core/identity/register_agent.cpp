#include "core/identity/register_agent.h"

#include "core/identity/enrol_agent.h"
#include "core/sspr/step.h"

namespace tilbage::core {

namespace {

constexpr std::size_t kMaxHostBytes = 253;  // RFC 1035 §2.3.4, without the dot at the end

}  // namespace

Answer<Agent> RegisterAgent::add(const Principal& administrator, const RegisterAgentCommand& command) {
    if (!administrator.has(Role::global_administrator)) return refuse(RefusalCode::not_allowed);
    if (!is_agent_name(command.name) || !is_agent_name(command.host, kMaxHostBytes))
        return refuse(RefusalCode::malformed);
    if (!crypto::EcKey::from_jwk(command.signing_key)) return refuse(RefusalCode::malformed);
    return in_one_step<Agent>(ports_.unit_of_work, [&]() -> Answer<Agent> {
        Agent agent{.id = AgentId(base::new_uuid(ports_.random)),
                    .tenant_id = administrator.tenant_id,
                    .name = command.name,
                    .signing_key = command.signing_key,
                    .host = command.host,
                    .created_at = ports_.clock.now()};
        if (const auto added = ports_.agents.add(agent, agent.created_at); !added) return refuse(added.error());
        const auto noted = record(administrator, "agent.register", agent.id,
                                  R"({"keyThumbprint":")" + agent.signing_key.thumbprint() + R"("})");
        if (!noted) return refuse(noted.error());
        return agent;
    });
}

Answer<void> RegisterAgent::remove(const Principal& administrator, const AgentId& agent) {
    if (!administrator.has(Role::global_administrator)) return refuse(RefusalCode::not_allowed);
    const auto done = in_one_step<bool>(ports_.unit_of_work, [&]() -> Answer<bool> {
        const auto removed = ports_.agents.remove(administrator.tenant_id, agent);
        if (!removed) return refuse(removed.error());
        if (!*removed) return refuse(RefusalCode::not_found);
        if (const auto noted = record(administrator, "agent.remove", agent, "{}"); !noted) return refuse(noted.error());
        return true;
    });
    if (!done) return refuse(done.error());
    return {};
}

base::Result<void> RegisterAgent::record(const Principal& administrator, std::string_view action, const AgentId& agent,
                                         std::string details) {
    AuditRecord entry;
    entry.tenant_id = administrator.tenant_id;
    entry.at = ports_.clock.now();
    entry.actor = "administrator:" + administrator.administrator_id.str();
    entry.action = action;
    entry.target = "agent:" + agent.str();
    entry.result = "succeeded";
    entry.correlation_id = agent.str();
    entry.details = std::move(details);
    return ports_.audit.append(entry);
}

}  // namespace tilbage::core
