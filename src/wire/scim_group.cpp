#include "wire/scim_group.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "wire/scim_group_json.h"
#include "wire/scim_json.h"
#include "wire/scim_projection_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

// In bytes: rangeUpper of Active Directory's displayName, description and sAMAccountName times four for UTF-8, an
// address, a DNS name.
constexpr std::size_t kMaxName = 1024;
constexpr std::size_t kMaxDescription = 4096;
constexpr std::size_t kMaxDistinguishedName = 8192;
constexpr std::size_t kMaxAddress = 320;
constexpr std::size_t kMaxDomain = 255;
constexpr std::size_t kMaxId = 128;
constexpr std::size_t kMaxMembers = 250'000;

std::string_view type_of(core::GroupMember::Kind kind) {
    return kind == core::GroupMember::Kind::person ? "User" : "Group";
}

void put(json::object& object, std::string_view name, const std::string& text) {
    if (!text.empty()) object.emplace(name, text);
}

void read_on_premises(const json::object& object, core::Group& group, std::optional<ScimProblem>& problem) {
    const ScimAttributes on_premises(object, problem);
    group.description = on_premises.free_text("description", kMaxDescription);
    group.sam_account_name = on_premises.text("sAMAccountName", kMaxName);
    group.netbios_domain = on_premises.text("netbiosDomain", kMaxDomain);
    group.domain = on_premises.text("domain", kMaxDomain);
    group.mail = on_premises.text("mail", kMaxAddress);
    group.security_identifier = on_premises.text("securityIdentifier", kMaxDomain);
    group.distinguished_name = on_premises.free_text("distinguishedName", kMaxDistinguishedName);
}

// With our extension it is the source anchor.
void read_external_id(const ScimAttributes& attributes, bool from_directory, core::Group& group) {
    if (!from_directory) {
        group.external_id = attributes.text("externalId", kMaxName);
        return;
    }
    const auto anchor = core::SourceAnchor::parse(attributes.required_text("externalId", kMaxName));
    if (!anchor) attributes.refuse("externalId", "the Base64 of 16 bytes");
    group.anchor = anchor.value_or(core::SourceAnchor());
}

json::object on_premises_of(const core::Group& group) {
    json::object object;
    put(object, "description", group.description);
    put(object, "sAMAccountName", group.sam_account_name);
    put(object, "netbiosDomain", group.netbios_domain);
    put(object, "domain", group.domain);
    put(object, "mail", group.mail);
    put(object, "securityIdentifier", group.security_identifier);
    put(object, "distinguishedName", group.distinguished_name);
    return object;
}

}  // namespace

std::optional<core::GroupMember> read_scim_member(const json::value& value, std::optional<ScimProblem>& problem) {
    const json::object* object = value.if_object();
    if (object == nullptr) {
        if (!problem) problem = ScimProblem{400, "invalidValue", "members must be a list of objects"};
        return std::nullopt;
    }
    const ScimAttributes member(*object, problem);
    const std::string type = member.text("type", kMaxId);
    const bool is_group = same_scim_name(type, "Group");
    if (!type.empty() && !is_group && !same_scim_name(type, "User")) member.refuse("members.type", "User or Group");
    return core::GroupMember{is_group ? core::GroupMember::Kind::group : core::GroupMember::Kind::person,
                             member.required_text("value", kMaxId)};
}

ScimResult<core::Group> read_scim_group(const json::object& object) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kScimGroupSchema);
    core::Group group;
    group.id = core::GroupId(attributes.text("id", kMaxId));
    group.display_name = attributes.free_text("displayName", kMaxName);
    if (group.display_name.empty()) attributes.refuse("displayName", "there");
    if (const json::array* members = attributes.array("members", kMaxMembers)) {
        group.members.reserve(members->size());
        for (const auto& one : *members)
            if (auto member = read_scim_member(one, problem)) group.members.push_back(std::move(*member));
    }
    const json::object* on_premises = attributes.object(kScimOnPremisesGroupSchema);
    if (on_premises != nullptr) read_on_premises(*on_premises, group, problem);
    read_external_id(attributes, on_premises != nullptr, group);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    core::normalise_members(group.members);
    return group;
}

json::array scim_members(const std::vector<core::GroupMember>& members) {
    json::array list;
    list.reserve(members.size());
    for (const auto& member : members)
        list.push_back(json::object{{"value", member.id}, {"type", type_of(member.kind)}});
    return list;
}

json::object scim_group_object(const core::Group& group) {
    const bool from_directory = group.anchor != core::SourceAnchor();
    json::object object;
    json::array schemas{kScimGroupSchema};
    if (from_directory) schemas.emplace_back(kScimOnPremisesGroupSchema);
    object.emplace("schemas", std::move(schemas));
    put(object, "externalId", from_directory ? group.anchor.str() : group.external_id);
    object.emplace("displayName", group.display_name);
    if (!group.members.empty()) object.emplace("members", scim_members(group.members));
    if (from_directory) object.emplace(kScimOnPremisesGroupSchema, on_premises_of(group));
    return object;
}

json::object scim_group_object(const core::Group& group, const ScimBase& base, std::string_view version) {
    json::object object = scim_group_object(group);
    object.emplace("id", group.id.str());
    object.emplace("meta", json::object{{"resourceType", "Group"},
                                        {"location", base.location(ScimResource::group, group.id.str())},
                                        {"version", version}});
    return object;
}

ScimResult<core::Group> decode_scim_group(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    return read_scim_group(*object);
}

std::string encode_scim_group(const core::Group& group) { return json::serialize(scim_group_object(group)); }

std::string encode_scim_group(const core::Group& group, const ScimBase& base, std::string_view version,
                              const ScimProjection& projection) {
    auto object = scim_group_object(group, base, version);
    project(object, projection);
    return json::serialize(object);
}

}  // namespace tilbage::wire
