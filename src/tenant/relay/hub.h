// The agents' WebSocket connections on this node (docs/protocol.md §4).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "adapters/http/server.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/agent_store.h"
#include "core/ports/alarms.h"
#include "core/ports/audit_log.h"
#include "core/ports/integration_store.h"
#include "core/ports/password_protection_store.h"
#include "core/ports/person_store.h"
#include "core/ports/relay_bus.h"
#include "wire/relay_messages.h"

namespace tilbage::tenant {

// All outlive the hub.
struct HubPorts {
    core::AgentStore& agents;
    core::TenantStore& tenants;
    core::IntegrationStore& integration;
    core::PasswordProtectionStore& protection;
    core::AuditLog& audit;
    core::Alarms& alarms;
    const base::Clock& clock;
};

// How often agents are asked for a sign of life, and the settings are looked at.
constexpr base::Millis kPingEvery{10'000};

// What is known of a connected agent.
struct AgentFacts {
    core::AgentId id;
    std::string software;  // "tilbage-connect/0.1.0"
    std::string host;      // empty: an agent from before agents told it
    bool connected = false;
    bool writeback = false;
    bool staging = false;
    std::vector<std::string> domains;  // DNS names
    base::TimePoint last_heartbeat;
    std::optional<base::Millis> round_trip;  // of the last answered ping
};

// Any thread.
class Hub final : public core::RelayBus {
public:
    explicit Hub(HubPorts ports) : ports_(ports) {}
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // Before the first connection.
    void set_listener(core::RelayListener& listener) { listener_ = &listener; }
    // For the server; refers to this object.
    [[nodiscard]] adapters::http::WsHandler handler();

    [[nodiscard]] std::vector<core::ConnectedAgent> connected(const core::TenantId& tenant) const override;
    [[nodiscard]] bool send(const core::AgentId& agent, const core::Request& request) override;
    void release(const core::AgentId& agent, const core::RequestId& request) override;
    [[nodiscard]] std::size_t agents() const;
    // Of those that are connected, and of those that were since this process began: then `connected` is false.
    [[nodiscard]] std::optional<AgentFacts> facts(const core::AgentId& agent) const;
    // Ends the agent's connection at once: it was removed. Its tokens are the store's business.
    void cut_off(const core::AgentId& agent);
    // Looks whether writeback was switched on since the last look, and if so has every connected agent of the tenant
    // roll its keys. Looked at by itself at every ping, for changes that another process made.
    void look_at_integration(const core::TenantId& tenant);
    // Tells every connected agent of the tenant what is banned, where that has changed since it was told. Looked at by
    // itself at every ping, too.
    void look_at_bans(const core::TenantId& tenant);
    // Has the agent's synchronisation check in at once. Nothing when it is not connected here.
    void wake_synchronization(const core::AgentId& agent);
    // Pings until the alarms end. Once, before the first connection.
    void start_pinging();

private:
    // One connection. The agent never changes; the rest belongs to state_.
    struct Link {
        core::Agent agent;
        adapters::http::WsPeerPtr peer;
        bool greeted = false;
        std::vector<core::SealingKey> keys;
        int max_in_flight = 1;
        bool judges_passwords = false;
        std::optional<std::int64_t> told_bans;  // their version
        std::set<core::RequestId> in_flight;
        AgentFacts facts;
        std::int64_t ping = 0;  // the last one's number
        base::TimePoint pinged_at;
    };
    using LinkPtr = std::shared_ptr<Link>;
    struct State {
        std::map<core::AgentId, LinkPtr> by_agent;  // those that have said hello
        std::multimap<core::TenantId, LinkPtr> by_tenant;
        std::map<core::AgentId, AgentFacts> gone;
        std::map<core::TenantId, std::int64_t> switched_on;  // as it was when it was last looked at
    };

    void authorize(const adapters::http::Request& request, const adapters::http::WsDecide& decide);
    [[nodiscard]] adapters::http::WsDecision decide_on(const adapters::http::Request& request);
    void opened(const adapters::http::WsPeerPtr& peer);
    void received(const adapters::http::WsPeerPtr& peer, const std::string& frame);
    void closed(const adapters::http::WsPeerPtr& peer);
    void greet(const LinkPtr& link, const wire::Hello& hello);
    [[nodiscard]] bool take_in(const LinkPtr& link, const wire::Hello& hello);
    void take_keys(const LinkPtr& link, const wire::Keys& keys);
    void take_pong(const LinkPtr& link, const wire::Pong& pong);
    void send_ping(const LinkPtr& link);
    void tell_bans(const LinkPtr& link);
    static void bans_not_read(const base::Error& error);
    void ping_all();
    void outcome_came(const LinkPtr& link, const wire::OutcomeMessage& outcome);
    void refuse_duplicate(const Link& link);
    void refuse_protocol(const Link& link, std::string_view why);
    static void take_out(State& state, const LinkPtr& link);

    HubPorts ports_;
    core::RelayListener* listener_ = nullptr;
    base::Guarded<State> state_;
};

}  // namespace tilbage::tenant
