#include "adapters/sql/migrations.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/threads.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

constexpr Migration kFirst{1, "0001_things",
                           "CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT; INSERT INTO things VALUES (1);"};
constexpr Migration kSecond{2, "0002_more", "INSERT INTO things VALUES (2);"};

class MigrationsTest : public ::testing::Test {
protected:
    MigrationsTest()
        : database_(std::move(
              *Database::open({.path = folder_.path() / "test.db", .durability = Durability::process_kill}))) {}
    base::Result<void> migrate_with(std::vector<Migration> migrations) {
        return migrate(*database_, migrations, base::from_millis(5));
    }
    std::int64_t things() { return database_->read("SELECT count(*) FROM things")->rows[0].integer(0); }

    tilbage::testing::TempDir folder_;
    std::unique_ptr<Database> database_;
};

TEST_F(MigrationsTest, AppliesWhatIsMissingOnce) {
    ASSERT_TRUE(migrate_with({kFirst}));
    ASSERT_TRUE(migrate_with({kFirst, kSecond}));
    ASSERT_TRUE(migrate_with({kFirst, kSecond}));
    EXPECT_EQ(things(), 2);
    auto noted = database_->read("SELECT version, applied_at FROM schema_migrations ORDER BY version");
    ASSERT_EQ(noted->rows.size(), 2U);
    EXPECT_EQ(noted->rows[1].integer(1), 5);
}

TEST_F(MigrationsTest, RefusesADatabaseOfANewerProgram) {
    ASSERT_TRUE(migrate_with({kFirst, kSecond}));
    const auto refused = migrate_with({kFirst});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST_F(MigrationsTest, RefusesAChangedMigrationAndAppliesNothing) {
    ASSERT_TRUE(migrate_with({kFirst}));
    const Migration changed{1, "0001_things", "CREATE TABLE things (id TEXT PRIMARY KEY) STRICT;"};
    EXPECT_EQ(migrate_with({changed, kSecond}).error().code, ErrorCode::corrupt);
    EXPECT_EQ(things(), 1);
}

TEST_F(MigrationsTest, AMigrationThatFailsHalfwayLeavesNothing) {
    const Migration broken{2, "0002_broken", "INSERT INTO things VALUES (2); INSERT INTO things VALUES (2);"};
    EXPECT_FALSE(migrate_with({kFirst, broken}));
    EXPECT_EQ(things(), 1);
    EXPECT_TRUE(migrate_with({kFirst, kSecond}));
    EXPECT_EQ(things(), 2);
}

TEST_F(MigrationsTest, RefusesGapsInTheNumbers) { EXPECT_FALSE(migrate_with({kSecond})); }

TEST_F(MigrationsTest, SeveralProcessesAtOnceApplyEachOnce) {
    testing_support::in_parallel(4, [&](int) {
        auto own = Database::open({.path = database_->path()});
        ASSERT_TRUE(own);
        const std::vector<Migration> migrations{kFirst, kSecond};
        const auto done = migrate(**own, migrations, base::from_millis(5));
        EXPECT_TRUE(done) << done.error().message;
    });
    EXPECT_EQ(things(), 2);
}

TEST_F(MigrationsTest, TheEmbeddedSchemasApply) {
    ASSERT_FALSE(tenant_migrations().empty());
    const auto tenant = migrate(*database_, tenant_migrations(), base::from_millis(5));
    EXPECT_TRUE(tenant) << tenant.error().message;
    auto other = std::move(*Database::open({.path = folder_.path() / "connect.db"}));
    const auto connect = migrate(*other, connect_migrations(), base::from_millis(5));
    EXPECT_TRUE(connect) << connect.error().message;
}

}  // namespace
}  // namespace tilbage::adapters::sql
