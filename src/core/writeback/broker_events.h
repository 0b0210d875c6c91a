// What the tenant's log says about requests on their way.
#pragma once

#include "base/log.h"

namespace tilbage::core::broker_events {

using base::LogEvent;
using base::LogLevel;

// A request ended; the reason says how. Nothing to do.
constexpr LogEvent kOutcome{1401, LogLevel::info, "request_outcome"};
// No agent answered in time. Look whether tilbage-connect runs and reaches its domain controllers.
constexpr LogEvent kNoAnswer{1402, LogLevel::warning, "request_unanswered"};
// The agent's connection broke while it held a request, which is given out again. Look at the network when it happens
// often.
constexpr LogEvent kAgentLost{1403, LogLevel::warning, "request_agent_lost"};
// An agent answered a request that it was never given: a fault or an attack. Find out which software that agent runs.
constexpr LogEvent kForeignOutcome{1404, LogLevel::error, "request_foreign_outcome"};
// A second agent refused a request that a first one may have carried out; the person is told that it is not known.
constexpr LogEvent kDoubtfulOutcome{1405, LogLevel::warning, "request_doubtful_outcome"};
// The store could not be read or written. Look at disk space and permissions.
constexpr LogEvent kStoreFailed{1406, LogLevel::error, "request_store_failed"};

}  // namespace tilbage::core::broker_events
