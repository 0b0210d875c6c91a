// The hub's part that asks: signs of life, and new keys when writeback was switched on again.
#include <algorithm>
#include <utility>

#include "tenant/log_events.h"
#include "tenant/relay/hub.h"

namespace tilbage::tenant {
namespace {

using adapters::http::WsPeerPtr;

// An agent from before these frames were there tells no host, and would take them for an error.
bool knows_new_frames(const AgentFacts& facts) { return !facts.host.empty(); }

}  // namespace

void Hub::look_at_integration(const core::TenantId& tenant) {
    const auto settings = ports_.integration.read(tenant);
    if (!settings) {
        return base::log(events::kStepFailed, {{"what", "integration"}, {"error", settings.error().message}});
    }
    const auto peers = state_.with([&](State& state) {
        std::vector<WsPeerPtr> found;
        const auto [known, first_look] = state.switched_on.emplace(tenant, settings->switched_on);
        if (first_look || std::exchange(known->second, settings->switched_on) >= settings->switched_on) return found;
        const auto [begin, end] = state.by_tenant.equal_range(tenant);
        for (auto it = begin; it != end; ++it) {
            if (knows_new_frames(it->second->facts)) found.push_back(it->second->peer);
        }
        return found;
    });
    for (const auto& peer : peers) peer->send(wire::encode(wire::RollKeys{}));
}

void Hub::wake_synchronization(const core::AgentId& agent) {
    const auto peer = state_.with([&](State& state) -> WsPeerPtr {
        const auto found = state.by_agent.find(agent);
        if (found == state.by_agent.end() || !knows_new_frames(found->second->facts)) return {};
        return found->second->peer;
    });
    if (peer) peer->send(wire::encode(wire::SyncWake{}));
}

void Hub::start_pinging() {
    ports_.alarms.after(kPingEvery, [this] {
        ping_all();
        start_pinging();
    });
}

void Hub::ping_all() {
    const auto [links, tenants] = state_.with([](const State& state) {
        std::pair<std::vector<LinkPtr>, std::set<core::TenantId>> found;
        for (const auto& [id, link] : state.by_agent) {
            found.first.push_back(link);
            found.second.insert(link->agent.tenant_id);
        }
        return found;
    });
    for (const auto& tenant : tenants) look_at_integration(tenant);
    for (const auto& link : links) {
        tell_bans(link);
        send_ping(link);
    }
}

void Hub::send_ping(const LinkPtr& link) {
    const auto [peer, number] = state_.with([&](State&) -> std::pair<WsPeerPtr, std::int64_t> {
        if (!knows_new_frames(link->facts) || !link->peer) return {};
        link->pinged_at = ports_.clock.now();
        return {link->peer, ++link->ping};
    });
    if (peer) peer->send(wire::encode(wire::Ping{number}));
}

void Hub::take_pong(const LinkPtr& link, const wire::Pong& pong) {
    const auto now = ports_.clock.now();
    state_.with([&](State&) {
        link->facts.last_heartbeat = now;
        if (pong.n == link->ping) link->facts.round_trip = std::max(now - link->pinged_at, base::Millis{0});
    });
}

void Hub::take_keys(const LinkPtr& link, const wire::Keys& keys) {
    state_.with([&](State&) {
        link->keys = keys.sealing_keys;
        link->facts.last_heartbeat = ports_.clock.now();
    });
    base::log(events::kAgentKeys, {{"agent", link->agent.id.str()}, {"kid", keys.sealing_keys.front().kid}});
    listener_->agent_ready(link->agent.tenant_id, link->agent.id);
}

}  // namespace tilbage::tenant
