#include "wire/scim_projection.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "wire/scim_projection_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

constexpr std::size_t kMaxPaths = 100;

bool is_always_there(const ScimPath& path) {
    return path.attribute != nullptr && path.attribute->returned == ScimAttribute::Returned::always;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Keeps of `from` what the path names, beside what `to` has.
void keep(const json::value& from, const ScimAttribute* sub, std::string_view name, json::object& to);

json::object only_sub(const json::object& from, std::string_view sub) {
    json::object to;
    if (const auto* found = from.if_contains(sub)) to.emplace(sub, *found);
    return to;
}

void merge(json::value& into, const json::value& more) {
    if (into.is_object() && more.is_object()) {
        for (const auto& member : more.get_object()) into.get_object().insert_or_assign(member.key(), member.value());
    } else if (into.is_array() && more.is_array()) {
        auto& list = into.get_array();
        for (std::size_t i = 0; i < std::min(list.size(), more.get_array().size()); ++i)
            merge(list[i], more.get_array()[i]);
    }
}

void keep(const json::value& from, const ScimAttribute* sub, std::string_view name, json::object& to) {
    json::value kept = from;
    if (sub != nullptr && from.is_object()) kept = only_sub(from.get_object(), sub->name);
    if (sub != nullptr && from.is_array()) {
        json::array list;
        for (const auto& one : from.get_array())
            list.push_back(one.is_object() ? json::value(only_sub(one.get_object(), sub->name)) : one);
        kept = std::move(list);
    }
    if (auto* there = to.if_contains(name)) {
        merge(*there, kept);
    } else {
        to.emplace(name, std::move(kept));
    }
}

json::object& extension_in(json::object& resource, std::string_view urn) {
    return resource.emplace(urn, json::object()).first->value().get_object();
}

json::object only(const json::object& resource, const std::vector<ScimPath>& paths) {
    json::object kept;
    for (const auto& attribute : scim_common_attributes())
        if (attribute.returned == ScimAttribute::Returned::always)
            if (const auto* found = resource.if_contains(attribute.name)) kept.emplace(attribute.name, *found);
    for (const auto& path : paths) {
        const json::value* home = path.extension.empty() ? nullptr : resource.if_contains(path.extension);
        if (!path.extension.empty() && home == nullptr) continue;
        if (path.attribute == nullptr) {
            kept.insert_or_assign(path.extension, *home);
            continue;
        }
        const json::object& from = home == nullptr ? resource : home->get_object();
        const auto* found = from.if_contains(path.attribute->name);
        if (found == nullptr) continue;
        keep(*found, path.sub, path.attribute->name, home == nullptr ? kept : extension_in(kept, path.extension));
    }
    return kept;
}

void erase_sub(json::value& value, std::string_view sub) {
    if (auto* object = value.if_object()) object->erase(sub);
    if (auto* list = value.if_array())
        for (auto& one : *list) erase_sub(one, sub);
}

void erase(json::object& resource, const ScimPath& path) {
    if (is_always_there(path)) return;
    if (path.attribute == nullptr) {
        resource.erase(path.extension);
        return;
    }
    json::value* extension = path.extension.empty() ? nullptr : resource.if_contains(path.extension);
    if (!path.extension.empty() && extension == nullptr) return;
    json::object& home = extension == nullptr ? resource : extension->get_object();
    if (path.sub == nullptr) {
        home.erase(path.attribute->name);
    } else if (auto* found = home.if_contains(path.attribute->name)) {
        erase_sub(*found, path.sub->name);
    }
}

}  // namespace

ScimResult<ScimProjection> parse_scim_projection(ScimResource resource, std::optional<std::string_view> attributes,
                                                 std::optional<std::string_view> excluded) {
    if (!attributes && !excluded) return ScimProjection{};
    if (attributes && excluded)
        return scim_problem(400, "invalidValue", "attributes and excludedAttributes exclude one another");
    ScimProjection projection{.kind = attributes ? ScimProjection::Kind::only : ScimProjection::Kind::without,
                              .paths = {}};
    std::string_view rest = attributes ? *attributes : *excluded;
    if (trimmed(rest).empty()) return ScimProjection{};
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        if (const auto path = resolve_scim_path(resource, trimmed(rest.substr(0, comma))))
            projection.paths.push_back(*path);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (projection.paths.size() > kMaxPaths)
            return scim_problem(400, "invalidValue", "more than 100 attributes are named");
    }
    return projection;
}

void project(json::object& resource, const ScimProjection& projection) {
    switch (projection.kind) {
        case ScimProjection::Kind::everything:
            return;
        case ScimProjection::Kind::only:
            resource = only(resource, projection.paths);
            return;
        case ScimProjection::Kind::without:
            for (const auto& path : projection.paths) erase(resource, path);
            return;
    }
}

}  // namespace tilbage::wire
