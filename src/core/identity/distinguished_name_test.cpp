#include "core/identity/distinguished_name.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

DistinguishedName dn(std::string_view text) {
    const auto parsed = DistinguishedName::parse(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(DistinguishedName());
}

TEST(DistinguishedName, AnObjectLiesUnderItselfAndUnderEveryParent) {
    const auto person = dn("CN=Søren Kjær,OU=IT,OU=People,DC=ex1,DC=test");
    for (const auto* base :
         {"CN=Søren Kjær,OU=IT,OU=People,DC=ex1,DC=test", "OU=IT,OU=People,DC=ex1,DC=test", "DC=test", ""}) {
        EXPECT_TRUE(person.is_under(dn(base))) << base;
    }
}

TEST(DistinguishedName, ABaseIsComparedByWholeNamesFromTheRoot) {
    const auto person = dn("CN=x,OU=People,DC=ex1,DC=test");
    for (const auto* base :
         {"OU=People,DC=ex1", "OU=eople,DC=ex1,DC=test", "OU=MorePeople,DC=ex1,DC=test", "OU=People,DC=ex2,DC=test",
          "CN=y,CN=x,OU=People,DC=ex1,DC=test", "CN=People,DC=ex1,DC=test"}) {
        EXPECT_FALSE(person.is_under(dn(base))) << base;
    }
}

TEST(DistinguishedName, LetterCaseDoesNotMatter) {
    EXPECT_EQ(dn("cn=ÆRØ,ou=people,dc=ex1"), dn("CN=ærø,OU=People,DC=EX1"));
}

TEST(DistinguishedName, WaysToEscapeAreEqual) {
    EXPECT_EQ(dn("CN=Kjær\\, Åse,OU=x"), dn("CN=Kj\\C3\\A6r\\2C Åse,OU=x"));
    EXPECT_EQ(dn("CN=\\#a\\=b\\\\,OU=x"), dn("CN=\\23a\\3Db\\5c,OU=x"));
    EXPECT_EQ(dn("CN=\\ a\\ ,OU=x"), dn("CN=\\20a\\20,OU=x"));
}

TEST(DistinguishedName, AnEscapedCommaDoesNotMakeAParent) {
    EXPECT_FALSE(
        dn("CN=a\\,OU=People\\,DC=ex1\\,DC=test,OU=NoAccess,DC=ex1,DC=test").is_under(dn("OU=People,DC=ex1,DC=test")));
    EXPECT_FALSE(dn("CN=a\\2COU=People,DC=test").is_under(dn("OU=People,DC=test")));
}

TEST(DistinguishedName, PartsOfAMultiValuedNameHaveNoOrder) {
    EXPECT_EQ(dn("CN=a+UID=b,DC=c"), dn("UID=b+CN=a,DC=c"));
    EXPECT_FALSE(dn("CN=a+UID=b,DC=c") == dn("CN=a,DC=c"));
}

TEST(DistinguishedName, SpacesBesideSeparatorsAreNotPartOfTheName) {
    EXPECT_EQ(dn(" OU = People , DC=ex1, DC = test "), dn("OU=People,DC=ex1,DC=test"));
    EXPECT_EQ(dn("CN=two  words,DC=x"), dn("CN=two  words , DC=x"));
}

TEST(DistinguishedName, RefusesWhatIsNotADn) {
    for (const auto* text : {"People", "=x", "OU=", "OU=a,", ",OU=a", "OU=a,,DC=b", "OU=a\\", "OU=a\\z", "OU=a\\2",
                             "OU=\"a,b\"", "O U=a", "OU=a+,DC=b", "OU=\xff", "<GUID=1>"}) {
        EXPECT_FALSE(DistinguishedName::parse(text)) << text;
    }
}

TEST(DistinguishedName, ClimbsToTheRoot) {
    const auto name = DistinguishedName::parse(" CN=A\\, B,  OU=Staff , DC=ex1,DC=test").value();
    EXPECT_EQ(name.str(), "CN=A\\, B,  OU=Staff , DC=ex1,DC=test");
    EXPECT_FALSE(name.is_organizational_unit());
    const auto unit = name.parent();
    EXPECT_EQ(unit.str(), "OU=Staff , DC=ex1,DC=test");
    EXPECT_EQ(unit, DistinguishedName::parse("ou=staff,dc=ex1,dc=test"));
    EXPECT_TRUE(unit.is_organizational_unit());
    EXPECT_EQ(unit.parent().parent().str(), "DC=test");
    EXPECT_TRUE(unit.parent().parent().parent().is_root());
    EXPECT_TRUE(DistinguishedName().parent().is_root());
}

}  // namespace
}  // namespace tilbage::core
