#include "base/unicode.h"

#include <gtest/gtest.h>

namespace tilbage::base {
namespace {

std::u16string units(const SecretBytes& bytes) {
    std::u16string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        text += static_cast<char16_t>(bytes.open()[i] | (bytes.open()[i + 1] << 8));
    }
    return text;
}

TEST(ToNfcUtf16le, KeepsDanishLettersEmojiQuotesAndSpaces) {
    EXPECT_EQ(units(to_nfc_utf16le(" Blåbærgrød \"\\ 😀 ").value()), u" Blåbærgrød \"\\ 😀 ");
}

TEST(ToNfcUtf16le, ComposesWhatWasTypedDecomposed) { EXPECT_EQ(units(to_nfc_utf16le("A\xCC\x8A").value()), u"Å"); }

TEST(ToNfcUtf16le, RefusesWhatIsNotUtf8) {
    EXPECT_FALSE(to_nfc_utf16le("\xff"));
    EXPECT_FALSE(to_nfc_utf16le("\xED\xA0\x80")) << "a lone surrogate";
    EXPECT_FALSE(to_nfc_utf16le("\xC0\x80")) << "an overlong NUL";
}

TEST(ToNfcUtf16le, GrowsByThreeAtMost) {
    // U+0390 style expansion: U+1D160 decomposes to three code points of two units each and is excluded from
    // composition.
    EXPECT_EQ(to_nfc_utf16le("\xF0\x9D\x85\xA0").value().size(), 12U);
}

TEST(CountCharacters, CountsWhatIsReadNotWhatIsStored) {
    EXPECT_EQ(count_characters(""), 0U);
    EXPECT_EQ(count_characters("Blabaer"), 7U);
    EXPECT_EQ(count_characters("Blåbær"), 6U);
    EXPECT_EQ(count_characters("A\xCC\x8A 😀"), 3U) << "composed, and one beyond the basic plane";
    EXPECT_EQ(count_characters("\xff"), std::nullopt);
}

TEST(FoldCase, MatchesSpellingsOfOneName) {
    EXPECT_EQ(fold_case("ÆBLE@Ex1.test"), fold_case("æble@EX1.TEST"));
    EXPECT_EQ(fold_case("O'Neil-SØRENSEN"), "o'neil-sørensen");
    EXPECT_EQ(fold_case("O'Neil-SORENSEN@[\\]^_{|}~"), "o'neil-sorensen@[\\]^_{|}~");
    EXPECT_EQ(fold_case("\xff"), "");
}

}  // namespace
}  // namespace tilbage::base
