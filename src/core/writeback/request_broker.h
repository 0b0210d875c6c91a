// Brings accepted requests to agents and sees to it that each gets an outcome: the right agent, again after a lost
// connection, and the truth when nobody answers in time.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "core/ports/alarms.h"
#include "core/ports/person_store.h"
#include "core/ports/relay_bus.h"
#include "core/ports/request_store.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/record_outcome.h"

namespace tilbage::core {

// After the deadline, for the answer of a write that began just before it.
constexpr base::Millis kOutcomeGrace{2'000};
// When an agent is lost with a request, it gets this long to come back before another agent, which cannot know from its
// own journal whether the write happened, takes over.
constexpr base::Millis kHoldForSameAgent{1'000};
// After a restart of the tenant, when every agent has to come back.
constexpr base::Millis kHoldAfterRestart{3'000};

struct BrokerPorts {
    RelayBus& bus;
    RequestStore& requests;
    RecordOutcome& record;
    OutcomeWaiters& waiters;
    Alarms& alarms;
    const base::Clock& clock;
    PersonStore& people;
};

// The store is the truth; what stands in memory here is only where a request is at the moment. Any thread.
class RequestBroker {
public:
    explicit RequestBroker(BrokerPorts ports) : ports_(ports) {}
    RequestBroker(const RequestBroker&) = delete;
    RequestBroker& operator=(const RequestBroker&) = delete;

    // What a thread needs to hand one request over, outside the lock.
    struct Handover {
        AgentId agent;
        Request request;
    };
    // A request on its way out: to whom, or to nobody yet.
    struct Departure {
        RequestId id;
        std::optional<Handover> to;
    };

    // An accepted request, just stored or found again after a restart. Returns when it is sent, or waits for an agent.
    void dispatch(StoredRequest request);
    // The same in two halves, for who is in a transaction that stores the request: that it is sent is stored in it as
    // well, one commit instead of two, and nothing is sent before. Then comes either depart(), or, when it was rolled
    // back, forget().
    [[nodiscard]] base::Result<Departure> prepare(StoredRequest request);
    void depart(Departure departure);
    void forget(const RequestId& id) { forget(id, true); }
    // Takes up what the store holds open for the tenant: at start, and whenever an agent says hello.
    void resume(const TenantId& tenant);
    void agent_gone(const AgentId& agent);
    // true: acknowledge.
    [[nodiscard]] bool outcome_arrived(const TenantId& tenant, const AgentId& agent, const RequestId& request,
                                       const Outcome& outcome);
    // Settles a request that nobody minds any more: accepted before a restart, found past its deadline.
    void give_up(const RequestId& request);

    [[nodiscard]] std::size_t in_flight() const;

private:
    struct Flight {
        StoredRequest request;
        std::string domain;          // of the person; empty: not known
        std::optional<AgentId> at;   // reserved for sending, or sent and awaited
        bool sending = false;        // a thread is just handing it over
        bool lost = false;           // its agent went while sending
        bool held_for_same = false;  // only an agent that has had it may take it
        Alarms::Id deadline_alarm = 0;
        Alarms::Id agent_alarm = 0;
    };
    using Flights = std::map<RequestId, Flight>;

    // false: it is on its way already.
    [[nodiscard]] bool take_in(StoredRequest request);
    void try_send(const RequestId& id);
    // true: it must be tried again.
    [[nodiscard]] bool hand_over(const RequestId& id, const Handover& handover);
    void try_send_waiting(const TenantId& tenant);
    [[nodiscard]] std::optional<Handover> reserve(const RequestId& id);
    [[nodiscard]] std::optional<ConnectedAgent> choose(const Flight& flight) const;
    // That serve the person, whatever else they may.
    [[nodiscard]] std::vector<ConnectedAgent> agents_for(const Flight& flight) const;
    // false: it may not be sent, and is settled.
    [[nodiscard]] bool mark_sent(const RequestId& id, Handover& handover);
    // true: it must be tried again.
    [[nodiscard]] bool handed_over(const RequestId& id, bool sent);
    void no_agent_appeared(const RequestId& id);
    void deadline_passed(const RequestId& id);
    void release_hold(const RequestId& id);
    void settle(const RequestId& id, Reason if_unsent);
    void forget(const RequestId& id, bool release_agent);
    [[nodiscard]] base::Millis until(base::TimePoint time) const;

    BrokerPorts ports_;
    base::Guarded<Flights> flights_;
};

}  // namespace tilbage::core
