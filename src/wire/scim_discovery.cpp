#include "wire/scim_discovery.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "wire/scim_bulk.h"
#include "wire/scim_list.h"
#include "wire/scim_list_json.h"
#include "wire/scim_names.h"
#include "wire/scim_schema.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using Type = ScimAttribute::Type;
using Mutability = ScimAttribute::Mutability;

std::string_view to_string(Type type) {
    switch (type) {
        case Type::string:
            return "string";
        case Type::boolean:
            return "boolean";
        case Type::integer:
            return "integer";
        case Type::date_time:
            return "dateTime";
        case Type::reference:
            return "reference";
        case Type::complex:
            return "complex";
    }
    return {};
}

std::string_view to_string(Mutability mutability) {
    switch (mutability) {
        case Mutability::read_write:
            return "readWrite";
        case Mutability::read_only:
            return "readOnly";
        case Mutability::immutable:
            return "immutable";
    }
    return {};
}

json::array attributes_of(const std::vector<ScimAttribute>& attributes);

json::object attribute_object(const ScimAttribute& attribute) {
    json::object object{
        {"name", attribute.name},
        {"type", to_string(attribute.type)},
        {"multiValued", attribute.multi_valued},
        {"description", attribute.description},
        {"required", attribute.required},
        {"mutability", to_string(attribute.mutability)},
        {"returned", attribute.returned == ScimAttribute::Returned::always ? "always" : "default"},
    };
    if (attribute.type != Type::complex) {
        object["caseExact"] = attribute.case_exact;
        object["uniqueness"] = attribute.uniqueness == ScimAttribute::Uniqueness::server ? "server" : "none";
    }
    if (!attribute.canonical_values.empty())
        object["canonicalValues"] = json::array(attribute.canonical_values.begin(), attribute.canonical_values.end());
    if (!attribute.reference_types.empty())
        object["referenceTypes"] = json::array(attribute.reference_types.begin(), attribute.reference_types.end());
    if (!attribute.sub_attributes.empty()) object["subAttributes"] = attributes_of(attribute.sub_attributes);
    return object;
}

json::array attributes_of(const std::vector<ScimAttribute>& attributes) {
    json::array list;
    for (const auto& attribute : attributes) list.push_back(attribute_object(attribute));
    return list;
}

json::object schema_object(const ScimBase& base, const ScimSchema& schema) {
    return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:Schema"}},
            {"id", schema.urn},
            {"name", schema.name},
            {"description", schema.description},
            {"attributes", attributes_of(schema.attributes)},
            {"meta", {{"resourceType", "Schema"}, {"location", base.url + "/Schemas/" + std::string(schema.urn)}}}};
}

json::object resource_type_object(const ScimBase& base, ScimResource resource) {
    const auto& schemas = scim_schemas_of(resource);
    json::array extensions;
    for (std::size_t i = 1; i < schemas.size(); ++i)
        extensions.push_back(json::object{{"schema", schemas[i].urn}, {"required", false}});
    const std::string name(name_of(resource));
    return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:ResourceType"}},
            {"id", name},
            {"name", name},
            {"description", schemas.front().description},
            {"endpoint", endpoint_of(resource)},
            {"schema", schemas.front().urn},
            {"schemaExtensions", std::move(extensions)},
            {"meta", {{"resourceType", "ResourceType"}, {"location", base.url + "/ResourceTypes/" + name}}}};
}

std::string list_of(json::array resources) {
    const auto total = static_cast<std::int64_t>(resources.size());
    return encode_scim_list_response(total, 1, std::move(resources));
}

}  // namespace

std::string encode_scim_service_config(const ScimBase& base) {
    const json::object no{{"supported", false}};
    const json::object yes{{"supported", true}};
    const json::object token{{"type", "oauthbearertoken"},
                             {"name", "OAuth Bearer Token"},
                             {"description", "The access token of an enrolled agent"},
                             {"specUri", "https://www.rfc-editor.org/rfc/rfc6750"},
                             {"primary", true}};
    return json::serialize(json::object{
        {"schemas", {"urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"}},
        {"patch", yes},
        {"bulk", {{"supported", true}, {"maxOperations", kMaxBulkOperations}, {"maxPayloadSize", kMaxScimPayload}}},
        {"filter", {{"supported", true}, {"maxResults", kMaxScimPage}}},
        {"changePassword", no},
        {"sort", no},
        {"etag", yes},
        {"authenticationSchemes", json::array{token}},
        {"meta", {{"resourceType", "ServiceProviderConfig"}, {"location", base.url + "/ServiceProviderConfig"}}}});
}

std::string encode_scim_schemas(const ScimBase& base) {
    json::array resources;
    for (const auto resource : {ScimResource::user, ScimResource::group})
        for (const auto& schema : scim_schemas_of(resource)) resources.push_back(schema_object(base, schema));
    return list_of(std::move(resources));
}

std::optional<std::string> encode_scim_schema(const ScimBase& base, std::string_view urn) {
    for (const auto resource : {ScimResource::user, ScimResource::group})
        for (const auto& schema : scim_schemas_of(resource))
            if (same_scim_name(schema.urn, urn)) return json::serialize(schema_object(base, schema));
    return std::nullopt;
}

std::string encode_scim_resource_types(const ScimBase& base) {
    return list_of({resource_type_object(base, ScimResource::user), resource_type_object(base, ScimResource::group)});
}

std::optional<std::string> encode_scim_resource_type(const ScimBase& base, std::string_view name) {
    for (const auto resource : {ScimResource::user, ScimResource::group})
        if (name_of(resource) == name) return json::serialize(resource_type_object(base, resource));
    return std::nullopt;
}

}  // namespace tilbage::wire
