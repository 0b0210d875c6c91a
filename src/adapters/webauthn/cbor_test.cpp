#include "adapters/webauthn/cbor.h"

#include <gtest/gtest.h>

#include "adapters/webauthn/testing/software_authenticator.h"

namespace tilbage::adapters::webauthn {
namespace {

using base::Bytes;
using testing_support::byte_string;
using testing_support::head;
using testing_support::joined;
using testing_support::number;
using testing_support::text;

TEST(Cbor, AnItemIsMeasuredWithoutWhatFollows) {
    EXPECT_EQ(cbor_item_size(Bytes{0x00, 0xff}), 1U);
    EXPECT_EQ(cbor_item_size(joined({byte_string(Bytes(300)), {1, 2}})), 303U);
    EXPECT_EQ(cbor_item_size(joined({head(5, 1), text("a"), head(4, 2), number(1), number(-2)})), 6U);
    EXPECT_EQ(cbor_item_size(Bytes{0xc0, 0x01}), 2U) << "a tag";
    EXPECT_EQ(cbor_item_size(Bytes{0xfb, 0, 0, 0, 0, 0, 0, 0, 0}), 9U) << "a floating-point number";
}

TEST(Cbor, WhatIsNotWellFormedOrPromisesMoreThanThereIsHasNoSize) {
    const std::vector<Bytes> wrong{
        {},
        {0x18},                                                  // the number is missing
        {0x1c},                                                  // reserved
        {0x42, 0x00},                                            // a byte is missing
        {0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},  // 2^64 - 1 bytes
        {0x9b, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},  // so many items
        {0xbb, 0x80, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00},  // and so many pairs, twice which is nothing
        {0x9a, 0x00, 0x10, 0x00, 0x00},
        {0xa1, 0x01},              // half a pair
        {0x5f, 0x41, 0x00, 0xff},  // of indefinite length
        {0x9f, 0xff},
        {0xff},
        {0xc0},
    };
    for (const auto& bytes : wrong) EXPECT_FALSE(cbor_item_size(bytes)) << base::to_hex(bytes);
    EXPECT_TRUE(cbor_item_size(joined({Bytes(8, 0x81), {0x00}})));
    EXPECT_FALSE(cbor_item_size(joined({Bytes(9, 0x81), {0x00}}))) << "nested too deep";
    EXPECT_FALSE(cbor_item_size(Bytes(100'000, 0x81)));
    EXPECT_FALSE(cbor_item_size(Bytes(100'000, 0xc0)));
}

TEST(Cbor, OneItemIsLoadedAndNothingMayFollow) {
    EXPECT_TRUE(load_cbor(Bytes{0xa0}));
    EXPECT_FALSE(load_cbor(Bytes{0xa0, 0x00}));
    EXPECT_FALSE(load_cbor(Bytes{}));
    EXPECT_FALSE(load_cbor(joined({head(3, 2), {0xff, 0xff}}))) << "no UTF-8";
}

TEST(Cbor, AMemberIsFoundByItsNameOrLabelWhenItIsThereOnce) {
    const auto map = load_cbor(joined({head(5, 4), text("fmt"), text("none"), number(-2), byte_string({7}), number(3),
                                       number(-257), text("twice"), number(1)}));
    ASSERT_TRUE(map);
    EXPECT_EQ(text_of(find_member(map.get(), "fmt")), "none");
    EXPECT_EQ(bytes_of(find_member(map.get(), -2))->front(), 7);
    EXPECT_EQ(integer_of(find_member(map.get(), 3)), -257);
    EXPECT_EQ(find_member(map.get(), "none"), nullptr);
    EXPECT_EQ(find_member(map.get(), 2), nullptr);
    EXPECT_FALSE(bytes_of(find_member(map.get(), "fmt"))) << "another type";
    EXPECT_FALSE(integer_of(find_member(map.get(), "fmt")));
    const auto twice = load_cbor(joined({head(5, 2), number(1), number(2), number(1), number(3)}));
    EXPECT_EQ(find_member(twice.get(), 1), nullptr);
    EXPECT_EQ(find_member(nullptr, 1), nullptr);
}

TEST(Cbor, ANumberThatNoInt64HoldsIsNone) {
    const auto big = load_cbor(Bytes{0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    EXPECT_FALSE(integer_of(big.get()));
    const auto small = load_cbor(Bytes{0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff});
    EXPECT_FALSE(integer_of(small.get()));
}

}  // namespace
}  // namespace tilbage::adapters::webauthn
