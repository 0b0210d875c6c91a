// The administrators' orders to the agents: given, brought by the check-in, answered or not.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/boot_clock.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "base/random.h"
#include "core/ports/alarms.h"
#include "core/ports/audit_log.h"
#include "core/ports/sync_order_store.h"
#include "core/ports/sync_status_store.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

constexpr base::Millis kOrderLifetime{120'000};
constexpr base::Millis kExplainWithin{15'000};
// An agent that has not checked in for so long is not asked.
constexpr base::Millis kCheckedInWithin{30'000};

// Who orders.
struct Orderer {
    TenantId tenant_id;
    std::string actor;      // for the audit: "administrator:<id>"
    std::string user_name;  // for other administrators
};

class SyncOrders {
public:
    struct Ports {
        SyncOrderStore& orders;
        SyncStatusStore& status;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        Alarms& alarms;
        const base::Clock& clock;
        const base::BootClock& boot_clock;
        base::Random& random;
        // Has the agent check in at once. Nothing when it is not connected.
        std::function<void(const AgentId&)> wake;
    };
    // All outlive it.
    explicit SyncOrders(Ports ports) : ports_(std::move(ports)) {}
    SyncOrders(const SyncOrders&) = delete;
    SyncOrders& operator=(const SyncOrders&) = delete;

    // run, full, allow_removals. agent_unavailable: nobody is there to do it. not_found: allow_removals, and no
    // removals wait. Any thread.
    [[nodiscard]] Answer<void> give(const Orderer& who, SyncOrderKind kind);

    // What came of an explain: the explanation, or what stood in the way.
    struct Explained {
        std::optional<Explanation> explanation;
        std::optional<SyncProblem> problem;  // of the agent; neither: nobody answered in time
    };
    using Done = std::function<void(const Answer<Explained>&)>;
    // Several agents may be asked (one a forest): the first that finds somebody answers. `done` is called once, on any
    // thread, at the latest after kExplainWithin.
    void explain(const Orderer& who, const std::string& user, Done done);

    // Those that this agent, which has just reported and holds the lease or not, is to be given. In the unit of work of
    // its check-in.
    [[nodiscard]] base::Result<std::vector<SyncOrder>> for_agent(const TenantId& tenant, const AgentId& agent,
                                                                 const std::vector<std::string>& domains,
                                                                 bool holds_lease);
    // What an agent answered, in the unit of work of its check-in. Answers to what nobody waits for any more are
    // dropped.
    [[nodiscard]] base::Result<void> close(const TenantId& tenant, const std::vector<SyncOrderAnswer>& answers);
    // The same answers after the commit: whoever waits gets them.
    void tell(const std::vector<SyncOrderAnswer>& answers);
    // Nobody gets an answer any more: the program ends.
    void release_all();

private:
    struct Waiter {
        Done done;
        std::size_t missing = 0;
        Explained best;
        Alarms::Id alarm = 0;
    };
    using WaiterPtr = std::shared_ptr<Waiter>;
    using Waiters = std::map<SyncOrderId, WaiterPtr>;

    [[nodiscard]] base::Result<std::vector<StoredSyncReport>> targets(const TenantId& tenant);
    [[nodiscard]] base::Result<std::vector<StoredSyncOrder>> store(const Orderer& who, SyncOrder order,
                                                                   const std::vector<StoredSyncReport>& targets);
    [[nodiscard]] base::Result<void> record(const Orderer& who, SyncOrderKind kind);
    void wait_for(const std::vector<StoredSyncOrder>& orders, Done done);
    void give_up(const WaiterPtr& waiter);
    static void forget(Waiters& waiters, const WaiterPtr& waiter);

    const Ports ports_;
    base::Guarded<Waiters> waiters_;
};

}  // namespace tilbage::core
