#include "core/writeback/password_text.h"

#include <gtest/gtest.h>
#include <string>

namespace tilbage::core {
namespace {

using base::SecretBytes;

tl::expected<PasswordText, Reason> parse(std::string_view utf8) {
    return PasswordText::from_utf8(SecretBytes::copy_of(utf8));
}

std::string text_of(const SecretBytes& secret) { return std::string(secret.open_text()); }

std::string repeat(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

TEST(PasswordText, EveryPasswordComesBackAsItWasTyped) {
    for (const auto* typed :
         {"a", "Sommer-2026", " spaces at both ends ", "blåbærgrød Æ Ø Å", "quote\" and \\backslash\\",
          "emoji \xF0\x9F\x98\x80 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80", "日本語", "\t\x7f", "\"\""}) {
        const auto password = parse(typed);
        ASSERT_TRUE(password) << typed;
        EXPECT_EQ(text_of(password->to_utf8()), typed);
    }
}

TEST(PasswordText, IsNormalisedToNfcOnce) {
    const auto decomposed = parse("A\xCC\x8A");  // A, COMBINING RING ABOVE
    ASSERT_TRUE(decomposed);
    EXPECT_EQ(decomposed->units(), 1);
    EXPECT_EQ(text_of(decomposed->to_utf8()), "Å");
}

TEST(PasswordText, UnicodePwdIsQuotedUtf16LittleEndian) {
    const auto password = parse("aø\xF0\x9F\x98\x80");
    ASSERT_TRUE(password);
    EXPECT_EQ(text_of(password->to_unicode_pwd()), std::string("\"\0a\0\xf8\0\x3d\xd8\x00\xde\"\0", 12));
}

TEST(PasswordText, UnitsCountBothHalvesOfASurrogatePair) {
    EXPECT_EQ(parse("\xF0\x9F\x98\x80")->units(), 2);
    EXPECT_EQ(parse("å")->units(), 1);
}

TEST(PasswordText, TakesTwoHundredAndFiftySixUnitsAndNoMore) {
    EXPECT_TRUE(parse(std::string(256, 'x')));
    EXPECT_TRUE(parse(repeat("\xF0\x9F\x98\x80", 128)));
    EXPECT_TRUE(parse(repeat("A\xCC\x8A", 256))) << "counted after normalisation";
    EXPECT_EQ(parse(std::string(257, 'x')).error(), Reason::password_too_long);
    EXPECT_EQ(parse(repeat("\xF0\x9F\x98\x80", 128) + "x").error(), Reason::password_too_long);
}

TEST(PasswordText, RefusesWhatNoPasswordCanBe) {
    const std::string with_nul("Sommer\0-2026", 12);
    EXPECT_EQ(parse("").error(), Reason::password_malformed);
    EXPECT_EQ(parse(with_nul).error(), Reason::password_malformed);
    EXPECT_EQ(parse("latin-1 \xe5").error(), Reason::password_malformed);
    EXPECT_EQ(parse("lone surrogate \xed\xa0\x80").error(), Reason::password_malformed);
    EXPECT_EQ(parse("overlong \xc0\xaf").error(), Reason::password_malformed);
    EXPECT_EQ(parse("cut short \xf0\x9f\x98").error(), Reason::password_malformed);
}

}  // namespace
}  // namespace tilbage::core
