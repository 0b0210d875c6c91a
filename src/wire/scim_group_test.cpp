#include "wire/scim_group.h"

#include <gtest/gtest.h>

#include "wire/scim_list.h"

namespace tilbage::wire {
namespace {

using Kind = core::GroupMember::Kind;
const ScimBase kBase{"https://id.example.org/scim/v2"};

core::Group group() {
    core::Group made;
    made.id = core::GroupId("g-1");
    made.anchor = core::SourceAnchor::from_guid(base::Bytes(16, 7)).value();
    made.display_name = "Økonomi";
    made.description = "Hvem der betaler";
    made.sam_account_name = "Oekonomi";
    made.netbios_domain = "EX1";
    made.domain = "ex1.test";
    made.members = {{Kind::person, "p-1"}, {Kind::group, "g-2"}};
    return made;
}

TEST(ScimGroup, ComesBackAsItWasSent) {
    auto expected = group();
    EXPECT_EQ(decode_scim_group(encode_scim_group(expected, kBase, scim_version(expected))).value(), expected);
    expected.id = core::GroupId();
    EXPECT_EQ(decode_scim_group(encode_scim_group(group())).value(), expected);
}

TEST(ScimGroup, AMemberWithoutTypeIsAUserAndOneThatStandsTwiceIsOne) {
    const auto read = decode_scim_group(
        R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "A",
            "externalId": "q83vEjRWeJq83vEjRWeJqg==", "members": [{"value": "p-1"}, {"value": "p-1", "type": "User"}]})");
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->members, (std::vector<core::GroupMember>{{Kind::person, "p-1"}}));
}

TEST(ScimGroup, WhatCannotBeIsRefused) {
    for (const auto* text :
         {"", "[]", R"({"displayName": "A"})",
          R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "externalId": "q83vEjRWeJq83vEjRWeJqg=="})",
          R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "A", "externalId": "x",
              "urn:tilbage:params:scim:schemas:onprem:2.0:Group": {}})",
          R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "A",
              "externalId": "q83vEjRWeJq83vEjRWeJqg==", "members": [{"value": "p", "type": "Robot"}]})",
          R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": "A",
              "externalId": "q83vEjRWeJq83vEjRWeJqg==", "members": ["p"]})"}) {
        EXPECT_FALSE(decode_scim_group(text).has_value()) << text;
    }
}

TEST(ScimGroup, TheVersionChangesWithTheMembers) {
    auto other = group();
    other.members.pop_back();
    EXPECT_NE(scim_version(other), scim_version(group()));
}

TEST(ScimGroup, APageComesBackAsItWasSent) {
    const ScimGroupList list{.total = 12, .start_index = 3, .groups = {group()}};
    const auto read = decode_scim_group_list(encode_scim_group_list(list, kBase));
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->total, 12);
    EXPECT_EQ(read->start_index, 3);
    EXPECT_EQ(read->groups, list.groups);
}

}  // namespace
}  // namespace tilbage::wire
