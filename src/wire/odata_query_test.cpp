#include "wire/odata_query.h"

#include <gtest/gtest.h>

namespace tilbage::wire {
namespace {

using Op = OdataFilter::Op;

const OdataSchema kPeople{.properties = {"id", "displayName", "userPrincipalName", "mail"},
                          .filterable = {"id", "displayName", "userPrincipalName"},
                          .searchable = {"displayName", "userPrincipalName"},
                          .orderable = {"displayName", "userPrincipalName"},
                          .paged = true,
                          .countable = true,
                          .own = {"wait"}};

std::string code_of(const OdataParameters& parameters, const OdataSchema& schema = kPeople) {
    const auto query = parse_odata_query(parameters, schema);
    return query ? "" : std::string(query.error().code);
}

OdataResult<OdataFilter> filter(std::string_view text) { return parse_odata_filter(text, kPeople.filterable); }

TEST(OdataQuery, ComparesTimesByTheirTwoEnds) {
    const std::vector<std::string_view> known{"activityDateTime", "result"};
    const auto both = parse_odata_filter(
        "activityDateTime ge 2026-11-23T07:05:09.250Z and activityDateTime le 2026-11-24T00:00:00+01:00", known);
    ASSERT_TRUE(both) << both.error().message;
    EXPECT_EQ(both->operands[0],
              (OdataFilter{Op::at_least, "activityDateTime", "2026-11-23T07:05:09.250Z", false, {}}));
    EXPECT_EQ(both->operands[1],
              (OdataFilter{Op::at_most, "activityDateTime", "2026-11-24T00:00:00+01:00", false, {}}));
    for (const auto* text : {"activityDateTime eq 2026-11-23T07:05:09Z", "activityDateTime ge 'x'",
                             "activityDateTime ge", "result ge 2026-11-23T07:05:09Z"})
        EXPECT_FALSE(parse_odata_filter(text, known)) << text;
}

TEST(OdataQuery, ReadsEveryOption) {
    const auto query = parse_odata_query({{"$select", "id, displayName,id"},
                                          {"$filter", "displayName eq 'Anna'"},
                                          {"$search", R"("displayName:an" OR "userPrincipalName:a\"b")"},
                                          {"$orderby", "displayName desc"},
                                          {"$top", "25"},
                                          {"$skiptoken", "abc"},
                                          {"$count", "true"},
                                          {"wait", "3"}},
                                         kPeople);
    ASSERT_TRUE(query) << query.error().message;
    EXPECT_EQ(query->select, (std::vector<std::string>{"id", "displayName"}));
    EXPECT_EQ(query->filter->value, "Anna");
    EXPECT_EQ(query->search, (std::vector<OdataSearchTerm>{{"displayName", "an"}, {"userPrincipalName", "a\"b"}}));
    EXPECT_EQ(query->order_by, "displayName");
    EXPECT_TRUE(query->descending);
    EXPECT_EQ(query->top, 25);
    EXPECT_EQ(query->skip_token, "abc");
    EXPECT_TRUE(query->count);
    EXPECT_EQ(parse_odata_query({}, kPeople)->top, kDefaultOdataTop);
}

TEST(OdataQuery, RefusesWhatAResourceDoesNotKnowAndNeverIgnoresIt) {
    for (const auto* option : {"$expand", "$skip", "$format", "$apply", "top", "$TOP", "colour"}) {
        EXPECT_EQ(code_of({{option, "1"}}), "Request_UnsupportedQuery") << option;
    }
    for (const auto* option : {"$select", "$filter", "$search", "$orderby", "$top", "$skiptoken", "$count", "wait"}) {
        EXPECT_EQ(code_of({{option, "id"}}, {}), "Request_UnsupportedQuery") << option;
    }
    EXPECT_EQ(code_of({{"$filter", "mail eq 'x'"}}), "Request_UnsupportedQuery");
    EXPECT_EQ(code_of({{"$filter", "displayName gt 'x'"}}), "Request_UnsupportedQuery");
    EXPECT_EQ(code_of({{"$search", "\"mail:x\""}}), "Request_UnsupportedQuery");
    EXPECT_EQ(code_of({{"$search", R"("displayName:x" AND "displayName:y")"}}), "Request_UnsupportedQuery");
    EXPECT_EQ(code_of({{"$orderby", "mail"}}), "Request_UnsupportedQuery");
}

TEST(OdataQuery, RefusesWhatCannotBeRead) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"$top", "0"},
        {"$top", "1000"},
        {"$top", "-1"},
        {"$top", "1x"},
        {"$top", ""},
        {"$top", "99999999999999"},
        {"$count", "1"},
        {"$select", ""},
        {"$select", "id,colour"},
        {"$select", "id,,mail"},
        {"$search", "anna"},
        {"$search", "\"anna\""},
        {"$search", "\"displayName:\""},
        {"$search", "\"displayName:a"},
        {"$search", ""},
        {"$search", "\"displayName:" + std::string(129, 'a') + "\""}};
    for (const auto& [name, value] : wrong) {
        EXPECT_EQ(code_of({{name, value}}), "Request_BadRequest") << name << "=" << value;
    }
    EXPECT_EQ(code_of({{"$top", "1"}, {"$top", "2"}}), "Request_BadRequest");
}

TEST(OdataFilter, BindsNotTighterThanAndAndAndTighterThanOr) {
    const auto parsed = filter("displayName eq 'a' or not displayName eq 'b' and startswith(userPrincipalName,'c')");
    ASSERT_TRUE(parsed) << parsed.error().message;
    ASSERT_EQ(parsed->op, Op::either);
    EXPECT_EQ(parsed->operands[0].value, "a");
    const auto& right = parsed->operands[1];
    ASSERT_EQ(right.op, Op::both);
    EXPECT_EQ(right.operands[0].op, Op::negation);
    EXPECT_EQ(right.operands[0].operands[0].value, "b");
    EXPECT_EQ(right.operands[1], (OdataFilter{Op::starts_with, "userPrincipalName", "c", true, {}}));
    EXPECT_EQ(filter("(displayName eq 'a' or id eq 'b') and id ne 'c'")->op, Op::both);
}

TEST(OdataFilter, ReadsAQuoteThatIsWrittenTwice) {
    EXPECT_EQ(filter("displayName eq 'O''Brien'")->value, "O'Brien");
    EXPECT_EQ(filter("displayName eq ''")->value, "");
}

TEST(OdataFilter, TellsTrueFromATextThatSaysSo) {
    EXPECT_FALSE(filter("id eq true")->quoted);
    EXPECT_EQ(filter("id ne false")->value, "false");
    EXPECT_TRUE(filter("id eq 'true'")->quoted);
    EXPECT_FALSE(filter("startswith(id,true)"));
}

TEST(OdataFilter, RefusesWhatIsNoFilter) {
    for (const auto* text :
         {"", " ", "displayName", "displayName eq", "displayName eq x", "displayName eq 'x", "displayName eq 'x' and",
          "(displayName eq 'x'", "displayName eq 'x')", "eq 'x'", "startswith(displayName)",
          "startswith(displayName,x)", "startswith(displayName,'x'", "not", "and", "''",
          "displayName eq 'x' displayName eq 'y'", "displayName eq 'x'; drop table people"}) {
        EXPECT_FALSE(filter(text)) << text;
    }
}

TEST(OdataFilter, StaysWithinItsLimits) {
    std::string deep = "id eq 'a'";
    for (int i = 0; i < kMaxFilterDepth - 1; ++i) deep = "(" + deep + ")";
    EXPECT_TRUE(filter(deep));
    EXPECT_FALSE(filter("(" + deep + ")"));
    EXPECT_FALSE(filter(std::string(kMaxFilterBytes, '(')));
    std::string wide = "id eq 'a'";
    for (int i = 0; i < kMaxFilterNodes; ++i) wide += " or id eq 'a'";
    EXPECT_FALSE(filter(wide));
    EXPECT_FALSE(filter("id eq '" + std::string(kMaxFilterBytes, 'a') + "'"));
    std::string nots;
    for (int i = 0; i < 200; ++i) nots += "not ";
    EXPECT_FALSE(filter(nots + "id eq 'a'"));
}

}  // namespace
}  // namespace tilbage::wire
