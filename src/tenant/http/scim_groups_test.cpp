#include "tenant/http/scim_groups.h"

#include <gtest/gtest.h>

#include "tenant/http/testing/agent_api.h"
#include "wire/scim_list.h"
#include "wire/scim_patch.h"

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

TEST_F(ScimGroupsTest, WhatDoesNotFitIsRefused) {
    EXPECT_EQ(post(group(1, "A", {{Kind::person, "nobody"}})).status, 400U);
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Groups", "{}").status, 400U);
    EXPECT_EQ(api_.scim("PUT", "/scim/v2/Groups/none", wire::encode_scim_group(group(2, "B"))).status, 404U);
    EXPECT_EQ(object_in(api_.scim("GET", "/scim/v2/Groups")).at("totalResults").as_int64(), 0);
}

TEST_F(ScimGroupsTest, AGroupOfTheSameAnchorIsTakenOver) {
    const auto id = object_in(post(group(1, "A"))).at("id");
    const auto again = post(group(1, "B"));
    EXPECT_EQ(again.status, 200U) << again.content();
    EXPECT_EQ(object_in(again).at("id"), id);
    EXPECT_EQ(object_in(again).at("displayName").as_string(), "B");
}

TEST_F(ScimGroupsTest, GroupsThatAreNotFromADirectoryHaveAnyExternalId) {
    core::Group own;
    own.display_name = "Own";
    own.external_id = "42";
    const auto first = post(own);
    ASSERT_EQ(first.status, 201U) << first.content();
    own.external_id = {};
    ASSERT_EQ(post(own).status, 201U);
    ASSERT_EQ(post(own).status, 201U) << "and there may be many without one";
    const auto list = object_in(api_.scim("GET", "/scim/v2/Groups?filter=externalId%20eq%20%2242%22"));
    ASSERT_EQ(list.at("totalResults").as_int64(), 1);
    EXPECT_EQ(list.at("Resources").at(0).at("id"), object_in(first).at("id"));
    EXPECT_FALSE(object_in(first).contains(wire::kScimOnPremisesGroupSchema));
}

TEST_F(ScimGroupsTest, MembersComeAndGoByPatch) {
    const auto anna = person(8);
    const auto bo = person(9);
    const auto nested = wire::decode_scim_group(post(group(2, "Nested")).content())->id.str();
    const auto made = post(group(1, "A", {{Kind::person, anna}}));
    const std::string path = "/scim/v2/Groups/" + wire::decode_scim_group(made.content())->id.str();
    const auto members = [&] { return wire::decode_scim_group(api_.scim("GET", path).content())->members; };
    const auto patch = wire::scim_member_patch({{Kind::person, bo}, {Kind::group, nested}}, {{Kind::person, anna}});
    const auto patched = api_.scim("PATCH", path, wire::encode_scim_patch(patch));
    EXPECT_EQ(patched.status, 204U) << patched.content();
    EXPECT_EQ(members(), (std::vector<core::GroupMember>{{Kind::person, bo}, {Kind::group, nested}}));
    EXPECT_EQ(api_.scim("PATCH", path, wire::encode_scim_patch(patch)).status, 204U) << "once more is no harm";
    const auto stranger = wire::scim_member_patch({{Kind::person, "nobody"}}, {});
    EXPECT_EQ(api_.scim("PATCH", path, wire::encode_scim_patch(stranger)).status, 400U);
    const auto asked = api_.scim("PATCH", path + "?attributes=members",
                                 wire::encode_scim_patch(wire::scim_member_patch({}, {{Kind::group, nested}})));
    ASSERT_EQ(asked.status, 200U);
    EXPECT_EQ(object_in(asked).at("members").as_array().size(), 1U);
    const auto renamed = api_.scim("PATCH", path, R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "displayName", "value": "B"}, {"op": "remove", "path": "members"}]})");
    EXPECT_EQ(renamed.status, 204U) << renamed.content();
    EXPECT_EQ(wire::decode_scim_group(api_.scim("GET", path).content())->display_name, "B");
    EXPECT_TRUE(members().empty());
}

TEST_F(ScimGroupsTest, AnUnchangedGroupIsNotSentAgain) {
    const auto made = post(group(1, "A"));
    const std::string path = "/scim/v2/Groups/" + wire::decode_scim_group(made.content())->id.str();
    EXPECT_EQ(api_.scim("GET", path, {}, {{"If-None-Match", header_of(made, "ETag")}}).status, 304U);
    EXPECT_EQ(api_.scim("GET", path, {}, {{"If-None-Match", "W/\"other\""}}).status, 200U);
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
