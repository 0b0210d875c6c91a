#include "adapters/ldap/kerberos/security_layer.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::ldap {
namespace {

TEST(SecurityLayer, an_offer_is_a_set_of_layers_and_a_size) {
    const auto offer = LayerOffer::parse(std::string("\x07\x00\xa0\x00", 4));
    ASSERT_TRUE(offer);
    EXPECT_TRUE(offer->has(SecurityLayer::none));
    EXPECT_TRUE(offer->has(SecurityLayer::sealed));
    EXPECT_EQ(offer->most_received, 0xa000U);
    EXPECT_FALSE(LayerOffer::parse(std::string("\x03\x00\xa0\x00", 4))->has(SecurityLayer::sealed));
    EXPECT_FALSE(LayerOffer::parse(std::string("\x04\x00\xa0\x00", 4))->has(SecurityLayer::none));
}

TEST(SecurityLayer, what_has_not_four_octets_is_no_offer) {
    EXPECT_FALSE(LayerOffer::parse(""));
    EXPECT_FALSE(LayerOffer::parse("\x07\x01\x01"));
    EXPECT_FALSE(LayerOffer::parse("\x07\x01\x01\x01\x01"));
}

TEST(SecurityLayer, a_choice_tells_a_size_only_with_a_layer) {
    EXPECT_EQ(encode_choice(SecurityLayer::sealed, 0xffffff), "\x04\xff\xff\xff");
    EXPECT_EQ(encode_choice(SecurityLayer::none, 0xffffff), std::string("\x01\x00\x00\x00", 4));
}

}  // namespace
}  // namespace tilbage::adapters::ldap
