// People and groups as SCIM services of others have them: with the RFC's attributes and their own habits. Read
// leniently: whatever is not understood is not there.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/identity/group.h"
#include "core/ports/export_target.h"

namespace tilbage::connect {

struct PlainResource {
    std::string id;
    std::string external_id;
    std::string name;  // userName or displayName
    bool active = true;
    std::vector<core::GroupMember> members = {};
};

struct PlainList {
    std::int64_t total = 0;      // of all pages
    std::int64_t resources = 0;  // of this one, those without an id too
    std::int64_t start = 0;      // where it says that this one begins, from 1; 0: it does not say
    std::vector<PlainResource> found;
};

// corrupt: not a ListResponse.
[[nodiscard]] base::Result<PlainList> read_plain_list(std::string_view body);
// The id of one resource; empty: it tells none.
[[nodiscard]] std::string plain_id_of(std::string_view body);
// The ids of the schemas of GET /Schemas, in lower case. Empty optional: not a list.
[[nodiscard]] std::optional<std::set<std::string>> read_schema_ids(std::string_view body);

// Without the extensions that the service does not know (`known`, in lower case), in "schemas" too. Core schemas stay.
[[nodiscard]] std::string without_unknown_extensions(std::string_view resource, const std::set<std::string>& known);
// The same for each operation of a bulk request.
[[nodiscard]] std::string without_unknown_extensions_in_bulk(std::string_view bulk, const std::set<std::string>& known);

// A resource as it is there, with `active` or its members changed; for services without PATCH. corrupt: not an object.
[[nodiscard]] base::Result<std::string> with_active(std::string_view resource, bool active);
[[nodiscard]] base::Result<std::string> with_members(std::string_view resource, const core::ChangeMembers& change);

// An externalId that is a source anchor is ours; others have none.
[[nodiscard]] core::TargetPerson to_plain_person(PlainResource resource);
[[nodiscard]] core::TargetGroup to_plain_group(PlainResource resource);

}  // namespace tilbage::connect
