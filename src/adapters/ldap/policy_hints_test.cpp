#include "adapters/ldap/policy_hints.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

TEST(PolicyHints, TheNewerControlIsPreferredAndCritical) {
    RootDse root;
    EXPECT_FALSE(policy_hints(root));
    root.supported_controls = {"1.2.840.113556.1.4.2066"};
    EXPECT_EQ(policy_hints(root)->oid, "1.2.840.113556.1.4.2066");
    root.supported_controls.emplace_back("1.2.840.113556.1.4.2239");
    const auto control = policy_hints(root);
    EXPECT_EQ(control->oid, "1.2.840.113556.1.4.2239");
    EXPECT_TRUE(control->critical);
    EXPECT_EQ(control->value, "\x30\x03\x02\x01\x01");
}

}  // namespace
}  // namespace tilbage::adapters::ldap
