// What the tenant's log says about reminders.
#pragma once

#include "base/log.h"

namespace tilbage::core::reminder_events {

using base::LogEvent;
using base::LogLevel;

// Everybody whose reminder was due has been told; `sent` says how many there were. Nothing to do.
constexpr LogEvent kRunEnded{1321, LogLevel::info, "expiry_reminders_sent"};
// A tenant's reminders could not be made; `error` says why, and it is tried again in a minute. A time zone that is not
// known: install tzdata, or choose another one.
constexpr LogEvent kRunFailed{1322, LogLevel::error, "expiry_reminders_failed"};

}  // namespace tilbage::core::reminder_events
