#include "core/writeback/agent_presence.h"

#include <algorithm>

#include "core/writeback/agent_choice.h"

namespace tilbage::core {
namespace {

void add_keys(std::vector<SealingKey>& keys, const std::vector<SealingKey>& more) {
    for (const auto& key : more) {
        if (std::ranges::find(keys, key.kid, &SealingKey::kid) == keys.end()) keys.push_back(key);
    }
}

}  // namespace

std::vector<SealingKey> AgentPresence::sealing_keys(const TenantId& tenant) const {
    std::vector<SealingKey> keys;
    auto agents = bus_.connected(tenant);
    std::erase_if(agents, [](const ConnectedAgent& agent) { return !agent.may_write(); });
    for (const auto& agent : agents) {
        if (!agent.sealing_keys.empty()) add_keys(keys, {agent.sealing_keys.front()});
    }
    for (const auto& agent : agents) add_keys(keys, agent.sealing_keys);
    const auto oldest = clock_.now() - kRememberKeys;
    state_.with([&](const State& state) {
        for (const auto& [id, known] : state.known) {
            if (known.tenant == tenant && known.gone_at && *known.gone_at > oldest) add_keys(keys, known.keys);
        }
    });
    return keys;
}

Reason AgentPresence::why_no_keys(const TenantId& tenant) const { return why_none_may_write(bus_.connected(tenant)); }

void AgentPresence::when_connected(const TenantId& tenant, base::Millis at_most, std::function<void()> then) {
    const auto id = state_.with([&](State& state) {
        state.waiters.emplace(++state.last, Waiter{tenant, std::move(then)});
        return state.last;
    });
    if (any_connected(tenant)) return call(id);
    alarms_.after(at_most, [this, id] { call(id); });
}

void AgentPresence::agent_ready(const TenantId& tenant, const AgentId& agent) {
    const auto agents = bus_.connected(tenant);
    const auto found = std::ranges::find(agents, agent, &ConnectedAgent::id);
    const auto waiting = state_.with([&](State& state) {
        if (found != agents.end()) {
            const bool may_write = found->may_write();
            state.known[agent] =
                Known{tenant, may_write ? found->sealing_keys : std::vector<SealingKey>{}, std::nullopt};
        }
        std::vector<WaiterId> ids;
        for (const auto& [id, waiter] : state.waiters) {
            if (waiter.tenant == tenant) ids.push_back(id);
        }
        return ids;
    });
    for (const auto id : waiting) call(id);
}

void AgentPresence::agent_gone(const TenantId&, const AgentId& agent) {
    const auto now = clock_.now();
    state_.with([&](State& state) {
        std::erase_if(state.known, [&](const auto& entry) {
            return entry.second.gone_at && *entry.second.gone_at <= now - kRememberKeys;
        });
        if (const auto found = state.known.find(agent); found != state.known.end()) found->second.gone_at = now;
    });
}

void AgentPresence::call(WaiterId id) {
    auto then = state_.with([&](State& state) -> std::function<void()> {
        const auto found = state.waiters.find(id);
        if (found == state.waiters.end()) return {};
        auto taken = std::move(found->second.then);
        state.waiters.erase(found);
        return taken;
    });
    if (then) then();
}

}  // namespace tilbage::core
