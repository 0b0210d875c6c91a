#include "base/ordered_uuid.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tilbage::base {
namespace {

class Ones final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, 0xff); }
};

TEST(OrderedUuid, HasTheTimeInFrontAndItsVersion) {
    Ones random;
    // RFC 9562, appendix A.6: 017F22E2-79B0-7…
    EXPECT_EQ(new_ordered_uuid(random, from_millis(0x017F22E279B0)), "017f22e2-79b0-7fff-bfff-ffffffffffff");
}

TEST(OrderedUuid, WhatIsMadeLaterSortsBehind) {
    Ones random;
    EXPECT_LT(new_ordered_uuid(random, from_millis(1'795'372'800'255)),
              new_ordered_uuid(random, from_millis(1'795'372'800'256)));
}

}  // namespace
}  // namespace tilbage::base
