// /onPremisesSynchronization: how the synchronisation goes, and what administrators order (docs/protocol.md §11).
#pragma once

#include "base/boot_clock.h"
#include "core/ports/sync_run_store.h"
#include "core/ports/tenant_counts.h"
#include "core/sync_service/sync_orders.h"
#include "tenant/graph/graph_routes.h"

namespace tilbage::tenant::graph {

// All outlive the router.
struct SynchronizationPorts {
    core::SyncStatusStore& status;
    core::SyncRunStore& runs;
    core::SyncOrderStore& order_store;
    core::SyncOrders& orders;
    core::TenantCountStore& counts;
    const base::Clock& clock;
    const base::BootClock& boot_clock;
};

void add_synchronization(Routes& routes, const SynchronizationPorts& ports);

}  // namespace tilbage::tenant::graph
