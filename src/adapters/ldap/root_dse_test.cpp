#include "adapters/ldap/root_dse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

Entry domain_controller() {
    return {"",
            {{"defaultNamingContext", {"DC=ex1,DC=test"}},
             {"supportedCapabilities", {"1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1670"}},
             {"supportedControl", {"1.2.840.113556.1.4.319", "1.2.840.113556.1.4.2066"}}}};
}

TEST(RootDse, AWritableDomainControllerIsTaken) {
    const auto root = RootDse::from(domain_controller());
    EXPECT_TRUE(root.check_writable_domain_controller("ldaps://dc1:636"));
    EXPECT_TRUE(root.supports_control("1.2.840.113556.1.4.2066"));
    EXPECT_FALSE(root.supports_control("1.2.840.113556.1.4.2239"));
}

TEST(RootDse, AReadOnlyDomainControllerIsRefused) {
    auto entry = domain_controller();
    entry.attributes[1].values.emplace_back("1.2.840.113556.1.4.1920");
    const auto refused = RootDse::from(entry).check_writable_domain_controller("ldaps://rodc1:636");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::AllOf(testing::HasSubstr("rodc1"), testing::HasSubstr("read-only")));
}

TEST(RootDse, AnotherLdapServerIsRefused) {
    const auto refused =
        RootDse::from({"", {{"namingContexts", {"dc=example"}}}}).check_writable_domain_controller("ldaps://x:636");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("not an Active Directory domain controller"));
}

}  // namespace
}  // namespace tilbage::adapters::ldap
