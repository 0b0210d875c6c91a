#include "tenant/admin_command.h"

#include <fstream>
#include <gtest/gtest.h>

#include "adapters/sql/administrator_store.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/tenant_store.h"
#include "core/oauth/password_rules.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"
#include "tenant/init_command.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;
using core::Role;

base::SecretBytes secret(std::string_view text) { return base::SecretBytes::copy_of(text); }

class AdminCommandTest : public ::testing::Test {
protected:
    base::Result<std::string> init(const std::string& password) {
        InitOptions options{.domain = "ex1.test", .display_name = "Example"};
        options.admin_user_name = "grete@ex1.test";
        return init_store(path_, options, secret(password), clock_, random_);
    }
    // What `work` does to the administrators of the store's tenant.
    base::Result<void> manage(const std::function<base::Result<void>(core::ManageAdministrators&)>& work) {
        auto database = open_store(path_);
        if (!database) return base::fail(database.error());
        const auto tenant = sql::SqlTenantStore(**database).all()->at(0).id;
        return with_administrators(**database, tenant, clock_, random_, work);
    }
    std::vector<std::string> audited() {
        auto database = std::move(*open_store(path_));
        const auto tenant = sql::SqlTenantStore(*database).all()->at(0).id;
        std::vector<std::string> actions;
        const auto records = sql::SqlAuditLog(*database).read(tenant, 0, 100).value();
        for (const auto& one : records) actions.push_back(one.record.actor + " " + one.record.action);
        return actions;
    }

    tilbage::testing::TempDir folder_;
    const std::filesystem::path path_ = folder_.path() / "tenant.db";
    fakes::ManualClock clock_;
    crypto::SystemRandom random_;
};

TEST_F(AdminCommandTest, InitMakesTheFirstGlobalAdministrator) {
    ASSERT_TRUE(init("rosa-kaktus-42-skovsti"));
    ASSERT_TRUE(manage([](core::ManageAdministrators& administrators) -> base::Result<void> {
        const auto all = administrators.list().value();
        EXPECT_EQ(all.size(), 1U);
        EXPECT_EQ(all.at(0).administrator.user_name, "grete@ex1.test");
        EXPECT_EQ(all.at(0).administrator.display_name, "grete");
        EXPECT_EQ(all.at(0).administrator.roles, std::vector{Role::global_administrator});
        return {};
    }));
    EXPECT_EQ(audited(), (std::vector<std::string>{"operator agent.code_made", "operator administrator.add"}));
}

TEST_F(AdminCommandTest, AnInitWhoseAdministratorCannotBeMadeLeavesNothingAndCanBeRepeated) {
    const auto refused = init("password1234");
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(refused.error().message.find("password1234"), std::string::npos);
    EXPECT_TRUE(init("rosa-kaktus-42-skovsti"));
}

TEST_F(AdminCommandTest, EveryChangeIsInTheAudit) {
    ASSERT_TRUE(init("rosa-kaktus-42-skovsti"));
    ASSERT_TRUE(manage([](core::ManageAdministrators& administrators) -> base::Result<void> {
        EXPECT_TRUE(administrators.add({.user_name = "hans@ex1.test",
                                        .display_name = "Hans Juul",
                                        .roles = {Role::global_reader, Role::helpdesk_administrator}},
                                       secret("kanel og snegle 7")));
        EXPECT_TRUE(administrators.set_roles("HANS@ex1.test", {Role::global_reader}));
        EXPECT_TRUE(administrators.set_password("hans@ex1.test", secret("blåbærgrød i maj")));
        EXPECT_TRUE(administrators.reset_second_factor("hans@ex1.test"));
        return administrators.remove("hans@ex1.test");
    }));
    const std::vector<std::string> expected{"operator agent.code_made",
                                            "operator administrator.add",
                                            "operator administrator.add",
                                            "operator administrator.set_roles",
                                            "operator administrator.set_password",
                                            "operator administrator.reset_second_factor",
                                            "operator administrator.remove"};
    EXPECT_EQ(audited(), expected);
}

TEST_F(AdminCommandTest, TheLastGlobalAdministratorStaysUntilThereIsAnother) {
    ASSERT_TRUE(init("rosa-kaktus-42-skovsti"));
    ASSERT_TRUE(manage([](core::ManageAdministrators& administrators) -> base::Result<void> {
        EXPECT_EQ(administrators.remove("grete@ex1.test").error().code, ErrorCode::conflict);
        EXPECT_EQ(administrators.set_roles("grete@ex1.test", {Role::global_reader}).error().code, ErrorCode::conflict);
        EXPECT_TRUE(administrators.add(
            {.user_name = "hans@ex1.test", .display_name = {}, .roles = {Role::global_administrator}},
            secret("kanel og snegle 7")));
        return administrators.remove("grete@ex1.test");
    }));
}

TEST_F(AdminCommandTest, APasswordIsMadeOrReadFromAFileThatOthersMayNotRead) {
    const auto made = choose_password({}, random_).value();
    EXPECT_TRUE(made.is_new);
    EXPECT_EQ(made.text.size(), 23U);
    EXPECT_FALSE(core::password_complaint(*core::PasswordText::from_utf8(made.text), "grete@ex1.test", "Grete"));
    const auto file = folder_.path() / "password";
    std::ofstream(file) << "kanel og snegle 7\n";
    std::filesystem::permissions(file, std::filesystem::perms(0644));
    EXPECT_EQ(choose_password(file, random_).error().code, ErrorCode::permission_denied);
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    const auto read = choose_password(file, random_).value();
    EXPECT_FALSE(read.is_new);
    EXPECT_EQ(read.text.open_text(), "kanel og snegle 7");
}

}  // namespace
}  // namespace tilbage::tenant
