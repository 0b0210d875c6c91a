#include "core/sync/guid_text.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

constexpr const char* kText = "48f3f955-29b4-4c1e-8a77-0102030405ff";

TEST(GuidText, TheFirstThreeFieldsAreTurnedAround) {
    const auto guid = parse_guid(kText);
    ASSERT_TRUE(guid);
    const std::array<std::uint8_t, 16> bytes = {0x55, 0xf9, 0xf3, 0x48, 0xb4, 0x29, 0x1e, 0x4c,
                                                0x8a, 0x77, 0x01, 0x02, 0x03, 0x04, 0x05, 0xff};
    EXPECT_EQ(guid->bytes, bytes);
    EXPECT_EQ(to_text(*guid), kText);
}

TEST(GuidText, CapitalsAndBracesAreTaken) {
    EXPECT_EQ(parse_guid("{48F3F955-29B4-4C1E-8A77-0102030405FF}"), parse_guid(kText));
}

TEST(GuidText, WhatIsNoGuidIsNone) {
    for (const char* text :
         {"", "{}", "48f3f955", "48f3f95529b44c1e8a770102030405ff", "48f3f955-29b4-4c1e-8a77-0102030405fg",
          "48f3f95-529b4-4c1e-8a77-0102030405ff", "48f3f955-29b4-4c1e-8a77-0102030405ff0",
          "00000000-0000-0000-0000-000000000000", "{48f3f955-29b4-4c1e-8a77-0102030405ff"})
        EXPECT_FALSE(parse_guid(text)) << text;
}

}  // namespace
}  // namespace tilbage::core
