#include "adapters/ldap/extended_dn.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

TEST(ExtendedDn, has_the_guid_in_the_directorys_order_and_the_name_behind_it) {
    const auto parsed = parse_extended_dn(
        "<GUID=aa48f9e67d5899459dde3569d78bea6c>;<SID=0105000000000005>;CN=Staff,OU=Groups,DC=ex1,DC=test");
    ASSERT_TRUE(parsed.guid);
    EXPECT_EQ(parsed.guid->bytes[0], 0xaa);
    EXPECT_EQ(parsed.guid->bytes[15], 0x6c);
    EXPECT_EQ(parsed.dn, "CN=Staff,OU=Groups,DC=ex1,DC=test");
}

TEST(ExtendedDn, what_has_no_account_has_no_sid) {
    const auto parsed = parse_extended_dn("<GUID=aa48f9e67d5899459dde3569d78bea6c>;OU=Groups,DC=ex1,DC=test");
    EXPECT_TRUE(parsed.guid);
    EXPECT_EQ(parsed.dn, "OU=Groups,DC=ex1,DC=test");
}

TEST(ExtendedDn, a_plain_name_has_no_guid) {
    EXPECT_FALSE(parse_extended_dn("CN=a,DC=b").guid);
    EXPECT_EQ(parse_extended_dn("CN=a,DC=b").dn, "CN=a,DC=b");
    EXPECT_FALSE(parse_extended_dn("").guid);
}

TEST(ExtendedDn, what_looks_like_one_and_is_not_gives_no_guid) {
    EXPECT_FALSE(parse_extended_dn("<GUID=aa48>;CN=a").guid);
    EXPECT_FALSE(parse_extended_dn("<GUID=aa48f9e67d5899459dde3569d78bea6x>;CN=a").guid);
    EXPECT_FALSE(parse_extended_dn("<GUID=aa48f9e67d5899459dde3569d78bea6c").guid);
}

TEST(ExtendedDn, the_first_rdn_ends_at_the_first_comma_that_is_not_escaped) {
    EXPECT_EQ(first_rdn(R"(CN=Ella\, the second,OU=People,DC=b)"), R"(CN=Ella\, the second)");
    EXPECT_EQ(first_rdn(R"(CN=back\\,OU=People)"), R"(CN=back\\)");
    EXPECT_EQ(first_rdn("DC=test"), "DC=test");
}

}  // namespace
}  // namespace tilbage::adapters::ldap
