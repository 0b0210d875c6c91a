// What this SCIM service tells of itself (RFC 7644 §4).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wire/scim_resource.h"

namespace tilbage::wire {

[[nodiscard]] std::string encode_scim_service_config(const ScimBase& base);
// All of them as a list; one of them; nullopt: there is no such one.
[[nodiscard]] std::string encode_scim_schemas(const ScimBase& base);
[[nodiscard]] std::optional<std::string> encode_scim_schema(const ScimBase& base, std::string_view urn);
[[nodiscard]] std::string encode_scim_resource_types(const ScimBase& base);
[[nodiscard]] std::optional<std::string> encode_scim_resource_type(const ScimBase& base, std::string_view name);

}  // namespace tilbage::wire
