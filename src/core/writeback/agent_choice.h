// Which agent gets a request.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/person_store.h"
#include "core/ports/relay_bus.h"
#include "core/ports/request_store.h"
#include "core/writeback/reason.h"

namespace tilbage::core {

// The least busy agent with room that `may_take` accepts.
[[nodiscard]] std::optional<ConnectedAgent> least_busy(const std::vector<ConnectedAgent>& agents,
                                                       const std::function<bool(const ConnectedAgent&)>& may_take);
// Those of these that serve a person of this domain (DNS name). An agent that did not say whom it serves, serves
// everybody, and of who is of no known domain any agent may know.
[[nodiscard]] std::vector<ConnectedAgent> serving(std::vector<ConnectedAgent> agents, const std::string& domain);
// The domain that the person with this anchor is of; empty: not known.
[[nodiscard]] std::string domain_of(PersonStore& people, const TenantId& tenant, const SourceAnchor& anchor);
// Why none of these can be given a write: writeback_disabled when some are there and password writeback is ticked on
// none of them, else agent_unavailable.
[[nodiscard]] Reason why_none_may_write(const std::vector<ConnectedAgent>& agents);
// The sealed password that this agent can open; null when there is none for it.
[[nodiscard]] const SealedFor* sealed_for(const ConnectedAgent& agent, const std::vector<SealedFor>& sealed);

}  // namespace tilbage::core
