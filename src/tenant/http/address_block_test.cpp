#include "tenant/http/address_block.h"

#include <gtest/gtest.h>

namespace tilbage::tenant {
namespace {

TEST(AddressBlock, IsTheNetworkThatAClientComesFrom) {
    EXPECT_EQ(address_block("192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(address_block("::ffff:192.0.2.77"), "192.0.2.0/24");
    EXPECT_EQ(address_block("2001:db8:1:2ff:3::4"), "2001:db8:1:200::/56");
    EXPECT_EQ(address_block("2001:db8:1:2fe::9"), address_block("2001:db8:1:2ff:3::4"));
    EXPECT_NE(address_block("2001:db8:1:3ff::9"), address_block("2001:db8:1:2ff::9"));
    EXPECT_EQ(address_block("no address"), "no address");
}

}  // namespace
}  // namespace tilbage::tenant
