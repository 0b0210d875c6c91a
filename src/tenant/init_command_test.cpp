#include "tenant/init_command.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/sql/agent_store.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/tenant_store.h"
#include "core/identity/enrolment_code.h"
#include "crypto/ec_key.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"
#include "tenant/enrolment_code_command.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;

class InitCommandTest : public ::testing::Test {
protected:
    base::Result<std::string> init(const std::string& domain = "Ex1.Test", const std::string& name = "Eksempel A/S") {
        return init_store(path_, {.domain = domain, .display_name = name}, {}, clock_, random_);
    }
    base::Result<core::Agent> enrol(const std::string& code, base::TimePoint now) {
        auto database = open_store(path_);
        if (!database) return base::fail(database.error());
        return sql::SqlAgentStore(**database)
            .enrol(*core::enrolment_code_digest(code),
                   {.id = core::AgentId("a1"), .tenant_id = {}, .name = "a", .signing_key = {.x = "x", .y = "y"}}, now);
    }

    tilbage::testing::TempDir folder_;
    const std::filesystem::path path_ = folder_.path() / "state" / "tenant.db";
    fakes::ManualClock clock_;
    crypto::SystemRandom random_;
};

TEST_F(InitCommandTest, MakesAStoreWithATenantAndACodeForItsFirstAgent) {
    const auto code = init();
    ASSERT_TRUE(code) << code.error().message;
    const auto agent = enrol(*code, clock_.now());
    ASSERT_TRUE(agent);
    auto database = std::move(*open_store(path_));
    const auto tenant = sql::SqlTenantStore(*database).find(agent->tenant_id).value();
    EXPECT_EQ(tenant->domain, "ex1.test");
    EXPECT_EQ(tenant->display_name, "Eksempel A/S");
    EXPECT_EQ(sql::SqlAuditLog(*database).read(tenant->id, 0, 10).value().at(0).record.action, "agent.code_made");
}

TEST_F(InitCommandTest, TheCodeIsNotInTheStoreAndServesForAnHour) {
    const auto code = init().value();
    auto database = std::move(*open_store(path_));
    EXPECT_EQ(database->read("SELECT code_hash FROM enrolment_codes")->rows.at(0).bytes(0).size(), 32U);
    EXPECT_EQ(enrol(code, clock_.now() + core::kEnrolmentCodeLifetime).error().code, ErrorCode::not_found);
    EXPECT_TRUE(enrol(code, clock_.now() + core::kEnrolmentCodeLifetime - base::Millis(1)));
}

TEST_F(InitCommandTest, AStoreWithATenantIsNotTouched) {
    ASSERT_TRUE(init());
    const auto again = init("other.test");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::conflict);
    EXPECT_NE(again.error().message.find("ex1.test"), std::string::npos);
    auto database = std::move(*open_store(path_));
    EXPECT_EQ(sql::SqlTenantStore(*database).all().value().size(), 1U);
}

TEST_F(InitCommandTest, AnEmptyStoreOfAnInterruptedInitIsTakenUp) {
    ASSERT_TRUE(open_or_make_store(path_));
    EXPECT_TRUE(init());
}

TEST_F(InitCommandTest, DomainsAndNamesThatCannotBeMakeNoStore) {
    for (const char* domain : {"", ".", "-a", "a-", "a..b", "a b", "a/b", "a\\b", "æ.dk", ".a"})
        EXPECT_EQ(init(domain).error().code, ErrorCode::invalid_argument) << domain;
    EXPECT_EQ(init("ex1.test", "").error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(init("ex1.test", "two\nlines").error().code, ErrorCode::invalid_argument);
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(InitCommandTest, FurtherCodesAreOthers) {
    const auto first = init().value();
    auto database = std::move(*open_store(path_));
    const auto tenant = sql::SqlTenantStore(*database).find_by_domain("EX1.test").value().value();
    const auto second = make_enrolment_code(*database, tenant, clock_, random_);
    ASSERT_TRUE(second);
    EXPECT_NE(*second, first);
    EXPECT_TRUE(enrol(*second, clock_.now()));
}

TEST_F(InitCommandTest, ACodeForAnUnknownTenantOrWithoutAStoreIsRefused) {
    Config config;
    config.store = path_;
    EXPECT_EQ(enrolment_code_command(config, "ex1.test"), 1);
    ASSERT_TRUE(init());
    EXPECT_EQ(enrolment_code_command(config, "nobody.test"), 1);
    EXPECT_EQ(enrolment_code_command(config, "ex1.test"), 0);
}

TEST_F(InitCommandTest, TheStoreIsForItsOwnerAlone) {
    ASSERT_TRUE(init());
    struct stat status{};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    ASSERT_EQ(::stat(path_.parent_path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

}  // namespace
}  // namespace tilbage::tenant
