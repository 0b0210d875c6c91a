#include "wire/scim_group.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "wire/scim_json.h"
#include "wire/scim_list_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kGroup = "urn:ietf:params:scim:schemas:core:2.0:Group";
constexpr std::string_view kOnPremises = "urn:tilbage:params:scim:schemas:onprem:2.0:Group";

// In bytes: rangeUpper of Active Directory's displayName, description and sAMAccountName times four for UTF-8, an
// address, a DNS name.
constexpr std::size_t kMaxName = 1024;
constexpr std::size_t kMaxDescription = 4096;
constexpr std::size_t kMaxAddress = 320;
constexpr std::size_t kMaxDomain = 255;
constexpr std::size_t kMaxAnchor = 64;
constexpr std::size_t kMaxId = 64;
constexpr std::size_t kMaxMembers = 250'000;

std::string url_of(const ScimBase& base, const core::GroupId& id) { return base.url + "/Groups/" + id.str(); }

std::string_view type_of(core::GroupMember::Kind kind) {
    return kind == core::GroupMember::Kind::person ? "User" : "Group";
}

void read_member(const json::value& value, core::Group& group, std::optional<ScimProblem>& problem) {
    if (!value.is_object()) {
        problem = ScimProblem{400, "invalidValue", "members must be a list of objects"};
        return;
    }
    const ScimAttributes member(value.get_object(), problem);
    const std::string type = member.text("type", kMaxId);
    if (!type.empty() && type != "User" && type != "Group") member.refuse("members.type", "User or Group");
    group.members.push_back({type == "Group" ? core::GroupMember::Kind::group : core::GroupMember::Kind::person,
                             member.required_text("value", kMaxId)});
}

ScimResult<core::Group> read_group(const json::object& object) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kGroup);
    core::Group group;
    group.id = core::GroupId(attributes.text("id", kMaxId));
    group.display_name = attributes.required_text("displayName", kMaxName);
    const auto anchor = core::SourceAnchor::parse(attributes.required_text("externalId", kMaxAnchor));
    if (!anchor) attributes.refuse("externalId", "the Base64 of 16 bytes");
    group.anchor = anchor.value_or(core::SourceAnchor());
    if (const json::array* members = attributes.array("members", kMaxMembers))
        for (const auto& member : *members) read_member(member, group, problem);
    if (const json::object* more = attributes.object(kOnPremises)) {
        const ScimAttributes on_premises(*more, problem);
        group.description = on_premises.text("description", kMaxDescription);
        group.sam_account_name = on_premises.text("sAMAccountName", kMaxName);
        group.netbios_domain = on_premises.text("netbiosDomain", kMaxDomain);
        group.domain = on_premises.text("domain", kMaxDomain);
        group.mail = on_premises.text("mail", kMaxAddress);
    }
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    core::normalise_members(group.members);
    return group;
}

json::object group_object(const core::Group& group) {
    json::array members;
    members.reserve(group.members.size());
    for (const auto& member : group.members)
        members.push_back(json::object{{"value", member.id}, {"type", type_of(member.kind)}});
    return {{"schemas", {kGroup, kOnPremises}},
            {"externalId", group.anchor.str()},
            {"displayName", group.display_name},
            {"members", std::move(members)},
            {kOnPremises,
             {{"description", group.description},
              {"sAMAccountName", group.sam_account_name},
              {"netbiosDomain", group.netbios_domain},
              {"domain", group.domain},
              {"mail", group.mail}}}};
}

json::object group_object(const core::Group& group, const ScimBase& base) {
    json::object object = group_object(group);
    object["id"] = group.id.str();
    object["meta"] =
        json::object{{"resourceType", "Group"}, {"location", url_of(base, group.id)}, {"version", scim_version(group)}};
    return object;
}

}  // namespace

ScimResult<core::Group> decode_scim_group(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    return read_group(*object);
}

std::string encode_scim_group(const core::Group& group) { return json::serialize(group_object(group)); }

std::string encode_scim_group(const core::Group& group, const ScimBase& base) {
    return json::serialize(group_object(group, base));
}

std::string scim_version(const core::Group& group) {
    constexpr std::size_t kBytes = 8;
    const auto digest = crypto::sha256(encode_scim_group(group));
    return "W/\"" + base::to_hex(std::span(digest).first(kBytes)) + "\"";
}

std::string encode_scim_group_list(const ScimGroupList& list, const ScimBase& base) {
    json::array resources;
    for (const auto& group : list.groups) resources.push_back(group_object(group, base));
    return encode_scim_list_response(list.total, list.start_index, std::move(resources));
}

ScimResult<ScimGroupList> decode_scim_group_list(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimGroupList list;
    const auto head =
        read_scim_list_response(*object, kMaxScimGroupPage, [&](const json::object& one) -> std::optional<ScimProblem> {
            auto group = read_group(one);
            if (!group) return std::move(group.error());
            if (group->id.empty()) return ScimProblem{400, "invalidValue", "a listed group has no id"};
            list.groups.push_back(std::move(*group));
            return std::nullopt;
        });
    if (!head) return tl::unexpected<ScimProblem>(head.error());
    list.total = head->total;
    list.start_index = head->start_index;
    return list;
}

}  // namespace tilbage::wire
