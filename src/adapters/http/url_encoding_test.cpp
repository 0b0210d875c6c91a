#include "adapters/http/url_encoding.h"

#include <gtest/gtest.h>

namespace tilbage::adapters::http {
namespace {

TEST(PercentEncoding, DecodesOnce) {
    EXPECT_EQ(percent_decode("a%20b%2Fc%25"), "a b/c%");
    EXPECT_EQ(percent_decode("%2525"), "%25");
    EXPECT_EQ(percent_decode("+"), "+");
    EXPECT_EQ(percent_decode(""), "");
}

TEST(PercentEncoding, RefusesWhatIsNone) {
    for (const char* text : {"%", "%2", "%zz", "a%", "%2 ", "%-1", "%00"}) EXPECT_FALSE(percent_decode(text)) << text;
    EXPECT_FALSE(percent_decode(std::string_view("\0", 1)));
}

TEST(PercentEncoding, GoesThereAndBack) {
    const std::string text = "rødgrød med fløde/?#[]@!$&'()*+,;=% ~";
    EXPECT_EQ(percent_decode(percent_encode(text)), text);
    EXPECT_EQ(percent_encode("aZ09-._~/+"), "aZ09-._~%2F%2B");
}

TEST(Form, IsParsed) {
    const auto form = parse_form("grant_type=client_credentials&a+b=c%2Bd&&empty=&alone&x=1=2");
    ASSERT_TRUE(form);
    ASSERT_EQ(form->size(), 5U);
    EXPECT_EQ((*form)[1].name, "a b");
    EXPECT_EQ((*form)[1].value, "c+d");
    EXPECT_EQ((*form)[2].value, "");
    EXPECT_EQ((*form)[3].name, "alone");
    EXPECT_EQ((*form)[4].value, "1=2");
    EXPECT_TRUE(parse_form("")->empty());
}

TEST(Form, RefusesWhatCannotBeDecoded) {
    for (const char* text : {"a=%", "%00=1", "a=%ff"}) EXPECT_FALSE(parse_form(text)) << text;
}

TEST(RequestTarget, IsTakenApart) {
    const auto target = parse_target("/br%C3%B8d/x%20y?q=1&r=%C3%A6?");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/brød/x y");
    ASSERT_EQ(target->query.size(), 2U);
    EXPECT_EQ(target->query[1].value, "æ?");
}

TEST(RequestTarget, MayBeAbsolute) {
    EXPECT_EQ(parse_target("https://id.example.org/reset?a=1")->path, "/reset");
    EXPECT_EQ(parse_target("HTTP://id.example.org")->path, "/");
    EXPECT_EQ(parse_target("https://id.example.org?a=1")->path, "/");
}

TEST(RequestTarget, WithAnythingUnsafeIsRefused) {
    for (const char* text :
         {"", "*", "x", "ftp://h/", "/%00", "/%0a", "/%7f", "/%5c", "/a\\b", "/%ff", "/%c0%ae", "/?%"})
        EXPECT_FALSE(parse_target(text)) << text;
}

TEST(RequestTarget, IsNotNormalised) { EXPECT_EQ(parse_target("/a/../b//c")->path, "/a/../b//c"); }

}  // namespace
}  // namespace tilbage::adapters::http
