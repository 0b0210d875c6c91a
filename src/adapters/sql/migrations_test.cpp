#include "adapters/sql/migrations.h"

#include <gtest/gtest.h>

#include "adapters/sql/group_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/tenant_store.h"
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

// A store as it was before the synchronisation, with a person, a group that holds them, and a reset on its way.
TEST_F(MigrationsTest, PeopleFromBeforeTheSynchronisationAreAllThereAfterIt) {
    constexpr std::size_t kBefore = 8;
    ASSERT_TRUE(migrate(*database_, tenant_migrations().first(kBefore), base::from_millis(5)));
    const std::string anchor = "q83vEjRWeJq83vEjRWeJqg==";
    auto filled = database_->write([&](Connection& connection) {
        return connection.script(
            "INSERT INTO tenants VALUES ('t1', 'ex1.test', 'ex1.test', 'Example', 1);"
            "INSERT INTO people (id, tenant_id, anchor, user_name, user_name_folded, user_name_suffix, "
            "sam_account_name, sam_folded, netbios_domain, netbios_folded, domain, domain_folded, display_name, "
            "work_mail, work_mail_folded, alternate_mails, preferred_language, active, created_at, changed_at, "
            "display_name_folded) VALUES ('p1', 't1', '" +
            anchor +
            "', 'Maren@ex1.test', 'maren@ex1.test', 'ex1.test', 'maren', 'maren', 'EX1', 'ex1', 'ex1.test', "
            "'ex1.test', 'Maren', 'maren@mail.test', 'maren@mail.test', '[\"Maren@Private.Test\"]', 'da-DK', 1, 2, 3, "
            "'maren');"
            "INSERT INTO groups VALUES ('g1', 't1', '" +
            anchor +
            "', 'Staff', 'staff', '', 'staff', 'EX1', 'ex1.test', '', 1, 1);"
            "INSERT INTO group_members VALUES ('g1', 'person', 'p1');"
            "INSERT INTO reset_sessions (token_hash, tenant_id, person_id, counting_key, locale, step, expires_at) "
            "VALUES (x'01', 't1', 'p1', 'k', 'da-DK', 'identified', 9);");
    });
    ASSERT_TRUE(filled) << filled.error().message;
    constexpr std::size_t kSessionsMadeAnew = 12;  // the migration after which everybody begins again
    const auto before = migrate(*database_, tenant_migrations().first(kSessionsMadeAnew - 1), base::from_millis(6));
    ASSERT_TRUE(before) << before.error().message;
    EXPECT_EQ(database_->read("SELECT 1 FROM reset_sessions WHERE person_id = 'p1'")->rows.size(), 1U);
    const auto migrated = migrate(*database_, tenant_migrations(), base::from_millis(6));
    ASSERT_TRUE(migrated) << migrated.error().message;

    const core::TenantId tenant("t1");
    const auto maren = SqlPersonStore(*database_).find(tenant, core::PersonId("p1")).value();
    ASSERT_TRUE(maren);
    EXPECT_EQ(maren->anchor.str(), anchor);
    EXPECT_EQ(maren->user_name, "Maren@ex1.test");
    EXPECT_EQ(maren->alternate_mails, std::vector<std::string>{"Maren@Private.Test"});
    EXPECT_EQ(SqlPersonStore(*database_).find_by_mail(tenant, "maren@private.test").value().size(), 1U);
    const auto staff = SqlGroupStore(*database_).find(tenant, core::GroupId("g1")).value();
    ASSERT_TRUE(staff);
    EXPECT_EQ(staff->members, (std::vector<core::GroupMember>{{core::GroupMember::Kind::person, "p1"}}));
    EXPECT_TRUE(database_->read("PRAGMA foreign_key_check")->rows.empty());

    ASSERT_TRUE(SqlPersonStore(*database_).remove(tenant, core::PersonId("p1")).value());
    EXPECT_TRUE(database_->read("SELECT 1 FROM reset_sessions")->rows.empty());
    EXPECT_TRUE(database_->read("SELECT 1 FROM group_members")->rows.empty());
    EXPECT_TRUE(database_->read("SELECT 1 FROM people_addresses")->rows.empty());
}

// Who could reset goes on; a tenant that is made from now on begins with nobody.
TEST_F(MigrationsTest, TenantsFromBeforeThePasswordResetPolicyLetEverybodyReset) {
    constexpr std::size_t kBefore = 10;
    ASSERT_TRUE(migrate(*database_, tenant_migrations().first(kBefore), base::from_millis(5)));
    SqlTenantStore tenants(*database_);
    ASSERT_TRUE(tenants.add({core::TenantId("old"), "old.test", "Old"}, base::from_millis(5)));
    ASSERT_TRUE(migrate(*database_, tenant_migrations(), base::from_millis(6)));
    ASSERT_TRUE(tenants.add({core::TenantId("new"), "new.test", "New"}, base::from_millis(7)));

    SqlPasswordResetPolicyStore policies(*database_);
    core::PasswordResetPolicy expected;
    EXPECT_EQ(policies.read(core::TenantId("new")).value(), expected);
    expected.verify_caller = core::VerifyCaller::recommended;  // no helpdesk is kept from its work overnight
    expected.enabled = core::ResetEnablement::all;
    expected.version = 1;
    EXPECT_EQ(policies.read(core::TenantId("old")).value(), expected);
}

}  // namespace
}  // namespace tilbage::adapters::sql
