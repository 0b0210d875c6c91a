#include "adapters/sql/audit_log.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"
#include "core/audit/chain.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;

class AuditLogTest : public ::testing::Test {
protected:
    core::AuditRecord record(const std::string& action) const {
        return {.tenant_id = database_.tenant,
                .at = kNow,
                .actor = "anonymous",
                .action = action,
                .target = "person:person-1",
                .result = "succeeded",
                .correlation_id = "r1",
                .details = "{\"minLength\":14}"};
    }
    std::vector<core::StoredAuditRecord> all() { return log_.read(database_.tenant, 0, 10000).value(); }

    TenantDatabase database_;
    SqlAuditLog log_{*database_};
};

TEST_F(AuditLogTest, KeepsRecordsInOrderAndChained) {
    ASSERT_TRUE(log_.append(record("reset.identify")));
    database_.reopen();
    SqlAuditLog again(*database_);
    ASSERT_TRUE(again.append(record("password.reset")));
    const auto records = again.read(database_.tenant, 0, 10).value();
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[1].sequence, 2);
    EXPECT_EQ(records[1].record.action, "password.reset");
    EXPECT_EQ(records[1].record.details, "{\"minLength\":14}");
    EXPECT_EQ(records[1].record.at, kNow);
    EXPECT_FALSE(core::first_broken(records));
}

TEST_F(AuditLogTest, ReadsOnFromAnyRecord) {
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(log_.append(record("a" + std::to_string(i))));
    const auto records = log_.read(database_.tenant, 2, 2).value();
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].record.action, "a3");
}

TEST_F(AuditLogTest, EachTenantHasItsOwnChain) {
    ASSERT_TRUE(log_.append(record("a")));
    auto other = record("b");
    other.tenant_id = core::TenantId("tenant-2");
    ASSERT_TRUE(log_.append(other));
    EXPECT_EQ(log_.read(other.tenant_id, 0, 10).value().at(0).sequence, 1);
    EXPECT_EQ(all().size(), 1U);
}

TEST_F(AuditLogTest, NothingIsEverChangedOrDeleted) {
    ASSERT_TRUE(log_.append(record("a")));
    EXPECT_FALSE((*database_).write("UPDATE audit SET actor = 'operator'", {}));
    EXPECT_FALSE((*database_).write("DELETE FROM audit", {}));
    EXPECT_FALSE((*database_)
                     .write("INSERT OR REPLACE INTO audit SELECT tenant_id, sequence, at, 'operator', action, target, "
                            "result, correlation_id, details, hash FROM audit",
                            {}));
    EXPECT_EQ(all().at(0).record.actor, "anonymous");
}

TEST_F(AuditLogTest, WhoGetsPastTheTriggersIsSeenInTheChain) {
    for (int i = 1; i <= 3; ++i) ASSERT_TRUE(log_.append(record("a")));
    ASSERT_TRUE((*database_).write("DROP TRIGGER audit_is_never_changed", {}));
    ASSERT_TRUE((*database_).write("UPDATE audit SET actor = 'operator' WHERE sequence = 2", {}));
    EXPECT_EQ(core::first_broken(all()), 2);
}

TEST_F(AuditLogTest, FiftyAtOnceMakeOneSoundChain) {
    in_parallel(50, [&](int thread) {
        for (int i = 0; i < 4; ++i) EXPECT_TRUE(log_.append(record("thread " + std::to_string(thread))));
    });
    EXPECT_EQ(all().size(), 200U);
    EXPECT_FALSE(core::first_broken(all()));
}

}  // namespace
}  // namespace tilbage::adapters::sql
