#include "core/writeback/validate_broker.h"

#include <algorithm>

#include "core/writeback/agent_choice.h"

namespace tilbage::core {
namespace {

Outcome without_answer(Reason reason) {
    Outcome outcome;
    outcome.reason = reason;
    return outcome;
}

Reason why_not_given(const std::vector<ConnectedAgent>& agents) {
    const bool some_may = std::ranges::any_of(agents, [](const ConnectedAgent& agent) { return agent.may_write(); });
    return some_may ? Reason::agent_busy : why_none_may_write(agents);
}

}  // namespace

void ValidateBroker::validate(const Binding& binding, std::vector<SealedFor> sealed, Done done) {
    const auto now = clock_.now();
    Pending pending;
    pending.request.binding = binding;
    pending.request.deadline = std::min(now + kValidateDeadline, base::from_seconds(binding.expires_at));
    pending.request.first_sent_at = now;
    pending.sealed = std::move(sealed);
    pending.domain = domain_of(people_, binding.tenant_id, binding.source_anchor);
    pending.done = std::move(done);

    const auto id = binding.request_id;
    const auto time_left = pending.request.deadline - now;
    pending_.with([&](Table& table) { table.emplace(id, std::move(pending)); });
    const auto alarm = alarms_.after(time_left, [this, id] { time_is_up(id); });
    pending_.with([&](Table& table) {
        if (const auto found = table.find(id); found != table.end()) found->second.alarm = alarm;
    });
    presence_.when_connected(binding.tenant_id, kWaitForAgent, [this, id] { send(id); });
}

void ValidateBroker::agent_gone(const AgentId& agent) {
    std::vector<RequestId> lost;
    pending_.with([&](const Table& table) {
        for (const auto& [id, pending] : table) {
            if (pending.at == agent) lost.push_back(id);
        }
    });
    for (const auto& id : lost) finish(id, without_answer(Reason::outcome_unknown));
}

bool ValidateBroker::outcome_arrived(const AgentId& agent, const RequestId& id, const Outcome& outcome) {
    const bool ours = pending_.with([&](const Table& table) {
        const auto found = table.find(id);
        return found != table.end() && found->second.at == agent;
    });
    if (ours) finish(id, outcome);
    return ours;
}

void ValidateBroker::send(const RequestId& id) {
    while (const auto handover = reserve(id)) {
        if (bus_.send(handover->agent, handover->request)) return;
        // That one went before it got it: another may.
        pending_.with([&](Table& table) {
            if (const auto found = table.find(id); found != table.end()) found->second.at.reset();
        });
    }
}

// Empty: nobody can take it, and whoever asked has been told.
std::optional<ValidateBroker::Handover> ValidateBroker::reserve(const RequestId& id) {
    auto why_not = Reason::agent_unavailable;
    auto handover = pending_.with([&](Table& table) -> std::optional<Handover> {
        const auto found = table.find(id);
        if (found == table.end()) return std::nullopt;
        auto& pending = found->second;
        const auto agents = serving(bus_.connected(pending.request.binding.tenant_id), pending.domain);
        const auto agent = least_busy(agents, [&](const ConnectedAgent& one) {
            return one.may_write() && sealed_for(one, pending.sealed) != nullptr;
        });
        why_not = why_not_given(agents);
        if (!agent) return std::nullopt;
        pending.at = agent->id;
        Handover given{agent->id, pending.request};
        given.request.sealed = sealed_for(*agent, pending.sealed)->jwe;
        return given;
    });
    if (!handover) finish(id, without_answer(why_not));
    return handover;
}

void ValidateBroker::time_is_up(const RequestId& id) {
    const bool given = pending_.with([&](const Table& table) {
        const auto found = table.find(id);
        return found != table.end() && found->second.at.has_value();
    });
    finish(id, without_answer(given ? Reason::outcome_unknown : Reason::agent_unavailable));
}

void ValidateBroker::finish(const RequestId& id, const Outcome& outcome) {
    auto pending = pending_.with([&](Table& table) -> std::optional<Pending> {
        const auto found = table.find(id);
        if (found == table.end()) return std::nullopt;
        auto taken = std::move(found->second);
        table.erase(found);
        return taken;
    });
    if (!pending) return;
    alarms_.cancel(pending->alarm);
    if (pending->at) bus_.release(*pending->at, id);
    pending->done(outcome);
}

}  // namespace tilbage::core
