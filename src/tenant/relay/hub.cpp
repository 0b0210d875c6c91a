#include "tenant/relay/hub.h"

#include <algorithm>
#include <utility>

#include "tenant/http/bearer_token.h"
#include "tenant/http/json.h"
#include "tenant/http/security_headers.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Request;
using adapters::http::Response;
using adapters::http::WsAccept;
using adapters::http::WsDecide;
using adapters::http::WsDecision;
using adapters::http::WsPeerPtr;

constexpr std::string_view kRelayPath = "/relay/v1";
constexpr base::Millis kHelloWithin{10'000};

Response refusal(unsigned status, std::string_view code, std::string_view message) {
    auto response = with_security_headers(error_response(status, code, message));
    if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    return response;
}

std::uint16_t code_of(wire::RelayClose close) { return static_cast<std::uint16_t>(close); }

}  // namespace

adapters::http::WsHandler Hub::handler() {
    adapters::http::WsHandler handler;
    handler.authorize = [this](const Request& request, const WsDecide& decide) { authorize(request, decide); };
    handler.on_open = [this](const WsPeerPtr& peer) { opened(peer); };
    handler.on_message = [this](const WsPeerPtr& peer, const std::string& frame) { received(peer, frame); };
    handler.on_close = [this](const WsPeerPtr& peer) { closed(peer); };
    return handler;
}

std::vector<core::ConnectedAgent> Hub::connected(const core::TenantId& tenant) const {
    return state_.with([&](const State& state) {
        std::vector<core::ConnectedAgent> agents;
        const auto [begin, end] = state.by_tenant.equal_range(tenant);
        for (auto it = begin; it != end; ++it) {
            const auto& link = *it->second;
            agents.push_back({link.agent.id, link.keys, static_cast<int>(link.in_flight.size()), link.max_in_flight,
                              link.facts.writeback, link.facts.staging, link.facts.domains});
        }
        return agents;
    });
}

bool Hub::send(const core::AgentId& agent, const core::Request& request) {
    const auto [link, peer] = state_.with([&](State& state) -> std::pair<LinkPtr, WsPeerPtr> {
        const auto found = state.by_agent.find(agent);
        if (found == state.by_agent.end()) return {};
        found->second->in_flight.insert(request.binding.request_id);
        return {found->second, found->second->peer};
    });
    if (!link) return false;
    if (peer->send(wire::encode(wire::RequestMessage{request}))) return true;
    // Closing already: nobody else is to be sent there until on_close comes.
    state_.with([&, &gone = link](State& state) { take_out(state, gone); });
    return false;
}

void Hub::release(const core::AgentId& agent, const core::RequestId& request) {
    state_.with([&](State& state) {
        if (const auto found = state.by_agent.find(agent); found != state.by_agent.end()) {
            found->second->in_flight.erase(request);
        }
    });
}

std::size_t Hub::agents() const {
    return state_.with([](const State& state) { return state.by_agent.size(); });
}

std::optional<AgentFacts> Hub::facts(const core::AgentId& agent) const {
    return state_.with([&](const State& state) -> std::optional<AgentFacts> {
        if (const auto found = state.by_agent.find(agent); found != state.by_agent.end()) return found->second->facts;
        if (const auto found = state.gone.find(agent); found != state.gone.end()) return found->second;
        return std::nullopt;
    });
}

void Hub::cut_off(const core::AgentId& agent) {
    const auto peer = state_.with([&](State& state) -> WsPeerPtr {
        const auto found = state.by_agent.find(agent);
        if (found == state.by_agent.end()) return {};
        const auto link = found->second;
        take_out(state, link);  // nothing is sent there any more, not even until on_close comes
        state.gone.erase(agent);
        return link->peer;
    });
    if (peer) peer->close(code_of(wire::RelayClose::token_not_valid), "this agent was removed");
}

void Hub::authorize(const Request& request, const WsDecide& decide) { decide(decide_on(request)); }

WsDecision Hub::decide_on(const Request& request) {
    if (request.path != kRelayPath) return refusal(404, "not_found", "There is no WebSocket here.");
    const auto token = bearer_token(request.header("Authorization"));
    if (!token) return refusal(401, "token_missing", "An access token is needed.");
    const auto agent = ports_.agents.find_by_token(crypto::sha256(*token), ports_.clock.now());
    if (!agent) {
        base::log(events::kStepFailed, {{"request", request.id}, {"error", agent.error().message}});
        return refusal(503, "busy", "Try again later.");
    }
    if (!*agent) {
        base::log(events::kAgentRefused, {{"address", request.peer_address}, {"why", "token"}});
        return refusal(401, "token_not_valid", "The access token is not valid any more.");
    }
    if (!adapters::http::lists_token(request.header("Sec-WebSocket-Protocol"), wire::kRelaySubprotocol)) {
        base::log(events::kAgentRefused, {{"agent", (*agent)->id.str()}, {"why", "subprotocol"}});
        return refusal(400, "wrong_subprotocol", "This tenant speaks tilbage.relay.v1.");
    }
    auto link = std::make_shared<Link>();
    link->agent = std::move(**agent);
    return WsAccept{std::string(wire::kRelaySubprotocol), std::move(link)};
}

void Hub::opened(const WsPeerPtr& peer) {
    const auto link = std::any_cast<LinkPtr>(peer->context());
    state_.with([&](State&) { link->peer = peer; });
    ports_.alarms.after(kHelloWithin, [this, weak = std::weak_ptr(link)] {
        const auto late = weak.lock();
        const bool silent = late && state_.with([&](State&) { return !late->greeted && late->peer; });
        if (silent) refuse_protocol(*late, "no hello");
    });
}

void Hub::received(const WsPeerPtr& peer, const std::string& frame) {
    const auto link = std::any_cast<LinkPtr>(peer->context());
    const auto message = wire::decode_relay(frame);
    if (!message) return refuse_protocol(*link, message.error().message);
    const bool greeted = state_.with([&](State&) { return link->greeted; });
    if (const auto* hello = std::get_if<wire::Hello>(&*message); hello != nullptr && !greeted) {
        return greet(link, *hello);
    }
    if (!greeted) return refuse_protocol(*link, "a frame out of turn");
    if (const auto* outcome = std::get_if<wire::OutcomeMessage>(&*message)) return outcome_came(link, *outcome);
    if (const auto* pong = std::get_if<wire::Pong>(&*message)) return take_pong(link, *pong);
    if (const auto* keys = std::get_if<wire::Keys>(&*message)) return take_keys(link, *keys);
    refuse_protocol(*link, "a frame out of turn");
}

void Hub::closed(const WsPeerPtr& peer) {
    const auto link = std::any_cast<LinkPtr>(peer->context());
    const bool was_greeted = state_.with([&](State& state) {
        take_out(state, link);
        link->peer.reset();
        return std::exchange(link->greeted, false);
    });
    if (!was_greeted) return;
    base::log(events::kAgentDisconnected, {{"agent", link->agent.id.str()}, {"name", link->agent.name}});
    listener_->agent_gone(link->agent.tenant_id, link->agent.id);
}

void Hub::greet(const LinkPtr& link, const wire::Hello& hello) {
    const auto tenant = ports_.tenants.find(link->agent.tenant_id);
    if (!tenant || !*tenant) return link->peer->close(code_of(wire::RelayClose::going_away), "try again later");
    // Its token was looked at before the connection stood; it may have been removed since.
    const auto still_there = ports_.agents.find(link->agent.id);
    if (still_there && !*still_there) {
        return link->peer->close(code_of(wire::RelayClose::token_not_valid), "this agent was removed");
    }
    if (!take_in(link, hello)) return refuse_duplicate(*link);
    base::log(events::kAgentConnected, {{"agent", link->agent.id.str()},
                                        {"name", link->agent.name},
                                        {"software", hello.software},
                                        {"address", link->peer->address()}});
    const wire::Welcome welcome{link->agent.id, link->agent.tenant_id, (*tenant)->domain, ports_.clock.now()};
    link->peer->send(wire::encode(welcome));
    tell_bans(link);                             // before the first request
    look_at_integration(link->agent.tenant_id);  // what stands there now is not switched on anew
    send_ping(link);
    listener_->agent_ready(link->agent.tenant_id, link->agent.id);
}

bool Hub::take_in(const LinkPtr& link, const wire::Hello& hello) {
    return state_.with([&](State& state) {
        if (!state.by_agent.emplace(link->agent.id, link).second) return false;
        state.by_tenant.emplace(link->agent.tenant_id, link);
        link->greeted = true;
        link->max_in_flight = hello.max_in_flight;
        link->judges_passwords = hello.judges_passwords;
        for (const auto& key : hello.sealing_keys) link->keys.push_back({key.kid, key.jwk});
        link->facts = {.id = link->agent.id,
                       .software = hello.software,
                       .host = hello.host,
                       .connected = true,
                       .writeback = hello.writeback,
                       .staging = hello.staging,
                       .domains = {},
                       .last_heartbeat = ports_.clock.now(),
                       .round_trip = std::nullopt};
        for (const auto& domain : hello.domains) link->facts.domains.push_back(domain.dns);
        return true;
    });
}

void Hub::outcome_came(const LinkPtr& link, const wire::OutcomeMessage& outcome) {
    state_.with([&](State&) {
        link->in_flight.erase(outcome.id);
        link->facts.last_heartbeat = ports_.clock.now();
    });
    const auto& agent = link->agent;
    if (!listener_->outcome_arrived(agent.tenant_id, agent.id, outcome.id, outcome.outcome)) return;
    link->peer->send(wire::encode(wire::Ack{outcome.id}));
}

void Hub::refuse_duplicate(const Link& link) {
    base::log(events::kAgentDuplicate,
              {{"agent", link.agent.id.str()}, {"name", link.agent.name}, {"address", link.peer->address()}});
    core::AuditRecord record;
    record.tenant_id = link.agent.tenant_id;
    record.at = ports_.clock.now();
    record.actor = "agent:" + link.agent.id.str();
    record.action = "agent.connect";
    record.target = record.actor;
    record.result = "already_connected";
    record.details = "{}";
    if (const auto written = ports_.audit.append(record); !written) {
        base::log(events::kStepFailed, {{"what", "audit"}, {"error", written.error().message}});
    }
    link.peer->close(code_of(wire::RelayClose::already_connected), "this identity is already connected");
}

void Hub::refuse_protocol(const Link& link, std::string_view why) {
    base::log(events::kAgentProtocol, {{"agent", link.agent.id.str()}, {"error", why}});
    const auto peer = state_.with([&](State&) { return link.peer; });
    if (peer) peer->close(code_of(wire::RelayClose::protocol_error), why.substr(0, 100));
}

void Hub::take_out(State& state, const LinkPtr& link) {
    if (const auto found = state.by_agent.find(link->agent.id);
        found != state.by_agent.end() && found->second == link) {
        state.by_agent.erase(found);
        auto& facts = state.gone[link->agent.id] = link->facts;
        facts.connected = false;
    }
    const auto [begin, end] = state.by_tenant.equal_range(link->agent.tenant_id);
    for (auto it = begin; it != end; ++it) {
        if (it->second != link) continue;
        state.by_tenant.erase(it);
        break;
    }
}

}  // namespace tilbage::tenant
