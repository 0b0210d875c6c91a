// Reminders on the calendar of a real place (core/reminders/reminder_windows.h), where days have 23 and 25 hours.
#include <gtest/gtest.h>

#include "adapters/timezone/system_time_zones.h"
#include "base/rfc3339.h"
#include "core/reminders/reminder_windows.h"

namespace tilbage::adapters::timezone {
namespace {

base::TimePoint at(std::string_view utc) { return base::from_rfc3339(utc).value(); }

struct SummerTimeTest : ::testing::Test {
    SummerTimeTest() {
        settings.enabled = true;
        settings.days_before = {7, 1};
        settings.time_zone = "Europe/Copenhagen";
    }
    // The day whose reminder of a password that expires at `expiry` is due at `now`; -1: none.
    int due(std::string_view now, std::string_view expiry) {
        const auto reminders = core::reminders_due(settings, zones, at(now)).value();
        for (const auto& window : reminders.windows)
            if (at(expiry) >= window.from && at(expiry) < window.until) return window.day;
        return -1;
    }
    SystemTimeZones zones;
    core::ReminderSettings settings;
};

TEST_F(SummerTimeTest, TheHourIsTheOneOnTheWallBeforeAndAfterTheClocksGoForward) {
    // The night to 29 March 2026.
    EXPECT_EQ(due("2026-03-22T06:59:59Z", "2026-03-29T12:00:00Z"), -1);
    EXPECT_EQ(due("2026-03-22T07:00:00Z", "2026-03-29T12:00:00Z"), 7) << "8:00 is 7:00 UTC in winter";
    EXPECT_EQ(due("2026-03-28T07:00:00Z", "2026-03-29T12:00:00Z"), 1);
    EXPECT_EQ(due("2026-03-29T05:59:59Z", "2026-03-30T12:00:00Z"), 7) << "still the one that was missed";
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-03-30T12:00:00Z"), 1) << "8:00 is 6:00 UTC in summer";
}

TEST_F(SummerTimeTest, ThereAreSoManyDaysOnTheCalendarAlthoughOneHas23Hours) {
    // Half past midnight on 5 April, by the wall: seven days after 29 March, which lacks an hour.
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-04-04T22:30:00Z"), 7);
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-04-05T22:30:00Z"), -1) << "half past midnight on 6 April";
    EXPECT_EQ(due("2026-03-28T07:00:00Z", "2026-04-04T21:59:59Z"), 7) << "a second before midnight on 4 April";
    EXPECT_EQ(due("2026-03-28T07:00:00Z", "2026-04-04T22:00:00Z"), -1);
}

TEST_F(SummerTimeTest, TheHourIsTheOneOnTheWallBeforeAndAfterTheClocksGoBack) {
    // The night to 25 October 2026.
    EXPECT_EQ(due("2026-10-24T06:00:00Z", "2026-10-25T12:00:00Z"), 1);
    EXPECT_EQ(due("2026-10-25T06:59:59Z", "2026-10-26T12:00:00Z"), 7) << "not yet 8:00 in winter";
    EXPECT_EQ(due("2026-10-25T07:00:00Z", "2026-10-26T12:00:00Z"), 1);
    // 25 hours: half past eleven in the evening of 1 November.
    EXPECT_EQ(due("2026-10-25T07:00:00Z", "2026-11-01T22:30:00Z"), 7);
    EXPECT_EQ(due("2026-10-25T07:00:00Z", "2026-11-01T23:00:00Z"), -1);
}

TEST_F(SummerTimeTest, AnHourThatTheNightLeavesOutIsTheNextOne) {
    settings.at_hour = 2;
    EXPECT_EQ(due("2026-03-29T00:59:59Z", "2026-03-30T12:00:00Z"), 7);
    EXPECT_EQ(due("2026-03-29T01:00:00Z", "2026-03-30T12:00:00Z"), 1);
}

TEST_F(SummerTimeTest, AnHourThatComesTwiceCountsOnce) {
    settings.at_hour = 2;
    for (const auto* now : {"2026-10-25T00:00:00Z", "2026-10-25T00:59:00Z", "2026-10-25T01:30:00Z"})
        EXPECT_EQ(due(now, "2026-10-26T12:00:00Z"), 1) << now;
}

TEST_F(SummerTimeTest, ALeapDayIsADay) {
    EXPECT_EQ(due("2028-02-22T07:00:00Z", "2028-02-29T12:00:00Z"), 7);
    EXPECT_EQ(due("2028-02-23T07:00:00Z", "2028-03-01T12:00:00Z"), 7);
    EXPECT_EQ(due("2028-02-28T07:00:00Z", "2028-02-29T12:00:00Z"), 1);
    EXPECT_EQ(due("2028-02-29T07:00:00Z", "2028-03-01T12:00:00Z"), 1);
    EXPECT_EQ(due("2027-02-28T07:00:00Z", "2027-03-01T12:00:00Z"), 1);
}

TEST_F(SummerTimeTest, TheLastOneComesAtTheFirstSuchHourAfterTheExpiry) {
    settings.after = true;
    EXPECT_EQ(due("2026-03-29T05:59:59Z", "2026-03-28T12:00:00Z"), -1);
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-03-28T12:00:00Z"), 0);
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-03-29T06:00:00Z"), 0);
    EXPECT_EQ(due("2026-03-29T06:00:00Z", "2026-03-29T06:00:00.001Z"), 1) << "not yet";
    EXPECT_EQ(due("2026-04-05T05:59:00Z", "2026-03-28T12:00:00Z"), 0);
    EXPECT_EQ(due("2026-04-05T06:00:00Z", "2026-03-28T12:00:00Z"), -1) << "a week is long enough ago";
}

}  // namespace
}  // namespace tilbage::adapters::timezone
