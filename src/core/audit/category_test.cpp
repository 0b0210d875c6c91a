#include "core/audit/category.h"

#include <gtest/gtest.h>
#include <set>

namespace tilbage::core {
namespace {

TEST(AuditCategory, IsFoundByTheActionsBeginningOrItsWholeName) {
    EXPECT_EQ(audit_category_of("reset.identify").name, "SelfServicePasswordManagement");
    EXPECT_EQ(audit_category_of("Reset password (by admin)").name, "SelfServicePasswordManagement");
    EXPECT_EQ(audit_category_of("Self-service password reset policy changes").name, "SelfServicePasswordManagement");
    EXPECT_EQ(audit_category_of("administrator.sign_in").name, "AdministratorManagement");
    EXPECT_EQ(audit_category_of("groups.provision").name, "Provisioning");
    EXPECT_EQ(audit_category_of("agent.enrol").name, "AgentManagement");
}

TEST(AuditCategory, OtherHoldsWhatNoneDoes) {
    EXPECT_EQ(audit_category_of("mail.send").name, "Other");
    EXPECT_EQ(audit_category_of("reset").name, "Other");
    EXPECT_EQ(audit_category_of("").name, "Other");
    EXPECT_EQ(audit_categories().back().name, "Other");
}

TEST(AuditCategory, EveryActionIsInOne) {
    std::set<std::string_view> seen;
    for (const auto& category : audit_categories())
        for (const auto action : category.actions) EXPECT_TRUE(seen.insert(action).second) << action;
}

}  // namespace
}  // namespace tilbage::core
