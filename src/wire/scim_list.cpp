#include "wire/scim_list.h"

#include <boost/json/monotonic_resource.hpp>

#include "wire/scim_group_json.h"
#include "wire/scim_json.h"
#include "wire/scim_list_json.h"
#include "wire/scim_projection_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

void add(json::array& resources, json::object object, const ScimProjection& projection) {
    project(object, projection);
    resources.push_back(std::move(object));
}

void add(json::array& resources, const std::vector<core::Person>& people, const ScimBase& base,
         const ScimProjection& projection) {
    resources.reserve(resources.size() + people.size());
    for (const auto& person : people)
        add(resources, scim_user_object(person, base, scim_version(person), resources.storage()), projection);
}

void add(json::array& resources, const std::vector<core::Group>& groups, const ScimBase& base,
         const ScimProjection& projection) {
    resources.reserve(resources.size() + groups.size());
    for (const auto& group : groups) add(resources, scim_group_object(group, base, scim_version(group)), projection);
}

}  // namespace

std::string encode_scim_list(const ScimList& list, const ScimBase& base, const ScimProjection& projection) {
    json::array resources(json::make_shared_resource<json::monotonic_resource>());
    add(resources, list.people, base, projection);
    return encode_scim_list_response(list.total, list.start_index, std::move(resources));
}

std::string encode_scim_group_list(const ScimGroupList& list, const ScimBase& base, const ScimProjection& projection) {
    json::array resources;
    add(resources, list.groups, base, projection);
    return encode_scim_list_response(list.total, list.start_index, std::move(resources));
}

ScimResult<ScimList> decode_scim_list(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimList list;
    const auto head = read_scim_list_response(*object, [&](const json::object& one) -> std::optional<ScimProblem> {
        auto person = read_scim_user(one);
        if (!person) return std::move(person.error());
        if (person->id.empty()) return ScimProblem{400, "invalidValue", "a listed user has no id"};
        list.people.push_back(std::move(*person));
        return std::nullopt;
    });
    if (!head) return tl::unexpected<ScimProblem>(head.error());
    list.total = head->total;
    list.start_index = head->start_index;
    return list;
}

ScimResult<ScimGroupList> decode_scim_group_list(std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    ScimGroupList list;
    const auto head = read_scim_list_response(*object, [&](const json::object& one) -> std::optional<ScimProblem> {
        auto group = read_scim_group(one);
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
