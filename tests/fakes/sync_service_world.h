// A tenant to which agents check in: the rules over stores in memory and clocks that are moved by hand.
#pragma once

#include "core/sync_service/take_check_in.h"
#include "crypto/system_random.h"
#include "fakes/manual_alarms.h"
#include "fakes/manual_boot_clock.h"
#include "fakes/memory_provisioning.h"
#include "fakes/memory_records.h"
#include "fakes/memory_sync_service.h"

namespace tilbage::fakes {

struct SyncServiceWorld {
    // Time passes for everybody.
    void pass(base::Millis time) {
        boot_clock.advance(time);
        alarms.pass(time);
    }
    // Agents are named as their id, and read ex1.test unless a test says otherwise.
    static core::SyncCheckIn check_in(const std::string& domain = "ex1.test") {
        core::SyncCheckIn check_in;
        core::DirectoryReport directory;
        directory.domain = domain;
        check_in.report.directories.push_back(directory);
        check_in.report.state = core::SyncState::idle;
        check_in.report.wants_lease = true;
        return check_in;
    }
    core::SyncCheckInAnswer run(const std::string& agent, const core::SyncCheckIn& said) {
        core::Agent who;
        who.id = core::AgentId(agent);
        who.tenant_id = orderer.tenant_id;
        who.name = agent;
        return take.run(who, said).value();
    }
    core::SyncCheckInAnswer run(const std::string& agent) { return run(agent, check_in()); }

    const core::Orderer orderer{core::TenantId("tenant-1"), "administrator:1", "admin@ex1.test"};
    ManualClock clock;
    ManualBootClock boot_clock;
    ManualAlarms alarms{clock};
    crypto::SystemRandom random;
    MemorySyncStatus status;
    MemorySyncRuns runs;
    MemorySyncOrders order_store;
    MemorySynchronizationSettings settings;
    MemoryAuditLog audit;
    DirectUnitOfWork unit_of_work;
    std::vector<std::string> woken;
    int looked = 0;
    core::SyncOrders orders{{order_store, status, audit, unit_of_work, alarms, clock, boot_clock, random,
                             [this](const core::AgentId& agent) { woken.push_back(agent.str()); }}};
    core::TakeCheckIn take{
        {status, runs, orders, settings, unit_of_work, clock, boot_clock, [this](const core::TenantId&) { ++looked; }}};
};

}  // namespace tilbage::fakes
