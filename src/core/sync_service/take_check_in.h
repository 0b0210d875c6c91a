// An agent checks in: its report is kept, the lease given or renewed, orders and settings handed out.
#pragma once

#include <functional>

#include "base/boot_clock.h"
#include "core/ports/agent_store.h"
#include "core/ports/sync_run_store.h"
#include "core/ports/sync_status_store.h"
#include "core/ports/synchronization_settings.h"
#include "core/ports/unit_of_work.h"
#include "core/sync_service/check_in.h"
#include "core/sync_service/sync_orders.h"

namespace tilbage::core {

class TakeCheckIn {
public:
    struct Ports {
        SyncStatusStore& status;
        SyncRunStore& runs;
        SyncOrders& orders;
        SynchronizationSettingsStore& settings;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        const base::BootClock& boot_clock;
        // After every check-in: whom there is something to tell.
        std::function<void(const TenantId&)> look_at_alerts;
    };
    explicit TakeCheckIn(Ports ports) : ports_(std::move(ports)) {}

    // Any thread. What it says is in the store when this returns.
    [[nodiscard]] base::Result<SyncCheckInAnswer> run(const Agent& agent, const SyncCheckIn& check_in);

private:
    [[nodiscard]] base::Result<SyncCheckInAnswer> take(const Agent& agent, const SyncCheckIn& check_in);
    [[nodiscard]] base::Result<void> keep_report(const Agent& agent, const SyncReport& report);
    [[nodiscard]] base::Result<SyncLease> lease(const Agent& agent, const SyncReport& report);

    const Ports ports_;
};

}  // namespace tilbage::core
