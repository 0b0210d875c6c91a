#include "tenant/http/scim_groups.h"

#include <gtest/gtest.h>

#include "tenant/http/testing/agent_api.h"
#include "wire/scim_list.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;
using Kind = core::GroupMember::Kind;

class ScimGroupsTest : public ::testing::Test {
protected:
    static core::SourceAnchor anchor(std::uint8_t number) {
        return core::SourceAnchor::from_guid(base::Bytes(16, number)).value();
    }
    static core::Group group(std::uint8_t number, const std::string& name,
                             std::vector<core::GroupMember> members = {}) {
        core::Group made;
        made.anchor = anchor(number);
        made.display_name = name;
        made.members = std::move(members);
        return made;
    }
    http::Response post(const core::Group& made) {
        return api_.scim("POST", "/scim/v2/Groups", wire::encode_scim_group(made));
    }
    std::string person(std::uint8_t number) {
        core::Person made;
        made.anchor = anchor(number);
        made.user_name = "p" + std::to_string(number) + "@ex1.test";
        const auto response = api_.scim("POST", "/scim/v2/Users", wire::encode_scim_user(made));
        return std::string(std::string_view(object_in(response).at("id").as_string()));
    }

    AgentApi api_;
};

TEST_F(ScimGroupsTest, AGroupIsCreatedReadReplacedAndDeleted) {
    const auto response = post(group(1, "Ansatte", {{Kind::person, person(9)}}));
    ASSERT_EQ(response.status, 201U) << response.content();
    const auto made = wire::decode_scim_group(response.content()).value();
    const std::string path = "/scim/v2/Groups/" + made.id.str();
    EXPECT_EQ(header_of(response, "Location"), "https://id.example.org" + path);
    EXPECT_EQ(api_.scim("GET", path).content(), response.content());
    const auto replaced = api_.scim("PUT", path, wire::encode_scim_group(group(1, "Medarbejdere")));
    ASSERT_EQ(replaced.status, 200U) << replaced.content();
    EXPECT_TRUE(wire::decode_scim_group(replaced.content())->members.empty());
    EXPECT_EQ(api_.scim("DELETE", path).status, 204U);
    EXPECT_EQ(api_.scim("GET", path).status, 404U);
    EXPECT_EQ(api_.audited().back().record.action, "groups.provision");
}

TEST_F(ScimGroupsTest, WhatDoesNotFitIsRefusedAndLeavesNoTrace) {
    EXPECT_EQ(post(group(1, "A", {{Kind::person, "nobody"}})).status, 400U);
    ASSERT_EQ(post(group(1, "A")).status, 201U);
    const auto records = api_.audited().size();
    EXPECT_EQ(post(group(1, "Tvilling")).status, 409U);
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Groups", "{}").status, 400U);
    EXPECT_EQ(api_.scim("PUT", "/scim/v2/Groups/none", wire::encode_scim_group(group(2, "B"))).status, 404U);
    EXPECT_EQ(api_.audited().size(), records);
}

TEST_F(ScimGroupsTest, AChangeOfAnOldVersionIsRefused) {
    const auto response = post(group(1, "A"));
    const std::string path = "/scim/v2/Groups/" + wire::decode_scim_group(response.content())->id.str();
    const std::string old = header_of(response, "ETag");
    ASSERT_EQ(api_.scim("PUT", path, wire::encode_scim_group(group(1, "B"))).status, 200U);
    EXPECT_EQ(api_.scim("PUT", path, wire::encode_scim_group(group(1, "C")), {{"If-Match", old}}).status, 412U);
    EXPECT_EQ(api_.scim("DELETE", path, {}, {{"If-Match", old}}).status, 412U);
    EXPECT_EQ(wire::decode_scim_group(api_.scim("GET", path).content())->display_name, "B");
}

TEST_F(ScimGroupsTest, TheListComesInPages) {
    for (std::uint8_t number = 1; number <= 3; ++number) ASSERT_EQ(post(group(number, "G")).status, 201U);
    http::Request request;
    request.method = "GET";
    request.path = "/scim/v2/Groups";
    request.query = {{"startIndex", "2"}, {"count", "1"}};
    request.headers = {{"Authorization", "Bearer " + api_.token(api_.tenant)}};
    const auto page = wire::decode_scim_group_list(api_.call(request).content());
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 3);
    EXPECT_EQ(page->groups.size(), 1U);
    request.query = {{"filter", "externalId eq \"" + anchor(3).str() + "\""}};
    EXPECT_EQ(wire::decode_scim_group_list(api_.call(request).content())->groups.front().anchor, anchor(3));
    request.headers = {{"Authorization", "Bearer " + api_.token(api_.other_tenant)}};
    EXPECT_TRUE(wire::decode_scim_group_list(api_.call(request).content())->groups.empty());
    request.headers.clear();
    EXPECT_EQ(api_.call(request).status, 401U);
}

}  // namespace
}  // namespace tilbage::tenant
