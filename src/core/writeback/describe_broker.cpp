#include "core/writeback/describe_broker.h"

#include <algorithm>
#include <vector>

#include "core/writeback/agent_choice.h"

namespace tilbage::core {
namespace {

Outcome without_answer(Reason reason) {
    Outcome outcome;
    outcome.reason = reason;
    return outcome;
}

}  // namespace

void DescribeBroker::describe(const TenantId& tenant, const SourceAnchor& anchor, Done done) {
    const auto id = take_in(tenant, anchor, std::nullopt, std::move(done));
    presence_.when_connected(tenant, kWaitForAgent, [this, id] { send(id); });
}

void DescribeBroker::describe_through(const TenantId& tenant, const AgentId& agent, const SourceAnchor& anchor,
                                      Done done) {
    send(take_in(tenant, anchor, agent, std::move(done)));
}

RequestId DescribeBroker::take_in(const TenantId& tenant, const SourceAnchor& anchor, std::optional<AgentId> only,
                                  Done done) {
    const auto now = clock_.now();
    Pending pending;
    auto& binding = pending.request.binding;
    binding.request_id = RequestId(base::new_uuid(random_));
    binding.tenant_id = tenant;
    binding.source_anchor = anchor;
    binding.kind = Kind::describe;
    binding.issued_at = base::to_seconds(now);
    binding.expires_at = base::to_seconds(now + kSealLifetime);
    pending.request.deadline = now + kDescribeDeadline;
    pending.request.first_sent_at = now;
    pending.done = std::move(done);
    pending.domain = domain_of(people_, tenant, anchor);
    pending.only = std::move(only);

    const auto id = binding.request_id;
    pending_.with([&](Table& table) { table.emplace(id, std::move(pending)); });
    const auto alarm =
        alarms_.after(kDescribeDeadline, [this, id] { finish(id, without_answer(Reason::agent_unavailable)); });
    pending_.with([&](Table& table) {
        if (const auto found = table.find(id); found != table.end()) found->second.alarm = alarm;
    });
    return id;
}

void DescribeBroker::agent_gone(const AgentId& agent) {
    std::vector<RequestId> lost;
    pending_.with([&](Table& table) {
        for (auto& [id, pending] : table) {
            if (pending.at != agent) continue;
            pending.at = AgentId{};
            lost.push_back(id);
        }
    });
    for (const auto& id : lost) send(id);
}

bool DescribeBroker::outcome_arrived(const AgentId& agent, const RequestId& id, const Outcome& outcome) {
    const bool ours = pending_.with([&](const Table& table) {
        const auto found = table.find(id);
        return found != table.end() && found->second.at == agent;
    });
    if (ours) finish(id, outcome);
    return ours;
}

// Another agent's turn when one goes away in between; a question may be asked twice.
void DescribeBroker::send(const RequestId& id) {
    auto why_not = Reason::agent_unavailable;
    for (;;) {
        const auto handover = pending_.with([&](Table& table) -> std::optional<std::pair<AgentId, Request>> {
            const auto found = table.find(id);
            if (found == table.end()) return std::nullopt;
            auto agents = bus_.connected(found->second.request.binding.tenant_id);
            if (const auto& only = found->second.only) {
                std::erase_if(agents, [&](const ConnectedAgent& other) { return other.id != *only; });
            }
            if (!found->second.only) agents = serving(std::move(agents), found->second.domain);
            const auto agent = least_busy(agents, [](const ConnectedAgent&) { return true; });
            if (!agents.empty()) why_not = Reason::agent_busy;
            if (!agent) return std::nullopt;
            found->second.at = agent->id;
            return std::pair(agent->id, found->second.request);
        });
        if (!handover) break;
        if (bus_.send(handover->first, handover->second)) return;
    }
    finish(id, without_answer(why_not));
}

void DescribeBroker::finish(const RequestId& id, const Outcome& outcome) {
    auto pending = pending_.with([&](Table& table) -> std::optional<Pending> {
        const auto found = table.find(id);
        if (found == table.end()) return std::nullopt;
        auto taken = std::move(found->second);
        table.erase(found);
        return taken;
    });
    if (!pending) return;
    alarms_.cancel(pending->alarm);
    bus_.release(pending->at, id);
    pending->done(outcome);
}

}  // namespace tilbage::core
