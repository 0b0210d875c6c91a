// POST /connect/v1/sync: an agent's synchronisation checks in (docs/protocol.md §11).
#pragma once

#include "adapters/http/router.h"
#include "base/clock.h"
#include "core/ports/agent_store.h"
#include "core/sync_service/take_check_in.h"

namespace tilbage::tenant {

// All outlive the router.
void add_sync_check_in(adapters::http::Router& router, core::AgentStore& agents, core::TakeCheckIn& take_check_in,
                       const base::Clock& clock);

}  // namespace tilbage::tenant
