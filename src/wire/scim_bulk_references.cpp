// References of bulk operations to one another (RFC 7644 §3.7.2).
#include <boost/json/array.hpp>

#include "wire/scim_bulk.h"
#include "wire/scim_patch_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::string_view kPrefix = "bulkId:";

std::optional<std::string> referred(std::string_view id) {
    if (!id.starts_with(kPrefix)) return std::nullopt;
    return std::string(id.substr(kPrefix.size()));
}

// Every text in `value` that is a reference.
template <class Value, class Visit>
void each_reference(Value& value, const Visit& visit) {
    if (auto* text = value.if_string()) {
        if (auto id = referred(*text)) visit(*text, *id);
    } else if (auto* list = value.if_array()) {
        for (auto& one : *list) each_reference(one, visit);
    } else if (auto* object = value.if_object()) {
        for (auto& member : *object) each_reference(member.value(), visit);
    }
}

using IdOf = std::function<std::optional<std::string>(const std::string&)>;

void resolve(core::Person& person, const IdOf& id_of) {
    const auto reference = person.manager ? referred(person.manager->str()) : std::nullopt;
    if (!reference) return;
    const auto id = id_of(*reference);
    person.manager = id ? std::optional(core::PersonId(*id)) : std::nullopt;
}

void resolve(core::Group& group, const IdOf& id_of) {
    std::vector<core::GroupMember> members;
    members.reserve(group.members.size());
    for (auto& member : group.members) {
        if (const auto reference = referred(member.id)) {
            const auto id = id_of(*reference);
            if (!id) continue;
            member.id = *id;
        }
        members.push_back(std::move(member));
    }
    group.members = std::move(members);
    core::normalise_members(group.members);
}

void resolve(ScimPatch& patch, const IdOf& id_of) {
    auto resolved = std::make_shared<ScimPatchOperations>(*patch.operations());
    for (auto& operation : resolved->operations)
        each_reference(operation.value, [&](json::string& text, const std::string& reference) {
            if (const auto id = id_of(reference)) text = *id;
        });
    patch = ScimPatch(std::move(resolved));
}

}  // namespace

std::vector<std::string> scim_bulk_references(const ScimBulkOperation& operation) {
    std::vector<std::string> references;
    const auto add = [&](std::string_view id) {
        if (auto reference = referred(id)) references.push_back(std::move(*reference));
    };
    add(operation.id);
    if (const auto* person = std::get_if<core::Person>(&operation.data); person != nullptr && person->manager)
        add(person->manager->str());
    if (const auto* group = std::get_if<core::Group>(&operation.data))
        for (const auto& member : group->members) add(member.id);
    if (const auto* patch = std::get_if<ScimPatch>(&operation.data); patch != nullptr && patch->operations() != nullptr)
        for (const auto& one : patch->operations()->operations)
            each_reference(one.value, [&](const json::string&, const std::string& id) { references.push_back(id); });
    return references;
}

void resolve_scim_bulk_references(ScimBulkOperation& operation, const IdOf& id_of) {
    if (const auto reference = referred(operation.id))
        if (const auto id = id_of(*reference)) operation.id = *id;
    if (auto* person = std::get_if<core::Person>(&operation.data)) resolve(*person, id_of);
    if (auto* group = std::get_if<core::Group>(&operation.data)) resolve(*group, id_of);
    if (auto* patch = std::get_if<ScimPatch>(&operation.data); patch != nullptr && patch->operations() != nullptr)
        resolve(*patch, id_of);
}

}  // namespace tilbage::wire
