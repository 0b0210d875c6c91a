// What the tenant's log says about agents' synchronisations.
#pragma once

#include "base/log.h"

namespace tilbage::core::sync_events {

using base::LogEvent;
using base::LogLevel;

// An agent holds the lease for its directories now, and tells the tenant of their changes. Nothing to do; when it goes
// back and forth, look at the network of both.
constexpr LogEvent kLeaseTaken{1501, LogLevel::info, "sync_lease_taken"};

}  // namespace tilbage::core::sync_events
