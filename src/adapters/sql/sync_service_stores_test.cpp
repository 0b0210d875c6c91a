// What only a store on disk has to show; tests/contract has what it shares with the one in memory.
#include <gtest/gtest.h>

#include "adapters/sql/agent_store.h"
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
        core::Agent agent;
        agent.id = report.agent;
        agent.tenant_id = database.tenant;
        agent.name = report.agent_name;
        EXPECT_TRUE(agents.add(agent, kNow));
        EXPECT_TRUE(status.put(database.tenant, report));
        EXPECT_TRUE(status.set_lease(*report.lease));
    }
    const core::StoredSyncReport report{
        .agent = core::AgentId("agent-a"),
        .agent_name = "a",
        .report = {.directories = {},
                   .state = core::SyncState::idle,
                   .problem = {},
                   .wants_lease = true,
                   .held_removals = {}},
        .reported_at = kNow,
        .failing_since = {},
        .lease = core::StoredLease{
            .agent = core::AgentId("agent-a"), .domains = {"ex1.test"}, .until = {"boot-1", Millis{77}}}};
    TenantDatabase database;
    SqlAgentStore agents{*database};
    SqlSyncStatusStore status{*database};
};

TEST_F(SyncServiceStoresTest, ReportsAndLeasesOutliveTheProcess) {
    database.reopen();
    EXPECT_EQ(SqlSyncStatusStore(*database).find(report.agent).value(), report);
}

TEST_F(SyncServiceStoresTest, WhatAnAgentSaidGoesWithItAndItsRunsStay) {
    SqlSyncRunStore runs(*database);
    core::SyncRun run;
    run.id = core::SyncRunId("00000000-0000-4000-8000-000000000001");
    ASSERT_TRUE(runs.add(database.tenant, report.agent, "a", {run}));
    ASSERT_TRUE(agents.remove(database.tenant, report.agent));
    EXPECT_TRUE(status.list(database.tenant).value().empty());
    EXPECT_EQ(runs.list(database.tenant, std::nullopt, 9).value().runs.size(), 1U);
    EXPECT_FALSE(status.set_lease(*report.lease));
}

TEST_F(SyncServiceStoresTest, ATenantSeesItsOwn) {
    const core::TenantId other("other");
    EXPECT_TRUE(status.list(other).value().empty());
    EXPECT_TRUE(SqlSyncRunStore(*database).list(other, std::nullopt, 9).value().runs.empty());
}

TEST_F(SyncServiceStoresTest, AReportThatThisProgramCannotReadIsAsIfNothingHadBeenSaidYet) {
    ASSERT_TRUE((*database).write("UPDATE sync_reports SET report = '{\"state\": \"dancing\"}'", {}));
    const auto found = status.find(report.agent).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->report, core::SyncReport());
    EXPECT_EQ(found->lease, report.lease);
}

TEST_F(SyncServiceStoresTest, CountsWhatTheTenantHas) {
    SqlTenantCounts counts(*database);
    EXPECT_EQ(counts.read(database.tenant).value(), (core::TenantCounts{.users = 1}));
    EXPECT_EQ(counts.read(core::TenantId("other")).value(), core::TenantCounts());
}

}  // namespace
}  // namespace tilbage::adapters::sql
