#include "adapters/sql/request_store.h"

#include "wire/relay_outcome.h"

namespace tilbage::adapters::sql {
namespace {

using core::RequestState;
using core::StoredRequest;

std::string to_text(RequestState state) {
    switch (state) {
        case RequestState::issued:
            return "issued";
        case RequestState::accepted:
            return "accepted";
        case RequestState::sent:
            return "sent";
        case RequestState::completed:
            return "completed";
    }
    return {};
}

// The table's CHECK allows no fifth word.
RequestState to_state(std::string_view text) {
    if (text == "issued") return RequestState::issued;
    if (text == "accepted") return RequestState::accepted;
    return text == "sent" ? RequestState::sent : RequestState::completed;
}

const std::string kSelect =
    "SELECT id, tenant_id, person_id, source_anchor, kind, issued_at, expires_at, state, deadline, first_sent_at, "
    "outcome, "
    "created_at, initiated_by, must_change, administrator_id FROM requests WHERE ";
const std::string kById = kSelect + "id = $1";
const std::string kOpen = kSelect +
                          "tenant_id = $1 AND expires_at > $2 AND (state IN ('accepted', 'sent') OR reason = "
                          "'outcome_unknown') ORDER BY created_at, id";

const std::string kLastCompleted = kSelect +
                                   "tenant_id = $1 AND person_id = $2 AND state = 'completed' "
                                   "ORDER BY created_at DESC, id LIMIT 1";

core::Binding read_binding(const Row& row) {
    return {.request_id = core::RequestId(row.text(0)),
            .tenant_id = core::TenantId(row.text(1)),
            .source_anchor = core::SourceAnchor::parse(row.text(3)).value(),
            .kind = core::parse_kind(row.text(4)).value(),
            .issued_at = row.integer(5),
            .expires_at = row.integer(6)};
}

base::Result<StoredRequest> read_request(const Row& row) {
    StoredRequest request;
    request.binding = read_binding(row);
    request.person_id = core::PersonId(row.text(2));
    request.state = to_state(row.text(7));
    request.deadline = row.time(8);
    if (!row.is_null(9)) request.first_sent_at = row.time(9);
    if (!row.is_null(10)) {
        auto outcome = wire::decode_outcome(row.text(10));
        if (!outcome) return base::fail(base::ErrorCode::corrupt, "a stored outcome: " + outcome.error().message);
        request.outcome = std::move(*outcome);
    }
    request.created_at = row.time(11);
    // The table's CHECK allows no third word.
    request.initiated_by = core::parse_initiated_by(row.text(12)).value_or(core::InitiatedBy::self);
    request.must_change = row.integer(13) == 1;
    request.administrator_id = row.text(14);
    return request;
}

base::Result<void> read_parts(Connection& connection, StoredRequest& request) {
    const Value id = request.binding.request_id.str();
    auto agents = connection.query("SELECT agent_id FROM request_agents WHERE request_id = $1 ORDER BY agent_id", {id});
    if (!agents) return base::fail(agents.error());
    for (const Row& row : agents->rows) request.sent_to.emplace_back(row.text(0));
    auto seals = connection.query("SELECT kid, jwe FROM request_seals WHERE request_id = $1 ORDER BY kid", {id});
    if (!seals) return base::fail(seals.error());
    for (const Row& row : seals->rows) request.sealed.push_back({row.text(0), row.text(1)});
    return {};
}

base::Result<std::vector<StoredRequest>> read_all(Connection& connection, std::string_view sql,
                                                  const std::vector<Value>& parameters) {
    auto found = connection.query(sql, parameters);
    if (!found) return base::fail(found.error());
    std::vector<StoredRequest> requests;
    for (const Row& row : found->rows) {
        auto request = read_request(row);
        if (!request) return base::fail(request.error());
        if (auto read = read_parts(connection, *request); !read) return base::fail(read.error());
        requests.push_back(std::move(*request));
    }
    return requests;
}

base::Result<void> put_seals(Connection& connection, const core::RequestId& id,
                             const std::vector<core::SealedFor>& sealed) {
    for (const auto& one : sealed) {
        auto done = connection.query(
            "INSERT INTO request_seals (request_id, kid, jwe, expires_at) "
            "SELECT id, $2, $3, expires_at FROM requests WHERE id = $1",
            {id.str(), one.kid, one.jwe});
        if (!done) return base::fail(done.error());
    }
    return {};
}

base::Result<void> put_agent(Connection& connection, const core::RequestId& id, const core::AgentId& agent) {
    auto done =
        connection.query("INSERT INTO request_agents (request_id, agent_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                         {id.str(), agent.str()});
    if (!done) return base::fail(done.error());
    return {};
}

std::vector<Value> parameters_of(const StoredRequest& request) {
    const auto& binding = request.binding;
    const bool ended = request.outcome.has_value();
    return {binding.request_id.str(),
            binding.tenant_id.str(),
            request.person_id.str(),
            binding.source_anchor.str(),
            std::string(core::to_string(binding.kind)),
            binding.issued_at,
            binding.expires_at,
            to_text(request.state),
            millis(request.deadline),
            millis(request.first_sent_at),
            ended ? Value(std::string(core::to_string(request.outcome->reason))) : Value(Null{}),
            ended ? Value(wire::encode_outcome(*request.outcome)) : Value(Null{}),
            millis(request.created_at),
            std::string(core::to_string(request.initiated_by)),
            std::int64_t{request.must_change},
            request.administrator_id};
}

}  // namespace

base::Result<void> SqlRequestStore::add(const StoredRequest& request) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto done = connection.query(
            "INSERT INTO requests (id, tenant_id, person_id, source_anchor, kind, issued_at, expires_at, state, "
            "deadline, "
            "first_sent_at, reason, outcome, created_at, initiated_by, must_change, administrator_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            parameters_of(request));
        if (!done) return base::fail(done.error());
        for (const auto& agent : request.sent_to)
            if (auto put = put_agent(connection, request.binding.request_id, agent); !put) return put;
        return put_seals(connection, request.binding.request_id, request.sealed);
    });
}

base::Result<std::optional<StoredRequest>> SqlRequestStore::find(const core::RequestId& id) {
    return database_.read([&](Connection& connection) -> base::Result<std::optional<StoredRequest>> {
        auto found = read_all(connection, kById, {id.str()});
        if (!found) return base::fail(found.error());
        if (found->empty()) return std::nullopt;
        return std::move(found->front());
    });
}

base::Result<bool> SqlRequestStore::accept(const core::RequestId& id, base::TimePoint deadline,
                                           std::vector<core::SealedFor> sealed) {
    return database_.write([&](Connection& connection) -> base::Result<bool> {
        auto accepted =
            connection.query("UPDATE requests SET state = 'accepted', deadline = $2 WHERE id = $1 AND state = 'issued'",
                             {id.str(), millis(deadline)});
        if (!accepted) return base::fail(accepted.error());
        if (accepted->affected == 0) return false;
        if (auto put = put_seals(connection, id, sealed); !put) return base::fail(put.error());
        return true;
    });
}

base::Result<bool> SqlRequestStore::mark_sent(const core::RequestId& id, const core::AgentId& agent,
                                              base::TimePoint now) {
    return database_.write([&](Connection& connection) -> base::Result<bool> {
        auto marked = connection.query(
            "UPDATE requests SET state = CASE state WHEN 'accepted' THEN 'sent' ELSE state END, "
            "first_sent_at = coalesce(first_sent_at, $2) "
            "WHERE id = $1 AND (state IN ('accepted', 'sent') OR reason = 'outcome_unknown')",
            {id.str(), millis(now)});
        if (!marked) return base::fail(marked.error());
        if (marked->affected == 0) return false;
        if (auto put = put_agent(connection, id, agent); !put) return base::fail(put.error());
        return true;
    });
}

base::Result<bool> SqlRequestStore::complete(const core::RequestId& id, const core::Outcome& outcome,
                                             bool only_if_unsent) {
    const bool unknown = outcome.reason == core::Reason::outcome_unknown;
    return database_.write([&](Connection& connection) -> base::Result<bool> {
        auto completed = connection.query(
            "UPDATE requests SET state = 'completed', reason = $2, outcome = $3 WHERE id = $1 AND "
            "(state IN ('issued', 'accepted') OR ($4 = 0 AND (state = 'sent' OR (reason = 'outcome_unknown' AND $5 = "
            "0))))",
            {id.str(), std::string(core::to_string(outcome.reason)), wire::encode_outcome(outcome),
             std::int64_t{only_if_unsent}, std::int64_t{unknown}});
        if (!completed) return base::fail(completed.error());
        if (completed->affected == 0) return false;
        if (unknown) return true;
        auto wiped = connection.query("DELETE FROM request_seals WHERE request_id = $1", {id.str()});
        if (!wiped) return base::fail(wiped.error());
        return true;
    });
}

base::Result<std::vector<StoredRequest>> SqlRequestStore::open_requests(const core::TenantId& tenant,
                                                                        base::TimePoint now) {
    return database_.read(
        [&](Connection& connection) { return read_all(connection, kOpen, {tenant.str(), base::to_seconds(now)}); });
}

base::Result<std::optional<StoredRequest>> SqlRequestStore::last_completed(const core::TenantId& tenant,
                                                                           const core::PersonId& person) {
    return database_.read([&](Connection& connection) -> base::Result<std::optional<StoredRequest>> {
        auto found = read_all(connection, kLastCompleted, {tenant.str(), person.str()});
        if (!found) return base::fail(found.error());
        if (found->empty()) return std::nullopt;
        return std::move(found->front());
    });
}

base::Result<void> SqlRequestStore::purge(base::TimePoint now, base::TimePoint created_before) {
    return database_.write([&](Connection& connection) -> base::Result<void> {
        auto wiped = connection.query("DELETE FROM request_seals WHERE expires_at <= $1", {base::to_seconds(now)});
        if (!wiped) return base::fail(wiped.error());
        auto dropped = connection.query("DELETE FROM requests WHERE created_at < $1", {millis(created_before)});
        if (!dropped) return base::fail(dropped.error());
        return {};
    });
}

}  // namespace tilbage::adapters::sql
