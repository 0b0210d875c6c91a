// What time does to people put together: deleted ones go for good, kept-away values come back, passwords expire, and
// methods are counted. A part of compose.cpp.
#pragma once

#include <functional>
#include <string>

#include "adapters/timezone/system_time_zones.h"
#include "core/identity/manage_deleted_people.h"
#include "core/identity/sweep_conflicts.h"
#include "core/reminders/send_expiry_reminders.h"
#include "core/sspr/decoy_shares.h"

namespace tilbage::tenant {

struct Stores;

// One thread.
class PeopleCare {
public:
    // All outlive it. `account_page`: where reminders send people. `wake_mail`: there is something in the outbox.
    PeopleCare(Stores& stores, const base::Clock& clock, base::Random& random, const core::MailTexts& texts,
               core::DecoyShares& shares, const std::string& account_page, std::function<void()> wake_mail);
    PeopleCare(const PeopleCare&) = delete;
    PeopleCare& operator=(const PeopleCare&) = delete;

    // Each decides by itself whether it is time.
    [[nodiscard]] base::Result<void> purge_deleted() { return manage_deleted_.purge(); }
    [[nodiscard]] base::Result<void> sweep_hourly();
    [[nodiscard]] base::Result<void> send_reminders();
    [[nodiscard]] base::Result<void> count_methods();

private:
    const base::Clock& clock_;
    Stores& stores_;
    core::DecoyShares& shares_;
    adapters::timezone::SystemTimeZones zones_;
    core::ManageDeletedPeople manage_deleted_;
    core::SweepConflicts sweep_;
    core::SendExpiryReminders reminders_;
    std::function<void()> wake_mail_;
    base::TimePoint next_sweep_;
    base::TimePoint next_count_;
};

}  // namespace tilbage::tenant
