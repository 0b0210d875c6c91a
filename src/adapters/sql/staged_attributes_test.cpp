#include "adapters/sql/staged_attributes.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::sql {
namespace {

using core::StagedAttribute;

const std::vector<StagedAttribute> kSome = {{.name = "displayName", .values = {"Åse Bjørn"}},
                                            {.name = "of no list", .values = {std::string("\0\xff", 2), ""}},
                                            {.name = "extensionAttribute15", .values = {std::string(300, 'x')}},
                                            {.name = "sn", .values = {}}};

TEST(StagedAttributes, ComeBackAsTheyWere) {
    EXPECT_EQ(decode_staged_attributes(encode_staged_attributes(kSome)).value(), kSome);
    EXPECT_TRUE(decode_staged_attributes(encode_staged_attributes({})).value().empty());
}

TEST(StagedAttributes, WellKnownNamesTakeOneByte) {
    EXPECT_EQ(encode_staged_attributes({{.name = "msDS-UserPasswordExpiryTimeComputed", .values = {"0"}}}).size(), 5U);
}

TEST(StagedAttributes, EveryTruncationIsRefused) {
    const auto bytes = encode_staged_attributes(kSome);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const auto read = decode_staged_attributes(std::span(bytes).first(size));
        ASSERT_FALSE(read) << size;
        EXPECT_EQ(read.error().code, base::ErrorCode::corrupt);
    }
}

TEST(StagedAttributes, WhatNobodyWroteIsRefusedWithoutTakingMemory) {
    const std::vector<base::Bytes> broken = {{1, 1, 1, 1, 'x', 0},  // more behind
                                             {1, 255, 1, 0},        // a name of no list
                                             {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},  // so many
                                             {1, 1, 1, 0xff, 0xff, 0xff, 0x7f},                       // so long
                                             {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80}};
    for (const auto& bytes : broken) EXPECT_FALSE(decode_staged_attributes(bytes)) << base::to_hex(bytes);
}

}  // namespace
}  // namespace tilbage::adapters::sql
