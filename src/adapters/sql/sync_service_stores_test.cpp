#include <gtest/gtest.h>

#include "adapters/sql/agent_store.h"
#include "adapters/sql/sync_alert_store.h"
#include "adapters/sql/sync_order_store.h"
#include "adapters/sql/sync_run_store.h"
#include "adapters/sql/sync_status_store.h"
#include "adapters/sql/tenant_counts.h"
#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using base::Millis;

struct SyncServiceStoresTest : ::testing::Test {
    SyncServiceStoresTest() {
        for (const auto* name : {"b", "a"}) {
            core::Agent agent;
            agent.id = core::AgentId(std::string("agent-") + name);
            agent.tenant_id = database.tenant;
            agent.name = name;
            EXPECT_TRUE(agents.add(agent, kNow));
        }
    }
    static core::StoredSyncReport report(const std::string& agent, std::int64_t people = 7) {
        core::StoredSyncReport stored;
        stored.agent = core::AgentId(agent);
        core::DirectoryReport directory;
        directory.domain = "ex1.test";
        directory.people = people;
        directory.full_at = kNow;
        stored.report.directories.push_back(directory);
        stored.report.state = core::SyncState::failed;
        stored.report.problem = core::SyncProblem{"directory_unavailable", "no answer"};
        stored.report.held_removals =
            core::HeldRemovals{.count = 3, .threshold = 2, .people = 9, .since = kNow, .sample = {"anna@ex1.test"}};
        stored.reported_at = kNow;
        stored.failing_since = kNow - Millis{5};
        return stored;
    }
    static core::SyncRun run(const std::string& id, base::TimePoint ended_at = kNow) {
        core::SyncRun run;
        run.id = core::SyncRunId("00000000-0000-4000-8000-00000000000" + id);
        run.ended_at = ended_at;
        run.started_at = ended_at - Millis{10};
        run.refusals.push_back({"bo@ex1.test", "no"});
        return run;
    }
    [[nodiscard]] core::StoredSyncOrder order(const std::string& id) const {
        core::StoredSyncOrder stored;
        stored.tenant_id = database.tenant;
        stored.order = {core::SyncOrderId(id), core::SyncOrderKind::explain, "anna"};
        stored.agent = core::AgentId("agent-a");
        stored.domains = {"ex1.test", "ex2.test"};
        stored.requested_by = "admin@ex1.test";
        stored.requested_at = kNow;
        stored.expires_at = kNow + Millis{1'000};
        return stored;
    }
    std::vector<std::string> run_ids(std::optional<std::int64_t> before, int count) {
        const auto page = runs.list(database.tenant, before, count).value();
        std::vector<std::string> ids;
        for (const auto& stored : page.runs) ids.push_back(stored.run.id.str().substr(35));
        if (page.more) ids.emplace_back("more");
        return ids;
    }

    TenantDatabase database;
    SqlAgentStore agents{*database};
    SqlSyncStatusStore status{*database};
    SqlSyncRunStore runs{*database};
    SqlSyncOrderStore orders{*database};
    SqlSyncAlertStore alerts{*database};
};

TEST_F(SyncServiceStoresTest, KeepsTheLastReportOfEveryAgentWithAllItSays) {
    ASSERT_TRUE(status.put(database.tenant, report("agent-b", 1)));
    ASSERT_TRUE(status.put(database.tenant, report("agent-a")));
    ASSERT_TRUE(status.put(database.tenant, report("agent-b")));
    database.reopen();
    SqlSyncStatusStore again(*database);
    const auto all = again.list(database.tenant).value();
    ASSERT_EQ(all.size(), 2U);
    auto expected = report("agent-a");
    expected.agent_name = "a";
    EXPECT_EQ(all[0], expected);
    EXPECT_EQ(all[1].agent_name, "b");
    EXPECT_EQ(all[1].report.directories[0].people, 7);
    EXPECT_EQ(again.find(core::AgentId("agent-a")).value(), expected);
    EXPECT_FALSE(again.find(core::AgentId("nobody")).value());
}

TEST_F(SyncServiceStoresTest, ALeaseStaysWithItsAgentThroughReportsAndGoesWithIt) {
    const core::StoredLease lease{
        .agent = core::AgentId("agent-a"), .domains = {"ex1.test"}, .until = {"boot-1", Millis{77}}};
    EXPECT_FALSE(status.set_lease({.agent = core::AgentId("nobody"), .domains = {}, .until = {}}));
    ASSERT_TRUE(status.put(database.tenant, report("agent-a")));
    ASSERT_TRUE(status.set_lease(lease));
    ASSERT_TRUE(status.put(database.tenant, report("agent-a")));
    EXPECT_EQ(status.find(lease.agent).value()->lease, lease);
    ASSERT_TRUE(status.drop_lease(lease.agent));
    EXPECT_FALSE(status.find(lease.agent).value()->lease);
    ASSERT_TRUE(status.set_lease(lease));
    ASSERT_TRUE(agents.remove(database.tenant, lease.agent));
    EXPECT_TRUE(status.list(database.tenant).value().empty());
}

TEST_F(SyncServiceStoresTest, RunsComeNewestFirstInPagesAndOnce) {
    const core::AgentId agent("agent-a");
    ASSERT_TRUE(runs.add(database.tenant, agent, "a", {run("1"), run("2"), run("3")}));
    ASSERT_TRUE(runs.add(database.tenant, agent, "a", {run("3"), run("4")}));
    EXPECT_EQ(run_ids(std::nullopt, 2), (std::vector<std::string>{"4", "3", "more"}));
    const auto page = runs.list(database.tenant, std::nullopt, 2).value();
    EXPECT_EQ(run_ids(page.runs.back().number, 2), (std::vector<std::string>{"2", "1"}));
    EXPECT_EQ(page.runs[0].run, run("4"));
    EXPECT_EQ(page.runs[0].agent_name, "a");
    EXPECT_TRUE(runs.list(core::TenantId("other"), std::nullopt, 2).value().runs.empty());
}

TEST_F(SyncServiceStoresTest, OldRunsGoAndSoDoAllButTheNewest) {
    const core::AgentId agent("agent-a");
    ASSERT_TRUE(runs.add(database.tenant, agent, "a", {run("1", kNow - Millis{100}), run("2"), run("3"), run("4")}));
    ASSERT_TRUE(runs.purge(kNow - Millis{50}, 10));
    EXPECT_EQ(run_ids(std::nullopt, 9), (std::vector<std::string>{"4", "3", "2"}));
    ASSERT_TRUE(runs.purge(kNow - Millis{50}, 2));
    EXPECT_EQ(run_ids(std::nullopt, 9), (std::vector<std::string>{"4", "3"}));
}

TEST_F(SyncServiceStoresTest, AnOrderIsOpenUntilItIsAnsweredOrTooOld) {
    ASSERT_TRUE(orders.add(order("1")));
    ASSERT_TRUE(orders.add(order("2")));
    EXPECT_EQ(orders.open(database.tenant, kNow).value().size(), 2U);
    const core::SyncOrderAnswer answer{
        .id = core::SyncOrderId("1"), .problem = core::SyncProblem{"not_ready", "later"}, .explanation = std::nullopt};
    EXPECT_FALSE(orders.close(core::TenantId("other"), answer, kNow).value());
    EXPECT_TRUE(orders.close(database.tenant, answer, kNow).value());
    EXPECT_FALSE(orders.close(database.tenant, answer, kNow).value());
    const auto open = orders.open(database.tenant, kNow).value();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].order, order("2").order);
    EXPECT_EQ(open[0].domains, order("2").domains);
    EXPECT_TRUE(orders.open(database.tenant, kNow + Millis{1'000}).value().empty());
    EXPECT_FALSE(orders.close(database.tenant, {core::SyncOrderId("2"), {}, {}}, kNow + Millis{1'000}).value());
    const auto listed = orders.list(database.tenant, 10).value();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[1].problem, answer.problem);
    EXPECT_EQ(listed[1].answered_at, kNow);
    ASSERT_TRUE(orders.purge(kNow + Millis{1}));
    EXPECT_TRUE(orders.list(database.tenant, 10).value().empty());
}

TEST_F(SyncServiceStoresTest, AnAlertIsRaisedOnceUntilItIsCleared) {
    const core::SyncAlert held{core::SyncAlertKind::removals_held, "ex1.test"};
    const core::SyncAlert trouble{core::SyncAlertKind::trouble, "ex1.test"};
    EXPECT_TRUE(alerts.raise(database.tenant, held, kNow).value());
    EXPECT_TRUE(alerts.raise(database.tenant, trouble, kNow).value());
    EXPECT_FALSE(alerts.raise(database.tenant, held, kNow).value());
    EXPECT_EQ(alerts.list(database.tenant).value(), (std::vector{held, trouble}));
    ASSERT_TRUE(alerts.clear(database.tenant, held));
    EXPECT_EQ(alerts.list(database.tenant).value(), (std::vector{trouble}));
    EXPECT_TRUE(alerts.raise(database.tenant, held, kNow).value());
}

TEST_F(SyncServiceStoresTest, CountsWhatTheTenantHas) {
    SqlTenantCounts counts(*database);
    EXPECT_EQ(counts.read(database.tenant).value(), (core::TenantCounts{.users = 1}));
    EXPECT_EQ(counts.read(core::TenantId("other")).value(), core::TenantCounts());
}

}  // namespace
}  // namespace tilbage::adapters::sql
