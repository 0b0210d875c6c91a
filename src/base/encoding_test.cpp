#include "base/encoding.h"

#include <gtest/gtest.h>

namespace tilbage::base {
namespace {

// RFC 4648 §10
TEST(Base64, MatchesTheVectorsOfTheStandard) {
    const std::pair<std::string_view, std::string_view> vectors[] = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(to_base64(as_bytes(plain)), encoded);
        EXPECT_EQ(as_text(from_base64(encoded).value()), plain);
    }
}

TEST(Base64Url, UsesTheUrlAlphabetWithoutPadding) {
    const Bytes bytes{0xfb, 0xff, 0xfe};
    EXPECT_EQ(to_base64url(bytes), "-__-");
    EXPECT_EQ(from_base64url("-__-"), bytes);
    EXPECT_FALSE(from_base64url("+//+"));
    EXPECT_FALSE(from_base64url("Zg=="));
}

TEST(Base64Url, RefusesStrayBitsAndImpossibleLengths) {
    EXPECT_TRUE(from_base64url("Zg"));
    EXPECT_FALSE(from_base64url("Zh"));
    EXPECT_FALSE(from_base64url("Z"));
}

TEST(Hex, WritesLowerCase) { EXPECT_EQ(to_hex(Bytes{0x00, 0x2d, 0xff}), "002dff"); }

}  // namespace
}  // namespace tilbage::base
