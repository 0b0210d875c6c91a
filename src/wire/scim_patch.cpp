#include "wire/scim_patch.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <unordered_set>

#include "wire/scim_filter.h"
#include "wire/scim_group_json.h"
#include "wire/scim_json.h"
#include "wire/scim_patch_json.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using Kind = ScimPatchOperation::Kind;

constexpr std::string_view kPatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
constexpr std::size_t kMaxPath = 1024;

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::add:
            return "add";
        case Kind::replace:
            return "replace";
        case Kind::remove:
            return "remove";
    }
    return {};
}

// "Replace" is taken as well: some clients send it.
std::optional<Kind> kind_of(std::string_view text) {
    for (const auto kind : {Kind::add, Kind::replace, Kind::remove})
        if (same_scim_name(text, to_string(kind))) return kind;
    return std::nullopt;
}

ScimResult<ScimPatchOperation> read_operation(ScimResource resource, const json::value& value) {
    if (!value.is_object()) return scim_problem(400, "invalidSyntax", "Operations must be a list of objects");
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(value.get_object(), problem);
    ScimPatchOperation operation;
    const auto kind = kind_of(attributes.text("op", kMaxPath));
    operation.path_text = attributes.free_text("path", kMaxPath);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    if (!kind) return scim_problem(400, "invalidSyntax", "op must be add, replace or remove");
    operation.kind = *kind;
    if (const auto* found = attributes.find("value")) operation.value = *found;
    if (!operation.path_text.empty()) {
        auto target = ScimFilterParser(resource, operation.path_text, "invalidPath").target();
        if (!target) return tl::unexpected<ScimProblem>(std::move(target.error()));
        operation.target = std::move(*target);
        return operation;
    }
    if (operation.kind == Kind::remove) return scim_problem(400, "noTarget", "remove needs a path");
    if (!operation.value.is_object())
        return scim_problem(400, "invalidValue", "without a path, value must be an object with the attributes");
    return operation;
}

bool is_plain_members(const ScimPatchOperation& operation) {
    if (!operation.target) return false;
    const auto& path = operation.target->path;
    return path.extension.empty() && path.attribute != nullptr && path.attribute->name == "members" &&
           path.sub == nullptr;
}

// The members that an operation names, or nullopt when it is not as simple as that.
std::optional<std::vector<core::GroupMember>> members_named(const ScimPatchOperation& operation,
                                                            std::optional<ScimProblem>& problem) {
    const auto& values = operation.target->values;
    if (values) {
        if (operation.kind != Kind::remove || values->op != ScimFilter::Op::eq || values->path.sub == nullptr ||
            values->path.sub->name != "value" || !std::holds_alternative<std::string>(values->value))
            return std::nullopt;
        return std::vector<core::GroupMember>{{.id = std::get<std::string>(values->value)}};
    }
    std::vector<core::GroupMember> members;
    if (const auto* list = operation.value.if_array()) {
        members.reserve(list->size());
        for (const auto& one : *list)
            if (auto member = read_scim_member(one, problem)) members.push_back(std::move(*member));
        return members;
    }
    if (!operation.value.is_object()) return std::nullopt;
    if (auto member = read_scim_member(operation.value, problem)) members.push_back(std::move(*member));
    return members;
}

void remove_members(std::vector<core::GroupMember>& members, const std::vector<core::GroupMember>& gone) {
    std::unordered_set<std::string_view> ids;
    for (const auto& member : gone) ids.insert(member.id);
    std::erase_if(members, [&](const auto& member) { return ids.contains(member.id); });
}

// Groups can be large, and most patches of groups are about members alone: those are done without JSON. nullopt: this
// patch is another one.
std::optional<core::Group> with_members_patched(const ScimPatchOperations& patch, const core::Group& before,
                                                std::optional<ScimProblem>& problem) {
    if (!std::ranges::all_of(patch.operations, is_plain_members)) return std::nullopt;
    core::Group group = before;
    for (const auto& operation : patch.operations) {
        auto named = members_named(operation, problem);
        if (!named) return std::nullopt;
        switch (operation.kind) {
            case Kind::replace:
                group.members = std::move(*named);
                break;
            case Kind::add:
                group.members.insert(group.members.end(), named->begin(), named->end());
                break;
            case Kind::remove:
                remove_members(group.members, *named);
                break;
        }
    }
    core::normalise_members(group.members);
    return group;
}

ScimPatchOperation operation_on(Kind kind, std::string path, json::value value) {
    ScimPatchOperation operation;
    operation.kind = kind;
    operation.path_text = std::move(path);
    operation.value = std::move(value);
    return operation;
}

}  // namespace

ScimResult<ScimPatch> read_scim_patch(ScimResource resource, const json::object& object) {
    std::optional<ScimProblem> problem;
    const ScimAttributes attributes(object, problem);
    attributes.require_schema(kPatchOp);
    const json::array* list = attributes.array("Operations", kMaxScimPatchOperations);
    if (list == nullptr || list->empty()) attributes.refuse("Operations", "a list with at least one operation");
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    auto patch = std::make_shared<ScimPatchOperations>();
    patch->resource = resource;
    patch->operations.reserve(list->size());
    for (const auto& one : *list) {
        auto operation = read_operation(resource, one);
        if (!operation) return tl::unexpected<ScimProblem>(std::move(operation.error()));
        patch->operations.push_back(std::move(*operation));
    }
    return ScimPatch(std::move(patch));
}

ScimResult<ScimPatch> decode_scim_patch(ScimResource resource, std::string_view text) {
    const auto object = parse_scim_object(text);
    if (!object) return tl::unexpected<ScimProblem>(object.error());
    return read_scim_patch(resource, *object);
}

json::object scim_patch_object(const ScimPatch& patch) {
    json::array operations;
    if (patch.operations() != nullptr) {
        for (const auto& one : patch.operations()->operations) {
            json::object operation{{"op", to_string(one.kind)}};
            if (!one.path_text.empty()) operation.emplace("path", one.path_text);
            if (!one.value.is_null()) operation.emplace("value", one.value);
            operations.push_back(std::move(operation));
        }
    }
    return {{"schemas", {kPatchOp}}, {"Operations", std::move(operations)}};
}

std::string encode_scim_patch(const ScimPatch& patch) { return json::serialize(scim_patch_object(patch)); }

ScimPatch scim_member_patch(const std::vector<core::GroupMember>& added,
                            const std::vector<core::GroupMember>& removed) {
    auto patch = std::make_shared<ScimPatchOperations>();
    patch->resource = ScimResource::group;
    for (const auto& member : removed)
        patch->operations.push_back(
            operation_on(Kind::remove, "members[" + scim_equals("value", member.id) + "]", nullptr));
    if (!added.empty()) patch->operations.push_back(operation_on(Kind::add, "members", scim_members(added)));
    return ScimPatch(std::move(patch));
}

ScimPatch scim_active_patch(bool active) {
    auto patch = std::make_shared<ScimPatchOperations>();
    patch->operations.push_back(operation_on(Kind::replace, "active", active));
    return ScimPatch(std::move(patch));
}

std::optional<ScimMemberChange> member_change_in(const ScimPatch& patch) {
    if (patch.operations() == nullptr) return std::nullopt;
    std::map<std::string, std::optional<core::GroupMember>> last;  // nothing: goes
    std::optional<ScimProblem> problem;
    for (const auto& operation : patch.operations()->operations) {
        if (operation.kind == Kind::replace || !is_plain_members(operation)) return std::nullopt;
        auto named = members_named(operation, problem);
        if (!named || problem) return std::nullopt;  // said when it is applied
        for (auto& member : *named) {
            auto& one = last[member.id];
            one = operation.kind == Kind::add ? std::optional(std::move(member)) : std::nullopt;
        }
    }
    ScimMemberChange change;
    for (auto& [id, member] : last) {
        if (member) {
            change.added.push_back(std::move(*member));
        } else {
            for (const auto kind : {core::GroupMember::Kind::person, core::GroupMember::Kind::group})
                change.removed.push_back({kind, id});
        }
    }
    return change;
}

ScimResult<core::Person> apply_scim_patch(const ScimPatch& patch, const core::Person& person) {
    auto object = scim_user_object(person);
    if (patch.operations() == nullptr) return person;
    if (auto problem = patch_scim_object(*patch.operations(), object))
        return tl::unexpected<ScimProblem>(std::move(*problem));
    auto patched = read_scim_user(object);
    if (!patched) return patched;
    patched->id = person.id;
    patched->tenant_id = person.tenant_id;
    return patched;
}

ScimResult<core::Group> apply_scim_patch(const ScimPatch& patch, const core::Group& group) {
    if (patch.operations() == nullptr) return group;
    std::optional<ScimProblem> problem;
    auto with_members = with_members_patched(*patch.operations(), group, problem);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    if (with_members) return std::move(*with_members);
    auto object = scim_group_object(group);
    problem = patch_scim_object(*patch.operations(), object);
    if (problem) return tl::unexpected<ScimProblem>(std::move(*problem));
    auto patched = read_scim_group(object);
    if (!patched) return patched;
    patched->id = group.id;
    patched->tenant_id = group.tenant_id;
    return patched;
}

}  // namespace tilbage::wire
