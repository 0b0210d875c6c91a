// Who has been reminded of which expiry of their password, and who is to be. Any thread; every call is one transaction,
// or a part of the caller's.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "core/identity/person.h"

namespace tilbage::core {

// The expiries of which a reminder is due now.
struct ReminderWindow {
    int day = 0;  // so many days before; 0: after
    base::TimePoint from;
    base::TimePoint until;  // not that one any more

    bool operator==(const ReminderWindow&) const = default;
};

// A place in the order of expiries, to go on behind it.
struct ReminderCursor {
    base::TimePoint expires_at;
    PersonId person;
};

// A run is everything that is sent until nobody is left who is to be told.
struct ReminderRuns {
    std::int64_t open = 0;   // told in the run that goes on
    std::int64_t total = 0;  // told ever
    std::optional<base::TimePoint> ended_at;

    bool operator==(const ReminderRuns&) const = default;
};

class ExpiryReminderStore {
public:
    virtual ~ExpiryReminderStore() = default;
    // Active people whose password expires in the window and whom nobody has told of that very expiry so near to it,
    // those of the nearest expiry first.
    virtual base::Result<std::vector<Person>> due(const TenantId& tenant, const ReminderWindow& window,
                                                  const std::optional<ReminderCursor>& after, int count) = 0;
    // They were told of that expiry so many days before.
    virtual base::Result<void> record(const Person& person, base::TimePoint expires_at, int day,
                                      base::TimePoint now) = 0;
    virtual base::Result<ReminderRuns> runs(const TenantId& tenant) = 0;
    virtual base::Result<void> set_runs(const TenantId& tenant, const ReminderRuns& runs) = 0;
    // Forgets expiries of before that time.
    virtual base::Result<void> purge(base::TimePoint before) = 0;
};

}  // namespace tilbage::core
