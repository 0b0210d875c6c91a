#include "core/identity/user_id.h"

#include <gtest/gtest.h>
#include <string>

namespace tilbage::core {
namespace {

using Form = UserId::Form;

TEST(UserId, AnAddressIsTheWholeTextAndItsDomain) {
    const auto id = parse_user_id("Maren.Sørensen@Ex1.Test");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->form, Form::address);
    EXPECT_EQ(id->name, "maren.sørensen@ex1.test");
    EXPECT_EQ(id->domain, "ex1.test");
}

TEST(UserId, ADownLevelNameHasADomainAndAName) {
    const auto id = parse_user_id("EX1\\Maren");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->form, Form::down_level);
    EXPECT_EQ(id->name, "maren");
    EXPECT_EQ(id->domain, "ex1");
}

TEST(UserId, AnythingElseIsABareAccountName) {
    const auto id = parse_user_id("  Maren ");
    ASSERT_TRUE(id);
    EXPECT_EQ(id->form, Form::bare);
    EXPECT_EQ(id->name, "maren");
    EXPECT_TRUE(id->domain.empty());
}

TEST(UserId, ComposedAndDecomposedLettersAreTheSameName) {
    EXPECT_EQ(parse_user_id("A\xCC\x8Asa")->name, parse_user_id("\xC3\xA5sa")->name);  // Å as A and a ring, å as one
}

// They are parsed, and then found to be nobody's name: no character has a meaning.
TEST(UserId, InjectionsAreNamesLikeAnyOther) {
    for (const std::string typed : {"*", "admin)(objectClass=*", "a' OR '1'='1", "\"; DROP TABLE people; --",
                                    "maren*@ex1.test", "%", "_", "$(id)", "<script>"}) {
        const auto id = parse_user_id(typed);
        ASSERT_TRUE(id) << typed;
        EXPECT_EQ(id->name.size(), typed.size()) << "nothing is stripped or unescaped: " << typed;
    }
}

TEST(UserId, WhatCannotBeANameIsNobody) {
    EXPECT_FALSE(parse_user_id(""));
    EXPECT_FALSE(parse_user_id("   "));
    EXPECT_FALSE(parse_user_id(std::string("maren\0@ex1.test", 15)));
    EXPECT_FALSE(parse_user_id("maren\n"));
    EXPECT_FALSE(parse_user_id("maren\x7f"));
    EXPECT_FALSE(parse_user_id("\xff\xfe"));
    EXPECT_FALSE(parse_user_id("\xed\xa0\x80")) << "a lone surrogate";
    EXPECT_FALSE(parse_user_id(std::string(321, 'a')));
    EXPECT_TRUE(parse_user_id(std::string(320, 'a')));
    EXPECT_FALSE(parse_user_id("@ex1.test"));
    EXPECT_FALSE(parse_user_id("maren@"));
    EXPECT_FALSE(parse_user_id("\\maren"));
    EXPECT_FALSE(parse_user_id("EX1\\"));
    EXPECT_FALSE(parse_user_id("EX1\\a\\b"));
}

TEST(UserId, OneTypedNameHasOneCountingKey) {
    EXPECT_EQ(parse_user_id("EX1\\Maren")->counting_key(), parse_user_id(" ex1\\MAREN")->counting_key());
    EXPECT_EQ(parse_user_id("Maren@ex1.test")->counting_key(), parse_user_id("maren@EX1.TEST")->counting_key());
    EXPECT_NE(parse_user_id("EX1\\maren")->counting_key(), parse_user_id("maren")->counting_key());
}

}  // namespace
}  // namespace tilbage::core
