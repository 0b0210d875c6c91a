#include "core/banned/banned_words.h"

#include <gmock/gmock.h>
#include <random>

namespace tilbage::core {
namespace {

FoldedPassword folded(std::string_view password) {
    return FoldedPassword(*PasswordText::from_utf8(base::SecretBytes::copy_of(password)));
}

bool refused(const std::vector<std::string>& words, std::string_view password) {
    return BannedWords(words).refuse(folded(password));
}

std::u32string text_of(const FoldedPassword& password) {
    std::u32string text;
    for (std::size_t i = 0; i < password.size(); ++i) text += password.at(i);
    return text;
}

TEST(FoldedText, CaseAndTheFourSubstitutionsDoNotCount) {
    EXPECT_EQ(text_of(folded("C0ntos0Bl@nk12")), U"contosoblankl2");
    EXPECT_EQ(fold_for_banning("Pa$$w0rd1"), U"passwordl");
}

TEST(FoldedText, DanishLettersAreLettersOfTheirOwnHoweverTheyAreWritten) {
    EXPECT_EQ(fold_for_banning("RØDGRØD"), U"rødgrød");
    EXPECT_EQ(fold_for_banning("A\u030Arhus"), U"århus") << "decomposed, as a Mac may send it";
    EXPECT_EQ(text_of(folded("BLÅBÆR\U0001F600")), U"blåbær\U0001F600");
    EXPECT_EQ(fold_for_banning("\xff\xfe"), std::nullopt);
}

TEST(BannedWords, TheDocumentedPasswordWithFourPointsIsRefused) {
    EXPECT_TRUE(refused({"contoso", "blank"}, "C0ntos0Blank12"));
}

TEST(BannedWords, TheDocumentedPasswordWithFivePointsIsNot) {
    EXPECT_FALSE(refused({"contoso", "blank"}, "ContoS0Bl@nkf9!"));
}

TEST(BannedWords, TheDocumentedNeighboursOfAWordCountAsIt) {
    for (const auto* password : {"abcdef", "abcdeg", "abcdefg", "abcde", "ABCDE\u0046"}) {
        EXPECT_TRUE(refused({"abcdef"}, password)) << password;
    }
    EXPECT_FALSE(refused({"abcdef"}, "abcdxy")) << "two edits away";
}

TEST(BannedWords, AWordInTheMiddleCountsOnceAndSoDoesEachOfSeveral) {
    EXPECT_TRUE(refused({"sommer"}, "xSommer1!")) << "x, sommer, l, !";
    EXPECT_FALSE(refused({"sommer"}, "xxSommer1!"));
    EXPECT_TRUE(refused({"sommer"}, "sommerSOMMERs0mmerSomm3r"));
    EXPECT_TRUE(refused({"sommer"}, "S0mxmer99")) << "one character too many inside, and 99";
}

TEST(BannedWords, DanishWordsAreBannedAsWritten) {
    EXPECT_TRUE(refused({"rødgrød"}, "RØDGRØD24!"));
    EXPECT_TRUE(refused({"århus"}, "A\u030Arhus1")) << "composed and decomposed are one letter";
    EXPECT_FALSE(refused({"rødgrød"}, "Rxdgrxd24!!"));
}

TEST(BannedWords, WhatHoldsNoWordIsNotRefusedHoweverShort) {
    EXPECT_FALSE(refused({"contoso"}, "abc"));
    EXPECT_FALSE(refused({}, "contoso"));
}

TEST(BannedWords, OnlyWordsOfFourToSixteenCharactersAreTaken) {
    EXPECT_FALSE(may_be_banned("abc"));
    EXPECT_TRUE(may_be_banned("æøåæ"));
    EXPECT_TRUE(may_be_banned("1234567890123456"));
    EXPECT_FALSE(may_be_banned("12345678901234567"));
    EXPECT_FALSE(may_be_banned("ab\ncd"));
    EXPECT_FALSE(may_be_banned("\xff\xff\xff\xff"));
    EXPECT_TRUE(BannedWords({"abc"}).empty());
}

TEST(BannedWords, NamesAreSplitIntoPartsOfFourCharactersAndMore) {
    EXPECT_THAT(name_parts("Berg-Holm, Anna B."), testing::ElementsAre(U"berg", U"holm", U"anna"));
    EXPECT_THAT(name_parts("Bo O'Neill"), testing::ElementsAre(U"neill"));
    EXPECT_TRUE(name_parts("Bo Li").empty());
    EXPECT_TRUE(name_parts("").empty());
}

// Random words and passwords of an alphabet that makes collisions likely: what is said must hold for each.
class AnyWordTest : public testing::TestWithParam<unsigned> {
protected:
    std::string any(std::size_t shortest, std::size_t longest) {
        static const std::vector<std::string> kLetters{"a", "@", "A", "o", "0",       "s", "$",         "l",
                                                       "1", "x", "ø", "Ø", "A\u030A", "å", "\U0001F600"};
        std::string text;
        const auto size = std::uniform_int_distribution(shortest, longest)(random_);
        for (std::size_t i = 0; i < size; ++i)
            text += kLetters[std::uniform_int_distribution<std::size_t>(0, kLetters.size() - 1)(random_)];
        return text;
    }
    std::minstd_rand random_{GetParam()};
};

TEST_P(AnyWordTest, FoldingTwiceIsFoldingOnceAndPasswordsFoldAsWordsDo) {
    for (int round = 0; round < 200; ++round) {
        const auto text = any(1, 40);
        const auto once = fold_for_banning(text);
        ASSERT_TRUE(once);
        for (const char32_t code_point : *once) EXPECT_EQ(fold_for_banning(code_point), code_point);
        EXPECT_EQ(text_of(folded(text)), *once);
        EXPECT_TRUE(folded(text).holds(*once));
    }
}

TEST_P(AnyWordTest, AWordIsRefusedBySelfAndWithAnyOneCharacterTakenAway) {
    for (int round = 0; round < 50; ++round) {
        const auto word = any(5, 8);
        if (!may_be_banned(word)) continue;
        const BannedWords words({word});
        EXPECT_TRUE(words.refuse(folded(word))) << word;
        const auto whole = *fold_for_banning(word);
        for (std::size_t gone = 0; gone < whole.size(); ++gone) {
            auto less = whole;
            less.erase(gone, 1);
            std::string utf8;
            for (const char32_t code_point : less)
                utf8 += code_point == U'ø'    ? "ø"
                        : code_point == U'å'  ? "å"
                        : code_point > 0xffff ? "\U0001F600"
                                              : std::string(1, static_cast<char>(code_point));
            EXPECT_TRUE(words.refuse(folded(utf8))) << word << " without character " << gone;
        }
    }
}

TEST_P(AnyWordTest, MoreWordsNeverMakeAPasswordBetterAndFiveMoreCharactersAlwaysSaveIt) {
    for (int round = 0; round < 50; ++round) {
        const auto password = any(1, 20);
        const std::vector<std::string> few{any(4, 6)};
        const std::vector<std::string> more{few[0], any(4, 6), any(4, 16)};
        if (BannedWords(few).refuse(folded(password))) EXPECT_TRUE(BannedWords(more).refuse(folded(password)));
        EXPECT_FALSE(BannedWords(more).refuse(folded(password + "qwzpkhtv"))) << password;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyWordTest, testing::Range(1U, 6U));

}  // namespace
}  // namespace tilbage::core
