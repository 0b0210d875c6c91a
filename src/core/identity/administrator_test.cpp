#include "core/identity/administrator.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(AdministratorTest, ARoleIsReadByBothItsSpellings) {
    for (const auto role : kRoles) {
        EXPECT_EQ(parse_role(to_string(role)), role);
        EXPECT_EQ(parse_role(display_name(role)), role);
    }
    EXPECT_EQ(parse_role("GLOBAL administrator"), Role::global_administrator);
    for (const auto* wrong : {"", "global", "Global  Administrator", "root"}) EXPECT_FALSE(parse_role(wrong)) << wrong;
}

TEST(AdministratorTest, AnAdministratorHasTheirRolesAndNoOthers) {
    const Administrator administrator{
        .id = {}, .tenant_id = {}, .user_name = {}, .display_name = {}, .roles = {Role::global_reader}};
    EXPECT_TRUE(administrator.has(Role::global_reader));
    EXPECT_FALSE(administrator.has(Role::global_administrator));
}

}  // namespace
}  // namespace tilbage::core
