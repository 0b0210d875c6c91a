#include "core/sync_service/lease.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

using base::Millis;

const base::BootInstant kNow{"boot-1", Millis{1'000'000}};

StoredLease lease_until(base::BootInstant until) { return {AgentId("a"), {"ex1.test"}, std::move(until)}; }

StoredSyncReport holding(const std::string& agent, std::vector<std::string> domains, Millis left) {
    StoredSyncReport report;
    report.agent = AgentId(agent);
    report.lease = StoredLease{report.agent, std::move(domains), {kNow.boot, kNow.time + left}};
    return report;
}

TEST(Lease, RunsOutAfterItsTime) {
    EXPECT_EQ(time_left(lease_until({"boot-1", kNow.time + Millis{1}}), kNow), Millis{1});
    EXPECT_EQ(time_left(lease_until({"boot-1", kNow.time}), kNow), Millis{0});
    EXPECT_EQ(time_left(lease_until({"boot-1", kNow.time - Millis{5}}), kNow), Millis{0});
}

TEST(Lease, OfBeforeAStartOfTheMachineIsGoodForThirtySecondsFromThere) {
    const auto old = lease_until({"boot-0", Millis{900'000'000}});
    EXPECT_EQ(time_left(old, {"boot-1", Millis{12'000}}), Millis{18'000});
    EXPECT_EQ(time_left(old, {"boot-1", Millis{30'000}}), Millis{0});
}

TEST(Lease, IsNeverLongerThanItEverWas) {
    EXPECT_EQ(time_left(lease_until({"boot-1", kNow.time + Millis{30'001}}), kNow), Millis{0});
}

TEST(Lease, IsForDirectoriesThatOverlap) {
    const std::vector reports{holding("a", {"ex1.test", "ex2.test"}, Millis{10})};
    EXPECT_FALSE(may_hold(AgentId("b"), {"ex2.test", "ex3.test"}, reports, kNow));
    EXPECT_TRUE(may_hold(AgentId("b"), {"ex3.test"}, reports, kNow));
    EXPECT_TRUE(may_hold(AgentId("a"), {"ex1.test"}, reports, kNow));
    EXPECT_EQ(holder_of({"ex2.test"}, reports, kNow)->agent, AgentId("a"));
    EXPECT_FALSE(holder_of({"ex3.test"}, reports, kNow));
}

TEST(Lease, IsNotForWhoDoesNotKnowYetWhatItReads) { EXPECT_FALSE(may_hold(AgentId("b"), {}, {}, kNow)); }

TEST(Lease, DomainsAreComparedWhateverTheirCase) {
    SyncReport report;
    for (const auto* domain : {"EX2.test", "ex1.TEST", "ex2.test"}) {
        DirectoryReport directory;
        directory.domain = domain;
        report.directories.push_back(directory);
    }
    EXPECT_EQ(domains_of(report), (std::vector<std::string>{"ex1.test", "ex2.test"}));
}

}  // namespace
}  // namespace tilbage::core
