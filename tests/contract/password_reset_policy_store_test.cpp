// The password reset policy: what the store in memory and the one in tenant.db both promise.
#include "adapters/sql/password_reset_policy_store.h"

#include <gtest/gtest.h>
#include <memory>

#include "adapters/sql/testing/tenant_database.h"
#include "fakes/memory_password_reset_policy.h"

namespace tilbage::contract {
namespace {

using core::MethodKind;
using core::PasswordResetPolicy;

const core::TenantId kTenant("tenant-1");
const std::string kPicture("\x89PNG\r\n\x1A\n\0\xFF", 10);

struct Store {
    virtual ~Store() = default;
    virtual core::PasswordResetPolicyStore& policies() = 0;
};
struct MemoryStore final : Store {
    core::PasswordResetPolicyStore& policies() override { return policies_; }

private:
    fakes::MemoryPasswordResetPolicyStore policies_;
};
struct SqlStore final : Store {
    core::PasswordResetPolicyStore& policies() override { return policies_; }

private:
    adapters::sql::testing_support::TenantDatabase database_;
    adapters::sql::SqlPasswordResetPolicyStore policies_{*database_};
};

using MakeStore = std::unique_ptr<Store> (*)();
std::unique_ptr<Store> memory_store() { return std::make_unique<MemoryStore>(); }
std::unique_ptr<Store> sql_store() { return std::make_unique<SqlStore>(); }

struct PasswordResetPolicyStoreTest : ::testing::TestWithParam<MakeStore> {
    // Nothing in it is as it is by default.
    static PasswordResetPolicy another() {
        PasswordResetPolicy policy;
        policy.enabled = core::ResetEnablement::selected;
        policy.groups = {core::GroupId("b"), core::GroupId("a")};
        policy.methods_required = 2;
        policy.methods = {MethodKind::email, MethodKind::passkey, MethodKind::security_questions};
        policy.questions = {.to_register = 4,
                            .to_reset = 4,
                            .predefined = {"q35", "q01"},
                            .custom = {{7, "Hvor mødtes \"I\"?"}},
                            .last_custom_number = 9};
        policy.registration_required = false;
        policy.reconfirm_days = 0;
        policy.notify_people = false;
        policy.notify_administrators = true;
        policy.reminders = {
            .enabled = true, .days_before = {90, 2}, .at_hour = 0, .time_zone = "Europe/Copenhagen", .after = true};
        policy.verify_caller = core::VerifyCaller::recommended;
        policy.customization.helpdesk = "tel:+4512345678";
        policy.customization.accent_color = "#0f6cbd";
        policy.customization.identify_text = {{"da", "Æ\nø"}, {"en", "A"}};
        return policy;
    }
    static PasswordResetPolicy with_logo(PasswordResetPolicy policy) {
        policy.customization.logo = kPicture;
        policy.customization.logo_type = "image/png";
        return policy;
    }

    const std::unique_ptr<Store> store = GetParam()();
    core::PasswordResetPolicyStore& policies = store->policies();
};

TEST_P(PasswordResetPolicyStoreTest, NobodyIsEnabledWhereNothingWasEverWritten) {
    EXPECT_EQ(policies.read(kTenant).value(), PasswordResetPolicy{});
}

TEST_P(PasswordResetPolicyStoreTest, GivesBackAllThatWasWritten) {
    auto expected = another();
    expected.version = 1;
    EXPECT_EQ(policies.write(kTenant, another(), 0).value(), expected);
    EXPECT_EQ(policies.read(kTenant).value(), expected);
    expected = {};
    expected.version = 2;
    EXPECT_EQ(policies.write(kTenant, {}, 1).value(), expected);
    EXPECT_EQ(policies.read(kTenant, true).value(), expected);
}

TEST_P(PasswordResetPolicyStoreTest, RefusesWhoHasSeenAnotherVersion) {
    ASSERT_TRUE(policies.write(kTenant, another(), 0));
    for (const std::int64_t seen : {0, 2}) {
        const auto late = policies.write(kTenant, {}, seen);
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
    }
    EXPECT_EQ(policies.read(kTenant)->enabled, core::ResetEnablement::selected);
}

TEST_P(PasswordResetPolicyStoreTest, LeavesTheLogosBytesOutUnlessAskedAndKeepsThemUntilAnotherComes) {
    const auto first = policies.write(kTenant, with_logo(another()), 0).value();
    EXPECT_TRUE(first.customization.logo.empty());
    EXPECT_EQ(first.customization.logo_type, "image/png");
    EXPECT_EQ(first.customization.logo_digest.size(), 64U);
    auto changed = first;
    changed.reconfirm_days = 90;
    ASSERT_TRUE(policies.write(kTenant, changed, 1));
    EXPECT_TRUE(policies.read(kTenant)->customization.logo.empty());
    const auto kept = policies.read(kTenant, true).value();
    EXPECT_EQ(kept.customization.logo, kPicture);
    EXPECT_EQ(kept.customization.logo_digest, first.customization.logo_digest);
}

TEST_P(PasswordResetPolicyStoreTest, FindsAPictureByItsDigestUntilItIsTakenAway) {
    auto policy = policies.write(kTenant, with_logo({}), 0).value();
    const auto digest = policy.customization.logo_digest;
    const auto found = policies.logo(digest).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->bytes, kPicture);
    EXPECT_EQ(found->type, "image/png");
    EXPECT_FALSE(policies.logo("").value());
    EXPECT_FALSE(policies.logo(std::string(64, '0')).value());
    policy.customization.logo_type.clear();
    const auto without = policies.write(kTenant, policy, 1).value();
    EXPECT_TRUE(without.customization.logo_digest.empty());
    EXPECT_FALSE(policies.logo(digest).value());
    EXPECT_FALSE(policies.logo("").value());
}

INSTANTIATE_TEST_SUITE_P(Stores, PasswordResetPolicyStoreTest, ::testing::Values(&memory_store, &sql_store),
                         [](const auto& info) { return info.index == 0 ? "Memory" : "Sql"; });

}  // namespace
}  // namespace tilbage::contract
