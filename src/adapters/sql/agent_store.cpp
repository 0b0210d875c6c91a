#include "adapters/sql/agent_store.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

const std::string kSelect = "SELECT id, tenant_id, name, key_x, key_y, host, created_at FROM agents WHERE ";
const std::string kById = kSelect + "id = $1";
const std::string kOfTenant = kSelect + "tenant_id = $1 ORDER BY name, id";
constexpr std::string_view kAdd =
    "INSERT INTO agents (id, tenant_id, name, key_x, key_y, created_at, host) VALUES ($1, $2, $3, $4, $5, $6, $7)";

std::vector<Value> parameters_of(const core::Agent& agent, base::TimePoint now) {
    return {agent.id.str(),      agent.tenant_id.str(), agent.name, agent.signing_key.x,
            agent.signing_key.y, millis(now),           agent.host};
}

core::Agent read_agent(const Row& row) {
    return {.id = core::AgentId(row.text(0)),
            .tenant_id = core::TenantId(row.text(1)),
            .name = row.text(2),
            .signing_key = {.x = row.text(3), .y = row.text(4)},
            .host = row.text(5),
            .created_at = row.time(6)};
}

base::Result<std::optional<core::Agent>> read_one(const base::Result<QueryResult>& found) {
    if (!found) return base::fail(found.error());
    if (found->rows.empty()) return std::nullopt;
    return read_agent(found->rows.front());
}

base::Result<void> done_or_error(const base::Result<QueryResult>& done) {
    if (!done) return base::fail(done.error());
    return {};
}

}  // namespace

base::Result<void> SqlAgentStore::add_enrolment_code(const core::TenantId& tenant, const crypto::Digest& code,
                                                     base::TimePoint expires_at) {
    return done_or_error(
        database_.write("INSERT INTO enrolment_codes (code_hash, tenant_id, expires_at) VALUES ($1, $2, $3)",
                        {blob(code), tenant.str(), millis(expires_at)}));
}

base::Result<core::Agent> SqlAgentStore::enrol(const crypto::Digest& code, core::Agent agent, base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<core::Agent> {
        auto used =
            connection.query("DELETE FROM enrolment_codes WHERE code_hash = $1 AND expires_at > $2 RETURNING tenant_id",
                             {blob(code), millis(now)});
        if (!used) return base::fail(used.error());
        if (used->rows.empty())
            return base::fail(ErrorCode::not_found, "no such enrolment code, or it has served or expired");
        agent.tenant_id = core::TenantId(used->rows.front().text(0));
        auto added = connection.query(kAdd, parameters_of(agent, now));
        if (!added) return base::fail(added.error());
        return agent;
    });
}

base::Result<std::optional<core::Agent>> SqlAgentStore::find(const core::AgentId& id) {
    return read_one(database_.read(kById, {id.str()}));
}

base::Result<void> SqlAgentStore::add(const core::Agent& agent, base::TimePoint now) {
    return done_or_error(database_.write(kAdd, parameters_of(agent, now)));
}

base::Result<std::vector<core::Agent>> SqlAgentStore::list(const core::TenantId& tenant) {
    auto found = database_.read(kOfTenant, {tenant.str()});
    if (!found) return base::fail(found.error());
    std::vector<core::Agent> agents;
    for (const Row& row : found->rows) agents.push_back(read_agent(row));
    return agents;
}

base::Result<bool> SqlAgentStore::remove(const core::TenantId& tenant, const core::AgentId& id) {
    auto done = database_.write("DELETE FROM agents WHERE tenant_id = $1 AND id = $2", {tenant.str(), id.str()});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<bool> SqlAgentStore::use_assertion(const core::AgentId& agent, const std::string& jti,
                                                base::TimePoint expires_at) {
    auto done = database_.write(
        "INSERT INTO used_assertions (agent_id, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {agent.str(), jti, millis(expires_at)});
    if (!done) return base::fail(done.error());
    return done->affected == 1;
}

base::Result<void> SqlAgentStore::add_token(const core::AgentId& agent, const crypto::Digest& token,
                                            base::TimePoint expires_at) {
    return done_or_error(
        database_.write("INSERT INTO access_tokens (token_hash, agent_id, expires_at) VALUES ($1, $2, $3)",
                        {blob(token), agent.str(), millis(expires_at)}));
}

base::Result<std::optional<core::Agent>> SqlAgentStore::find_by_token(const crypto::Digest& token,
                                                                      base::TimePoint now) {
    return read_one(
        database_.read("SELECT a.id, a.tenant_id, a.name, a.key_x, a.key_y, a.host, a.created_at FROM access_tokens t "
                       "JOIN agents a ON a.id = t.agent_id WHERE t.token_hash = $1 AND t.expires_at > $2",
                       {blob(token), millis(now)}));
}

base::Result<void> SqlAgentStore::purge(base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        for (const char* sql :
             {"DELETE FROM enrolment_codes WHERE expires_at <= $1",
              "DELETE FROM used_assertions WHERE expires_at <= $1", "DELETE FROM access_tokens WHERE expires_at <= $1"})
            if (auto done = connection.query(sql, {millis(now)}); !done) return base::fail(done.error());
        return {};
    });
}

}  // namespace tilbage::adapters::sql
