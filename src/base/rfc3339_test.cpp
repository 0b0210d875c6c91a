#include "base/rfc3339.h"

#include <gtest/gtest.h>

namespace tilbage::base {
namespace {

TEST(Rfc3339, ATimeIsWrittenInUtcWithMilliseconds) {
    EXPECT_EQ(to_rfc3339(from_millis(0)), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_rfc3339(from_millis(1'795'417'509'250)), "2026-11-23T07:05:09.250Z");
    EXPECT_EQ(to_rfc3339(from_millis(-1)), "1969-12-31T23:59:59.999Z");
}

TEST(Rfc3339, ATimeIsReadWithAnyOffsetAndFraction) {
    const auto time = from_millis(1'795'417'509'250);
    for (const auto* text : {"2026-11-23T07:05:09.250Z", "2026-11-23t07:05:09.2509999z", "2026-11-23T08:35:09.25+01:30",
                             "2026-11-22 23:05:09.25-08:00"})
        EXPECT_EQ(from_rfc3339(text), time) << text;
    EXPECT_EQ(from_rfc3339("2026-12-31T23:59:60Z"), from_rfc3339("2027-01-01T00:00:00Z"));
}

TEST(Rfc3339, EverythingElseIsNoTime) {
    for (const auto* text :
         {"", "2026-11-23", "2026-11-23T07:05Z", "2026-11-23T07:05:09", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-11-23T24:00:00Z", "2026-11-23T07:60:09Z", "2026-11-23T07:05:61Z", "2026-11-23T07:05:09.Z",
          "2026-11-23T07:05:09Zx", "2026-11-23T07:05:09+1:00", "2026-11-23T07:05:09+24:00", "26-11-23T07:05:09Z"})
        EXPECT_FALSE(from_rfc3339(text)) << text;
}

}  // namespace
}  // namespace tilbage::base
