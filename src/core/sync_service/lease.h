// Which of several agents that read the same directories writes to the tenant. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/boot_clock.h"
#include "core/ports/sync_status_store.h"
#include "core/sync_service/check_in.h"

namespace tilbage::core {

// The domains of a report, folded, sorted, each once: what leases and orders go by.
[[nodiscard]] std::vector<std::string> domains_of(const SyncReport& report);
[[nodiscard]] bool overlap(const std::vector<std::string>& sorted, const std::vector<std::string>& also_sorted);

// How long it is still good for; 0: it has run out. After a start of the machine nobody can know how much of a lease
// was left, so that it counts as if it had been given at the start.
[[nodiscard]] base::Millis time_left(const StoredLease& lease, const base::BootInstant& now);

// Nobody but `agent` holds a live lease on any of these domains. Without domains: no, it does not know yet what it
// reads.
[[nodiscard]] bool may_hold(const AgentId& agent, const std::vector<std::string>& domains,
                            const std::vector<StoredSyncReport>& reports, const base::BootInstant& now);
// Who holds a live lease on some of these domains.
[[nodiscard]] std::optional<StoredSyncReport> holder_of(const std::vector<std::string>& domains,
                                                        const std::vector<StoredSyncReport>& reports,
                                                        const base::BootInstant& now);

}  // namespace tilbage::core
