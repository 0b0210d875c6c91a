#include "connect/provisioning/plain_scim.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "wire/scim_names.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::string_view kCoreSchemas = "urn:ietf:params:scim:schemas:core:2.0:";

std::string lower(std::string_view text) {
    std::string folded(text);
    std::ranges::transform(folded, folded.begin(), wire::lower_ascii);
    return folded;
}

// Attribute names have no case (RFC 7643 §2.1).
const json::value* find(const json::object& object, std::string_view name) {
    if (const auto* exact = object.if_contains(name)) return exact;
    const auto found =
        std::ranges::find_if(object, [&](const auto& one) { return wire::same_scim_name(one.key(), name); });
    return found == object.end() ? nullptr : &found->value();
}

json::object parse_object(std::string_view text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    if (error || !value.is_object()) return {};
    return std::move(value.get_object());
}

// Numbers are ids, too.
std::string text_at(const json::object& object, std::string_view name) {
    const auto* value = find(object, name);
    if (value == nullptr) return {};
    if (value->is_string()) return std::string(value->get_string());
    return value->is_int64() ? std::to_string(value->get_int64()) : std::string();
}

std::int64_t number_at(const json::object& object, std::string_view name) {
    const auto* value = find(object, name);
    return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

// Some services write "True".
bool flag_at(const json::object& object, std::string_view name, bool otherwise) {
    const auto* value = find(object, name);
    if (value == nullptr) return otherwise;
    if (value->is_bool()) return value->get_bool();
    return value->is_string() ? !wire::same_scim_name(value->get_string(), "false") : otherwise;
}

std::optional<core::GroupMember> read_member(const json::value& value) {
    if (!value.is_object()) return std::nullopt;
    const auto& object = value.get_object();
    auto id = text_at(object, "value");
    if (id.empty()) return std::nullopt;
    const auto ref = text_at(object, "$ref");
    const bool group = wire::same_scim_name(text_at(object, "type"), "Group") || ref.find("/Groups/") != ref.npos;
    return core::GroupMember{group ? core::GroupMember::Kind::group : core::GroupMember::Kind::person, std::move(id)};
}

std::vector<core::GroupMember> read_members(const json::object& object) {
    std::vector<core::GroupMember> members;
    const auto* value = find(object, "members");
    if (value == nullptr || !value->is_array()) return members;
    for (const auto& one : value->get_array())
        if (auto member = read_member(one)) members.push_back(std::move(*member));
    return members;
}

PlainResource read_resource(const json::object& object) {
    auto name = text_at(object, "userName");
    if (name.empty()) name = text_at(object, "displayName");
    return {.id = text_at(object, "id"),
            .external_id = text_at(object, "externalId"),
            .name = std::move(name),
            .active = flag_at(object, "active", true),
            .members = read_members(object)};
}

bool is_unknown_extension(std::string_view name, const std::set<std::string>& known) {
    const auto folded = lower(name);
    return folded.starts_with("urn:") && !folded.starts_with(kCoreSchemas) && !known.contains(folded);
}

void strip(json::object& resource, const std::set<std::string>& known) {
    std::vector<std::string> gone;
    for (const auto& attribute : resource)
        if (is_unknown_extension(attribute.key(), known)) gone.emplace_back(attribute.key());
    for (const auto& name : gone) resource.erase(name);
    auto* schemas = resource.if_contains("schemas");
    if (schemas == nullptr || !schemas->is_array()) return;
    json::array kept;
    for (const auto& schema : schemas->get_array())
        if (!schema.is_string() || !is_unknown_extension(schema.get_string(), known)) kept.push_back(schema);
    *schemas = std::move(kept);
}

tl::unexpected<base::Error> not_an_object() {
    return base::fail(base::ErrorCode::corrupt, "the service's answer is not a SCIM resource");
}

// What only the service says.
void drop_read_only(json::object& resource) {
    for (const auto* name : {"meta", "groups"}) resource.erase(name);
}

}  // namespace

base::Result<PlainList> read_plain_list(std::string_view body) {
    const auto object = parse_object(body);
    if (find(object, "totalResults") == nullptr)
        return base::fail(base::ErrorCode::corrupt, "the service's answer is not a SCIM ListResponse");
    PlainList list;
    list.total = number_at(object, "totalResults");
    list.start = number_at(object, "startIndex");
    const auto* resources = find(object, "Resources");
    if (resources == nullptr || !resources->is_array()) return list;
    for (const auto& one : resources->get_array()) {
        ++list.resources;
        if (!one.is_object()) continue;
        auto resource = read_resource(one.get_object());
        if (!resource.id.empty()) list.found.push_back(std::move(resource));
    }
    return list;
}

std::string plain_id_of(std::string_view body) { return text_at(parse_object(body), "id"); }

std::optional<std::set<std::string>> read_schema_ids(std::string_view body) {
    boost::system::error_code error;
    const auto value = json::parse(body, error);
    if (error) return std::nullopt;
    const json::array* list = value.if_array();  // some answer the list alone
    if (value.is_object()) {
        const auto* resources = find(value.get_object(), "Resources");
        list = resources == nullptr ? nullptr : resources->if_array();
    }
    if (list == nullptr) return std::nullopt;
    std::set<std::string> ids;
    for (const auto& schema : *list)
        if (schema.is_object()) ids.insert(lower(text_at(schema.get_object(), "id")));
    return ids;
}

std::string without_unknown_extensions(std::string_view resource, const std::set<std::string>& known) {
    auto object = parse_object(resource);
    if (object.empty()) return std::string(resource);
    strip(object, known);
    return json::serialize(object);
}

std::string without_unknown_extensions_in_bulk(std::string_view bulk, const std::set<std::string>& known) {
    auto object = parse_object(bulk);
    auto* operations = object.if_contains("Operations");
    if (operations == nullptr || !operations->is_array()) return std::string(bulk);
    for (auto& operation : operations->get_array()) {
        auto* data = operation.is_object() ? operation.get_object().if_contains("data") : nullptr;
        if (data != nullptr && data->is_object()) strip(data->get_object(), known);
    }
    return json::serialize(object);
}

base::Result<std::string> with_active(std::string_view resource, bool active) {
    auto object = parse_object(resource);
    if (object.empty()) return not_an_object();
    drop_read_only(object);
    object["active"] = active;
    return json::serialize(object);
}

base::Result<std::string> with_members(std::string_view resource, const core::ChangeMembers& change) {
    auto object = parse_object(resource);
    if (object.empty()) return not_an_object();
    auto members = read_members(object);
    const auto is_named = [](const std::vector<core::GroupMember>& list, const std::string& id) {
        return std::ranges::find(list, id, &core::GroupMember::id) != list.end();
    };
    std::erase_if(members,
                  [&](const auto& one) { return is_named(change.removed, one.id) || is_named(change.added, one.id); });
    members.insert(members.end(), change.added.begin(), change.added.end());
    json::array list;
    for (const auto& member : members) {
        const bool group = member.kind == core::GroupMember::Kind::group;
        list.push_back(json::object{{"value", member.id}, {"type", group ? "Group" : "User"}});
    }
    drop_read_only(object);
    object["members"] = std::move(list);
    return json::serialize(object);
}

core::TargetPerson to_plain_person(PlainResource resource) {
    core::TargetPerson person;
    person.id = std::move(resource.id);
    person.partial = true;
    if (auto anchor = core::SourceAnchor::parse(resource.external_id)) person.person.anchor = std::move(*anchor);
    person.person.user_principal_name = std::move(resource.name);
    person.person.active = resource.active;
    return person;
}

core::TargetGroup to_plain_group(PlainResource resource) {
    core::TargetGroup group;
    group.id = std::move(resource.id);
    group.partial = true;
    if (auto anchor = core::SourceAnchor::parse(resource.external_id)) group.group.anchor = std::move(*anchor);
    group.group.display_name = std::move(resource.name);
    group.members = std::move(resource.members);
    return group;
}

}  // namespace tilbage::connect
