#include "adapters/log/log_writer.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::log {
namespace {

constexpr base::LogEvent kEvent{7, base::LogLevel::info, "something_happened"};

TEST(FormatEvent, WritesKeysAndValues) {
    EXPECT_EQ(format_event(kEvent, {{"name", "x"}, {"count", 3}}), "id=7 event=something_happened name=x count=3");
}

TEST(FormatEvent, LeavesNoWayToForgeALine) {
    EXPECT_EQ(format_event(kEvent, {{"a", "x\nlevel=error"}, {"b", "say \"hi\""}, {"c", ""}}),
              "id=7 event=something_happened a=\"x\\x0alevel=error\" b=\"say \\\"hi\\\"\" c=\"\"");
}

}  // namespace
}  // namespace tilbage::adapters::log
