#include "adapters/prometheus/exposition.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::prometheus {
namespace {

TEST(Exposition, WritesTypesLabelsAndWholeNumbers) {
    EXPECT_EQ(exposition({{.name = "tilbage_users",
                           .help = "Users of a tenant.",
                           .type = Family::Type::gauge,
                           .samples = {{.labels = {{"tenant", "ex1.test"}}, .value = 100'000}}},
                          {.name = "tilbage_runs_total",
                           .help = "Runs.",
                           .type = Family::Type::counter,
                           .samples = {{.labels = {}, .value = 0.5}}}}),
              "# HELP tilbage_users Users of a tenant.\n# TYPE tilbage_users gauge\n"
              "tilbage_users{tenant=\"ex1.test\"} 100000\n"
              "# HELP tilbage_runs_total Runs.\n# TYPE tilbage_runs_total counter\ntilbage_runs_total 0.5\n");
}

TEST(Exposition, EscapesWhatALabelMayNotHold) {
    const auto text = exposition({{.name = "x",
                                   .help = "",
                                   .type = Family::Type::gauge,
                                   .samples = {{.labels = {{"a", "\"\\\n"}}, .value = 1}}}});
    EXPECT_NE(text.find(R"(x{a="\"\\\n"} 1)"), std::string::npos) << text;
}

TEST(Exposition, LeavesOutFamiliesWithoutSamples) {
    EXPECT_EQ(exposition({{.name = "x", .help = "", .type = Family::Type::gauge, .samples = {}}}), "");
}

}  // namespace
}  // namespace tilbage::adapters::prometheus
