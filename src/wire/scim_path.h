// Names of attributes in filters, PATCH operations and projections (RFC 7644 §3.10), resolved against the schemas.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wire/scim_error.h"
#include "wire/scim_schema.h"

namespace tilbage::wire {

// Points into the schemas, which live as long as the program.
struct ScimPath {
    std::string_view extension;                // its URN; empty: a core or common attribute
    const ScimAttribute* attribute = nullptr;  // null: the whole extension
    const ScimAttribute* sub = nullptr;        // "familyName" of "name.familyName"
    bool operator==(const ScimPath&) const = default;
};

// "userName", "name.familyName", "urn:…:User:name.familyName", "urn:…:enterprise:2.0:User"; names have no case.
// nullopt: there is no such attribute.
[[nodiscard]] std::optional<ScimPath> resolve_scim_path(ScimResource resource, std::string_view text);
// The other way round.
[[nodiscard]] std::string format_scim_path(const ScimPath& path);

}  // namespace tilbage::wire
