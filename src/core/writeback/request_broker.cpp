#include "core/writeback/request_broker.h"

#include <algorithm>

#include "core/writeback/agent_choice.h"
#include "core/writeback/agent_presence.h"
#include "core/writeback/broker_events.h"

namespace tilbage::core {
namespace {

bool has_had(const StoredRequest& request, const AgentId& agent) {
    return std::ranges::find(request.sent_to, agent) != request.sent_to.end();
}

bool can_open(const StoredRequest& request, const ConnectedAgent& agent) {
    return !has_password(request.binding.kind) || sealed_for(agent, request.sealed) != nullptr;
}

Request frame_for(const StoredRequest& stored, const ConnectedAgent& agent, base::TimePoint now) {
    Request request;
    request.binding = stored.binding;
    request.deadline = stored.deadline;
    request.first_sent_at = stored.first_sent_at.value_or(now);
    request.redelivered = stored.first_sent_at.has_value();
    request.initiated_by = stored.initiated_by;
    request.must_change = stored.must_change;
    if (has_password(stored.binding.kind)) request.sealed = sealed_for(agent, stored.sealed)->jwe;
    return request;
}

}  // namespace

void RequestBroker::dispatch(StoredRequest request) {
    const auto id = request.binding.request_id;
    if (take_in(std::move(request))) try_send(id);
}

base::Result<RequestBroker::Departure> RequestBroker::prepare(StoredRequest request) {
    Departure departure{request.binding.request_id, std::nullopt};
    const auto& id = departure.id;
    if (!take_in(std::move(request))) return base::fail(base::ErrorCode::conflict, "the request is on its way already");
    departure.to = reserve(id);
    if (!departure.to) return departure;
    const auto marked = ports_.requests.mark_sent(id, departure.to->agent, departure.to->request.first_sent_at);
    if (marked && *marked) return departure;
    forget(id);
    if (!marked) return base::fail(marked.error());
    return base::fail(base::ErrorCode::conflict, "the request has an outcome already");
}

void RequestBroker::depart(Departure departure) {
    if (departure.to && !hand_over(departure.id, *departure.to)) return;
    try_send(departure.id);
}

bool RequestBroker::take_in(StoredRequest request) {
    const auto id = request.binding.request_id;
    const auto deadline = request.deadline;
    const bool held = request.first_sent_at.has_value();
    auto domain = domain_of(ports_.people, request.binding.tenant_id, request.binding.source_anchor);
    const bool added = flights_.with([&](Flights& flights) {
        Flight flight;
        flight.request = std::move(request);
        flight.domain = std::move(domain);
        flight.held_for_same = held;
        return flights.emplace(id, std::move(flight)).second;
    });
    if (!added) return false;
    const auto deadline_alarm =
        ports_.alarms.after(until(deadline) + kOutcomeGrace, [this, id] { deadline_passed(id); });
    const auto agent_alarm =
        held ? ports_.alarms.after(kHoldAfterRestart, [this, id] { release_hold(id); })
             : ports_.alarms.after(std::min(kWaitForAgent, until(deadline)), [this, id] { no_agent_appeared(id); });
    flights_.with([&](Flights& flights) {
        const auto found = flights.find(id);
        if (found == flights.end()) return;
        found->second.deadline_alarm = deadline_alarm;
        found->second.agent_alarm = agent_alarm;
    });
    return true;
}

void RequestBroker::resume(const TenantId& tenant) {
    auto open = ports_.requests.open_requests(tenant, ports_.clock.now());
    if (!open) {
        base::log(broker_events::kStoreFailed, {{"what", "open requests"}, {"error", open.error().message}});
    } else {
        for (auto& request : *open) {
            if (!request.outcome) dispatch(std::move(request));
        }
    }
    try_send_waiting(tenant);
}

void RequestBroker::agent_gone(const AgentId& agent) {
    std::vector<RequestId> lost;
    flights_.with([&](Flights& flights) {
        for (auto& [id, flight] : flights) {
            if (flight.at != agent) continue;
            flight.held_for_same = true;
            if (flight.sending) {
                flight.lost = true;  // the thread that is sending it will see
            } else {
                flight.at.reset();
            }
            lost.push_back(id);
        }
    });
    for (const auto& id : lost) {
        base::log(broker_events::kAgentLost, {{"request", id.str()}, {"agent", agent.str()}});
        ports_.alarms.after(kHoldForSameAgent, [this, id] { release_hold(id); });
        try_send(id);
    }
}

bool RequestBroker::outcome_arrived(const TenantId& tenant, const AgentId& agent, const RequestId& id,
                                    const Outcome& outcome) {
    const auto recorded = ports_.record.from_agent(tenant, agent, id, outcome);
    if (!recorded) {
        base::log(broker_events::kStoreFailed, {{"request", id.str()}, {"error", recorded.error().message}});
        return false;
    }
    switch (recorded->how) {
        case Recorded::stored:
            base::log(broker_events::kOutcome,
                      {{"request", id.str()}, {"agent", agent.str()}, {"reason", to_string(outcome.reason)}});
            break;
        case Recorded::not_given_to_it:
            base::log(broker_events::kForeignOutcome, {{"request", id.str()}, {"agent", agent.str()}});
            return false;
        case Recorded::proves_nothing:
            base::log(broker_events::kDoubtfulOutcome,
                      {{"request", id.str()}, {"agent", agent.str()}, {"reason", to_string(outcome.reason)}});
            return true;
        case Recorded::stood:
        case Recorded::unknown_request:
            break;
    }
    forget(id, false);
    if (recorded->outcome) ports_.waiters.publish(id, *recorded->outcome);
    try_send_waiting(tenant);
    return true;
}

void RequestBroker::give_up(const RequestId& id) { settle(id, Reason::deadline_passed); }

std::size_t RequestBroker::in_flight() const {
    return flights_.with([](const Flights& flights) { return flights.size(); });
}

void RequestBroker::try_send(const RequestId& id) {
    while (auto handover = reserve(id)) {
        if (!mark_sent(id, *handover)) return;
        if (!hand_over(id, *handover)) return;
    }
}

bool RequestBroker::hand_over(const RequestId& id, const Handover& handover) {
    return handed_over(id, ports_.bus.send(handover.agent, handover.request));
}

void RequestBroker::try_send_waiting(const TenantId& tenant) {
    const auto waiting = flights_.with([&](const Flights& flights) {
        std::vector<RequestId> ids;
        for (const auto& [id, flight] : flights) {
            if (!flight.at && flight.request.binding.tenant_id == tenant) ids.push_back(id);
        }
        return ids;
    });
    for (const auto& id : waiting) try_send(id);
}

std::optional<RequestBroker::Handover> RequestBroker::reserve(const RequestId& id) {
    return flights_.with([&](Flights& flights) -> std::optional<Handover> {
        const auto found = flights.find(id);
        if (found == flights.end() || found->second.at) return std::nullopt;
        auto& flight = found->second;
        const auto now = ports_.clock.now();
        if (flight.request.deadline <= now) return std::nullopt;
        const auto agent = choose(flight);
        if (!agent) return std::nullopt;
        flight.at = agent->id;
        flight.sending = true;
        flight.lost = false;
        Handover handover{agent->id, frame_for(flight.request, *agent, now)};
        if (!has_had(flight.request, agent->id)) flight.request.sent_to.push_back(agent->id);
        if (!flight.request.first_sent_at) flight.request.first_sent_at = now;
        return handover;
    });
}

std::vector<ConnectedAgent> RequestBroker::agents_for(const Flight& flight) const {
    return serving(ports_.bus.connected(flight.request.binding.tenant_id), flight.domain);
}

std::optional<ConnectedAgent> RequestBroker::choose(const Flight& flight) const {
    const auto agents = agents_for(flight);
    const auto again = least_busy(agents, [&](const ConnectedAgent& agent) {
        return has_had(flight.request, agent.id) && can_open(flight.request, agent);
    });
    if (again || flight.held_for_same) return again;
    return least_busy(
        agents, [&](const ConnectedAgent& agent) { return agent.may_write() && can_open(flight.request, agent); });
}

bool RequestBroker::mark_sent(const RequestId& id, Handover& handover) {
    const auto marked = ports_.requests.mark_sent(id, handover.agent, handover.request.first_sent_at);
    if (marked && *marked) return true;
    if (!marked) {
        base::log(broker_events::kStoreFailed, {{"request", id.str()}, {"error", marked.error().message}});
        settle(id, Reason::directory_unavailable);
        return false;
    }
    // It has an outcome already: somebody settled it meanwhile.
    const auto stored = ports_.requests.find(id);
    forget(id, false);
    if (stored && *stored && (*stored)->outcome) ports_.waiters.publish(id, *(*stored)->outcome);
    return false;
}

bool RequestBroker::handed_over(const RequestId& id, bool sent) {
    return flights_.with([&](Flights& flights) {
        const auto found = flights.find(id);
        if (found == flights.end()) return false;  // the outcome was quicker
        auto& flight = found->second;
        flight.sending = false;
        if (sent && !flight.lost) return false;
        flight.at.reset();
        // An agent that never got the frame needs no second look: any agent may have it at once.
        flight.held_for_same = sent;
        return true;
    });
}

void RequestBroker::no_agent_appeared(const RequestId& id) {
    const auto why = flights_.with([&](Flights& flights) -> std::optional<Reason> {
        const auto found = flights.find(id);
        // One that was given out waits for its agent until the deadline.
        if (found == flights.end() || found->second.request.first_sent_at) return std::nullopt;
        const auto agents = agents_for(found->second);
        const bool hope = std::ranges::any_of(agents, [&](const ConnectedAgent& agent) {
            return agent.may_write() && can_open(found->second.request, agent);  // one without room may still get some
        });
        return hope ? std::nullopt : std::optional(why_none_may_write(agents));
    });
    if (why) settle(id, *why);
}

void RequestBroker::deadline_passed(const RequestId& id) { settle(id, Reason::agent_busy); }

void RequestBroker::release_hold(const RequestId& id) {
    flights_.with([&](Flights& flights) {
        if (const auto found = flights.find(id); found != flights.end()) found->second.held_for_same = false;
    });
    try_send(id);
}

void RequestBroker::settle(const RequestId& id, Reason if_unsent) {
    const auto recorded = ports_.record.from_silence(id, if_unsent);
    forget(id, true);
    if (!recorded) {
        base::log(broker_events::kStoreFailed, {{"request", id.str()}, {"error", recorded.error().message}});
        return;
    }
    if (!recorded->outcome) return;
    base::log(broker_events::kNoAnswer, {{"request", id.str()}, {"reason", to_string(recorded->outcome->reason)}});
    ports_.waiters.publish(id, *recorded->outcome);
}

void RequestBroker::forget(const RequestId& id, bool release_agent) {
    const auto flight = flights_.with([&](Flights& flights) -> std::optional<Flight> {
        const auto found = flights.find(id);
        if (found == flights.end()) return std::nullopt;
        auto taken = std::move(found->second);
        flights.erase(found);
        return taken;
    });
    if (!flight) return;
    ports_.alarms.cancel(flight->deadline_alarm);
    ports_.alarms.cancel(flight->agent_alarm);
    if (release_agent && flight->at) ports_.bus.release(*flight->at, id);
}

base::Millis RequestBroker::until(base::TimePoint time) const {
    return std::max(time - ports_.clock.now(), base::Millis{0});
}

}  // namespace tilbage::core
