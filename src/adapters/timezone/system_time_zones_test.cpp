#include "adapters/timezone/system_time_zones.h"

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace tilbage::adapters::timezone {
namespace {

using namespace std::chrono_literals;
using std::chrono::local_days;

const std::string kCopenhagen = "Europe/Copenhagen";

struct SystemTimeZonesTest : ::testing::Test {
    SystemTimeZones zones;
    std::string instant(const std::string& zone, core::LocalTime time) {
        return base::to_rfc3339(zones.instant(zone, time).value());
    }
};

TEST_F(SystemTimeZonesTest, KnowsTheWorldsZonesByTheirNamesAndNothingElse) {
    for (const auto* zone : {"UTC", "Europe/Copenhagen", "America/Argentina/Buenos_Aires", "Asia/Kathmandu"})
        EXPECT_TRUE(zones.knows(zone)) << zone;
    for (const auto* zone : {"", "Europe/Atlantis", "europe/copenhagen", "../../../etc/passwd", "/etc/localtime",
                             "Europe/Copenhagen\n", "zone.tab"})
        EXPECT_FALSE(zones.knows(zone)) << zone;
    EXPECT_EQ(zones.local("Europe/Atlantis", {}).error().code, base::ErrorCode::not_found);
    EXPECT_EQ(zones.instant("Europe/Atlantis", {}).error().code, base::ErrorCode::not_found);
}

TEST_F(SystemTimeZonesTest, TheWallShowsSummerTimeInSummer) {
    const auto at = [&](const char* utc) { return *zones.local(kCopenhagen, base::from_rfc3339(utc).value()); };
    EXPECT_EQ(at("2026-07-01T06:00:00Z"), core::LocalTime(local_days(2026y / 7 / 1)) + 8h);
    EXPECT_EQ(at("2026-12-01T07:00:00Z"), core::LocalTime(local_days(2026y / 12 / 1)) + 8h);
}

TEST_F(SystemTimeZonesTest, AnHourThatIsLeftOutIsWhenTheClocksGoForward) {
    EXPECT_EQ(instant(kCopenhagen, local_days(2026y / 3 / 29) + 2h + 30min), "2026-03-29T01:00:00.000Z");
    EXPECT_EQ(instant(kCopenhagen, local_days(2026y / 3 / 29) + 3h), "2026-03-29T01:00:00.000Z");
}

TEST_F(SystemTimeZonesTest, AnHourThatComesTwiceIsTheFirst) {
    EXPECT_EQ(instant(kCopenhagen, local_days(2026y / 10 / 25) + 2h + 30min), "2026-10-25T00:30:00.000Z");
    EXPECT_EQ(instant(kCopenhagen, local_days(2026y / 10 / 25) + 3h), "2026-10-25T02:00:00.000Z");
}

TEST_F(SystemTimeZonesTest, ADayWithoutMidnightBeginsWhenTheClocksGoForward) {
    EXPECT_EQ(instant("Africa/Cairo", local_days(2026y / 4 / 24)), "2026-04-23T22:00:00.000Z");
}

}  // namespace
}  // namespace tilbage::adapters::timezone
