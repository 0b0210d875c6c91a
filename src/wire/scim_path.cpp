#include "wire/scim_path.h"

#include "wire/scim_names.h"

namespace tilbage::wire {
namespace {

const ScimAttribute* find_common(std::string_view name) {
    for (const auto& attribute : scim_common_attributes())
        if (same_scim_name(attribute.name, name)) return &attribute;
    return nullptr;
}

std::optional<ScimPath> resolve_in(const ScimSchema& schema, bool is_core, std::string_view text) {
    const auto dot = text.find('.');
    const auto name = text.substr(0, dot);
    ScimPath path;
    if (!is_core) path.extension = schema.urn;
    path.attribute = schema.find(name);
    if (path.attribute == nullptr && is_core) path.attribute = find_common(name);
    if (path.attribute == nullptr) return std::nullopt;
    if (dot == std::string_view::npos) return path;
    path.sub = path.attribute->find(text.substr(dot + 1));
    if (path.sub == nullptr) return std::nullopt;
    return path;
}

}  // namespace

std::optional<ScimPath> resolve_scim_path(ScimResource resource, std::string_view text) {
    const auto& schemas = scim_schemas_of(resource);
    constexpr std::string_view kUrn = "urn:";
    if (!same_scim_name(text.substr(0, kUrn.size()), kUrn)) return resolve_in(schemas.front(), true, text);
    for (const auto& schema : schemas) {
        if (!same_scim_name(text.substr(0, schema.urn.size()), schema.urn)) continue;
        const auto rest = text.substr(schema.urn.size());
        const bool is_core = &schema == &schemas.front();
        if (rest.empty()) return is_core ? std::nullopt : std::optional(ScimPath{.extension = schema.urn});
        if (rest.front() == ':') return resolve_in(schema, is_core, rest.substr(1));
    }
    return std::nullopt;
}

std::string format_scim_path(const ScimPath& path) {
    std::string text(path.extension);
    if (path.attribute == nullptr) return text;
    if (!text.empty()) text += ':';
    text += path.attribute->name;
    if (path.sub != nullptr) text.append(".").append(path.sub->name);
    return text;
}

}  // namespace tilbage::wire
