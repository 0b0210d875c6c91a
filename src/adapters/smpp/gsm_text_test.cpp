#include "adapters/smpp/gsm_text.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::smpp {
namespace {

TEST(GsmText, WritesDanishInTheAlphabetOfTelephones) {
    const auto text = to_gsm_text("Æøå 1€");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->data_coding, 0);
    EXPECT_EQ(text->bytes, (base::Bytes{0x1c, 0x0c, 0x0f, ' ', '1', 0x1b, 0x65}));
}

TEST(GsmText, KnowsWhereTheAlphabetIsNotAscii) {
    EXPECT_EQ(to_gsm_text("@$_\n")->bytes, (base::Bytes{0x00, 0x02, 0x11, 0x0a}));
    EXPECT_EQ(to_gsm_text("[]{}\\^~|")->bytes.size(), 16U);
}

TEST(GsmText, WritesEverythingElseInUtf16) {
    const auto text = to_gsm_text("Kód 😀");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->data_coding, 8);
    EXPECT_EQ(text->bytes, (base::Bytes{0, 'K', 0, 0xf3, 0, 'd', 0, ' ', 0xd8, 0x3d, 0xde, 0x00}));
}

TEST(GsmText, TakesWhatFitsOneMessageAndNoMore) {
    EXPECT_EQ(to_gsm_text(std::string(160, 'a'))->bytes.size(), 160U);
    EXPECT_FALSE(to_gsm_text(std::string(161, 'a')));
    EXPECT_FALSE(to_gsm_text(std::string(159, 'a') + "[")) << "an escaped character is two septets";
    std::string letters;
    for (int i = 0; i < 70; ++i) letters += "ж";
    EXPECT_EQ(to_gsm_text(letters)->bytes.size(), 140U);
    EXPECT_FALSE(to_gsm_text(letters + "ж"));
}

TEST(GsmText, RefusesWhatIsNotUtf8) {
    for (const char* text : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "a\xff"}) {
        EXPECT_FALSE(to_gsm_text(text)) << text;
    }
}

}  // namespace
}  // namespace tilbage::adapters::smpp
