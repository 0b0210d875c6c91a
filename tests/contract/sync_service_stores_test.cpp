// The tenant's stores of the synchronisation: what those in memory and those in tenant.db both promise.
#include <gtest/gtest.h>
#include <memory>

#include "adapters/sql/agent_store.h"
#include "adapters/sql/sync_alert_store.h"
#include "adapters/sql/sync_order_store.h"
#include "adapters/sql/sync_run_store.h"
#include "adapters/sql/sync_status_store.h"
#include "adapters/sql/testing/tenant_database.h"
#include "fakes/memory_sync_service.h"

namespace tilbage::contract {
namespace {

using base::Millis;

const core::TenantId kTenant("tenant-1");
const base::TimePoint kNow = base::from_seconds(1'795'372'800);

// Agents "a" and "b" are enrolled, and named so.
struct Stores {
    virtual ~Stores() = default;
    virtual core::SyncStatusStore& status() = 0;
    virtual core::SyncRunStore& runs() = 0;
    virtual core::SyncOrderStore& orders() = 0;
    virtual core::SyncAlertStore& alerts() = 0;
};

struct MemoryStores final : Stores {
    core::SyncStatusStore& status() override { return status_; }
    core::SyncRunStore& runs() override { return runs_; }
    core::SyncOrderStore& orders() override { return orders_; }
    core::SyncAlertStore& alerts() override { return alerts_; }

private:
    fakes::MemorySyncStatus status_;
    fakes::MemorySyncRuns runs_;
    fakes::MemorySyncOrders orders_;
    fakes::MemorySyncAlerts alerts_;
};

struct SqlStores final : Stores {
    SqlStores() {
        adapters::sql::SqlAgentStore agents(*database_);
        for (const auto* name : {"b", "a"}) {
            core::Agent agent;
            agent.id = core::AgentId(name);
            agent.tenant_id = kTenant;
            agent.name = name;
            EXPECT_TRUE(agents.add(agent, kNow));
        }
    }
    core::SyncStatusStore& status() override { return status_; }
    core::SyncRunStore& runs() override { return runs_; }
    core::SyncOrderStore& orders() override { return orders_; }
    core::SyncAlertStore& alerts() override { return alerts_; }

private:
    adapters::sql::testing_support::TenantDatabase database_;
    adapters::sql::SqlSyncStatusStore status_{*database_};
    adapters::sql::SqlSyncRunStore runs_{*database_};
    adapters::sql::SqlSyncOrderStore orders_{*database_};
    adapters::sql::SqlSyncAlertStore alerts_{*database_};
};

using MakeStores = std::unique_ptr<Stores> (*)();
std::unique_ptr<Stores> memory_stores() { return std::make_unique<MemoryStores>(); }
std::unique_ptr<Stores> sql_stores() { return std::make_unique<SqlStores>(); }

class SyncServiceStoresTest : public ::testing::TestWithParam<MakeStores> {
protected:
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
    static core::StoredSyncOrder order(const std::string& id) {
        core::StoredSyncOrder stored;
        stored.tenant_id = kTenant;
        stored.order = {core::SyncOrderId(id), core::SyncOrderKind::explain, "anna"};
        stored.agent = core::AgentId("a");
        stored.domains = {"ex1.test", "ex2.test"};
        stored.requested_by = "admin@ex1.test";
        stored.requested_at = kNow;
        stored.expires_at = kNow + Millis{1'000};
        return stored;
    }
    std::vector<std::string> run_ids(std::optional<std::int64_t> before, int count) {
        const auto page = stores->runs().list(kTenant, before, count).value();
        std::vector<std::string> ids;
        for (const auto& stored : page.runs) ids.push_back(stored.run.id.str().substr(35));
        if (page.more) ids.emplace_back("more");
        return ids;
    }

    const std::unique_ptr<Stores> stores = GetParam()();
};

TEST_P(SyncServiceStoresTest, KeepsTheLastReportOfEveryAgentWithAllItSays) {
    auto& status = stores->status();
    ASSERT_TRUE(status.put(kTenant, report("b", 1)));
    ASSERT_TRUE(status.put(kTenant, report("a")));
    ASSERT_TRUE(status.put(kTenant, report("b")));
    const auto all = status.list(kTenant).value();
    ASSERT_EQ(all.size(), 2U);
    auto expected = report("a");
    expected.agent_name = "a";
    EXPECT_EQ(all[0], expected);
    EXPECT_EQ(all[1].agent_name, "b");
    EXPECT_EQ(all[1].report.directories[0].people, 7);
    EXPECT_EQ(status.find(core::AgentId("a")).value(), expected);
    EXPECT_FALSE(status.find(core::AgentId("nobody")).value());
}

TEST_P(SyncServiceStoresTest, ALeaseStaysWithItsAgentThroughReportsUntilItIsDropped) {
    auto& status = stores->status();
    const core::StoredLease lease{
        .agent = core::AgentId("a"), .domains = {"ex1.test"}, .until = {"boot-1", Millis{77}}};
    EXPECT_FALSE(status.set_lease({.agent = core::AgentId("nobody"), .domains = {}, .until = {}}));
    ASSERT_TRUE(status.put(kTenant, report("a")));
    ASSERT_TRUE(status.set_lease(lease));
    ASSERT_TRUE(status.put(kTenant, report("a")));
    EXPECT_EQ(status.find(lease.agent).value()->lease, lease);
    EXPECT_EQ(status.list(kTenant).value().at(0).lease, lease);
    ASSERT_TRUE(status.drop_lease(lease.agent));
    EXPECT_FALSE(status.find(lease.agent).value()->lease);
    EXPECT_TRUE(status.drop_lease(core::AgentId("b")));
}

TEST_P(SyncServiceStoresTest, RunsComeNewestFirstInPagesAndOnce) {
    auto& runs = stores->runs();
    const core::AgentId agent("a");
    ASSERT_TRUE(runs.add(kTenant, agent, "a", {run("1"), run("2"), run("3")}));
    ASSERT_TRUE(runs.add(kTenant, agent, "a", {run("3"), run("4")}));
    EXPECT_EQ(run_ids(std::nullopt, 2), (std::vector<std::string>{"4", "3", "more"}));
    const auto page = runs.list(kTenant, std::nullopt, 2).value();
    EXPECT_EQ(run_ids(page.runs.back().number, 2), (std::vector<std::string>{"2", "1"}));
    EXPECT_EQ(page.runs[0].run, run("4"));
    EXPECT_EQ(page.runs[0].agent_name, "a");
}

TEST_P(SyncServiceStoresTest, OldRunsGoAndSoDoAllButTheNewest) {
    auto& runs = stores->runs();
    const core::AgentId agent("a");
    ASSERT_TRUE(runs.add(kTenant, agent, "a", {run("1", kNow - Millis{100}), run("2"), run("3"), run("4")}));
    ASSERT_TRUE(runs.purge(kNow - Millis{50}, 10));
    EXPECT_EQ(run_ids(std::nullopt, 9), (std::vector<std::string>{"4", "3", "2"}));
    ASSERT_TRUE(runs.purge(kNow - Millis{50}, 2));
    EXPECT_EQ(run_ids(std::nullopt, 9), (std::vector<std::string>{"4", "3"}));
    ASSERT_TRUE(runs.add(kTenant, agent, "a", {run("5")}));
    EXPECT_EQ(run_ids(std::nullopt, 9), (std::vector<std::string>{"5", "4", "3"}));
}

TEST_P(SyncServiceStoresTest, AnOrderIsOpenUntilItIsAnsweredOrTooOld) {
    auto& orders = stores->orders();
    ASSERT_TRUE(orders.add(order("1")));
    ASSERT_TRUE(orders.add(order("2")));
    EXPECT_EQ(orders.open(kTenant, kNow).value().size(), 2U);
    const core::SyncOrderAnswer answer{
        .id = core::SyncOrderId("1"), .problem = core::SyncProblem{"not_ready", "later"}, .explanation = std::nullopt};
    EXPECT_FALSE(orders.close(core::TenantId("other"), answer, kNow).value());
    EXPECT_TRUE(orders.close(kTenant, answer, kNow).value());
    EXPECT_FALSE(orders.close(kTenant, answer, kNow).value());
    const auto open = orders.open(kTenant, kNow).value();
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].order, order("2").order);
    EXPECT_EQ(open[0].domains, order("2").domains);
    EXPECT_TRUE(orders.open(kTenant, kNow + Millis{1'000}).value().empty());
    EXPECT_FALSE(orders.close(kTenant, {core::SyncOrderId("2"), {}, {}}, kNow + Millis{1'000}).value());
    const auto listed = orders.list(kTenant, 10).value();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[1].problem, answer.problem);
    EXPECT_EQ(listed[1].answered_at, kNow);
    EXPECT_EQ(orders.list(kTenant, 1).value().size(), 1U);
    ASSERT_TRUE(orders.purge(kNow + Millis{1}));
    EXPECT_TRUE(orders.list(kTenant, 10).value().empty());
}

TEST_P(SyncServiceStoresTest, AnAlertIsRaisedOnceUntilItIsCleared) {
    auto& alerts = stores->alerts();
    const core::SyncAlert held{core::SyncAlertKind::removals_held, "ex1.test"};
    const core::SyncAlert trouble{core::SyncAlertKind::trouble, "ex1.test"};
    EXPECT_TRUE(alerts.raise(kTenant, held, kNow).value());
    EXPECT_TRUE(alerts.raise(kTenant, trouble, kNow).value());
    EXPECT_FALSE(alerts.raise(kTenant, held, kNow).value());
    EXPECT_EQ(alerts.list(kTenant).value(), (std::vector{held, trouble}));
    ASSERT_TRUE(alerts.clear(kTenant, held));
    EXPECT_EQ(alerts.list(kTenant).value(), (std::vector{trouble}));
    EXPECT_TRUE(alerts.raise(kTenant, held, kNow).value());
}

INSTANTIATE_TEST_SUITE_P(Stores, SyncServiceStoresTest, ::testing::Values(memory_stores, sql_stores),
                         [](const auto& stores) { return stores.index == 0 ? "Memory" : "Sql"; });

}  // namespace
}  // namespace tilbage::contract
