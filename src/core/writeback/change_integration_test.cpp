#include "core/writeback/change_integration.h"

#include <gtest/gtest.h>

#include "fakes/manual_clock.h"
#include "fakes/memory_integration.h"
#include "fakes/memory_records.h"

namespace tilbage::core {
namespace {

struct ChangeIntegrationTest : ::testing::Test {
    ChangeIntegrationTest() { integration.settings = {}; }
    base::Result<OnPremisesIntegration> run(const IntegrationChange& wanted,
                                            std::optional<std::int64_t> expected = std::nullopt) {
        return change.run(TenantId("t"), "administrator:a", wanted, expected);
    }
    std::vector<std::string> actions() const {
        std::vector<std::string> found;
        for (const auto& one : audit.records) found.push_back(one.record.action);
        return found;
    }

    fakes::MemoryIntegrationStore integration;
    fakes::MemoryAuditLog audit;
    fakes::DirectUnitOfWork unit_of_work;
    fakes::ManualClock clock;
    ChangeIntegration change{{integration, audit, unit_of_work, clock}};
};

TEST_F(ChangeIntegrationTest, ChangesWhatIsNamedAndLeavesTheRest) {
    EXPECT_TRUE(run({.writeback_enabled = true, .unlock_allowed = {}})->writeback_enabled);
    const auto after = run({.writeback_enabled = {}, .unlock_allowed = true});
    EXPECT_TRUE(after->writeback_enabled);
    EXPECT_TRUE(after->unlock_allowed);
    EXPECT_EQ(after->version, 2);
}

TEST_F(ChangeIntegrationTest, WritesDownWhoDidWhatByTheNamesThatAdministratorsKnow) {
    (void)run({.writeback_enabled = true, .unlock_allowed = true});
    (void)run({.writeback_enabled = false, .unlock_allowed = {}});
    EXPECT_EQ(actions(), (std::vector<std::string>{"Enable password writeback for directory",
                                                   "Self-service password reset policy changes",
                                                   "Disable password writeback for directory"}));
    EXPECT_EQ(audit.records[0].record.actor, "administrator:a");
    EXPECT_EQ(audit.records[1].record.details, R"({"setting":"accountUnlockEnabled","old":false,"new":true})");
}

TEST_F(ChangeIntegrationTest, WhatIsThereAlreadyChangesNothing) {
    const auto before = run({.writeback_enabled = true, .unlock_allowed = {}});
    EXPECT_EQ(run({.writeback_enabled = true, .unlock_allowed = false})->version, before->version);
    EXPECT_EQ(run({})->version, before->version);
    EXPECT_EQ(audit.records.size(), 1U);
}

TEST_F(ChangeIntegrationTest, RefusesTheLaterOfTwo) {
    EXPECT_TRUE(run({.writeback_enabled = true, .unlock_allowed = {}}, 0));
    const auto late = run({.writeback_enabled = false, .unlock_allowed = {}}, 0);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
    EXPECT_TRUE(integration.settings.writeback_enabled);
}

}  // namespace
}  // namespace tilbage::core
