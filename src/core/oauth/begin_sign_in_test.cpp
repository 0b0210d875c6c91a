#include "core/oauth/begin_sign_in.h"

#include <gtest/gtest.h>

#include "fakes/memory_identity.h"

namespace tilbage::core {
namespace {

TEST(TenantOfAnAddress, OrganizationsIsTheOnlyTenantAndNobodyWhereThereAreTwo) {
    fakes::MemoryTenantStore tenants;
    const auto named = [&](const std::string& address) {
        const auto found = find_tenant_of_address(tenants, address).value();
        return found ? found->domain : "";
    };
    EXPECT_EQ(named("organizations"), "");
    ASSERT_TRUE(tenants.add({.id = TenantId("t1"), .domain = "one.test", .display_name = "One"}, {}));
    EXPECT_EQ(named("organizations"), "one.test");
    EXPECT_EQ(named("one.test"), "one.test");
    EXPECT_EQ(named("t1"), "one.test");
    ASSERT_TRUE(tenants.add({.id = TenantId("t2"), .domain = "two.test", .display_name = "Two"}, {}));
    EXPECT_EQ(named("organizations"), "");
    EXPECT_EQ(named("two.test"), "two.test");
}

}  // namespace
}  // namespace tilbage::core
