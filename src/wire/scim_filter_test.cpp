#include "wire/scim_filter.h"

#include <gtest/gtest.h>

namespace tilbage::wire {
namespace {

using Attribute = ScimFilter::Attribute;

TEST(ScimFilter, ReadsTheTwoAttributesWhateverTheirCase) {
    const auto anchor = parse_scim_filter("externalId eq \"AAEC==\"");
    ASSERT_TRUE(anchor);
    EXPECT_EQ(anchor->attribute, Attribute::external_id);
    EXPECT_EQ(anchor->value, "AAEC==");
    const auto name = parse_scim_filter("  USERNAME  EQ  \"a b@c\"  ");
    ASSERT_TRUE(name);
    EXPECT_EQ(name->attribute, Attribute::user_name);
    EXPECT_EQ(name->value, "a b@c");
    EXPECT_TRUE(parse_scim_filter("urn:ietf:params:scim:schemas:core:2.0:User:userName eq \"a\""));
}

TEST(ScimFilter, QuotesAndBackslashesAreEscapedAsInJson) {
    const ScimFilter filter{Attribute::user_name, "a\"b\\c ø or userName eq \"d"};
    const auto read = parse_scim_filter(format_scim_filter(filter));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->value, filter.value);
}

TEST(ScimFilter, AnythingElseIsAnInvalidFilter) {
    for (const char* text : {"", "userName", "userName eq", "userName eq a", "userName eq 7", "userName sw \"a\"",
                             "displayName eq \"a\"", "userName eq \"a\" or userName eq \"b\"", "userName eq \"a",
                             "(userName eq \"a\")", "not userName eq \"a\"", "userName eq \"a\"b"}) {
        const auto filter = parse_scim_filter(text);
        ASSERT_FALSE(filter) << text;
        EXPECT_EQ(filter.error().type, "invalidFilter");
    }
}

}  // namespace
}  // namespace tilbage::wire
