// What Users and Groups are made of, as data (RFC 7643 §7): /Schemas shows it, and paths, filters and projections are
// resolved against it.
#pragma once

#include <string_view>
#include <vector>

#include "wire/scim_resource.h"

namespace tilbage::wire {

struct ScimAttribute {
    enum class Type { string, boolean, integer, date_time, reference, complex };
    enum class Mutability { read_write, read_only, immutable };
    enum class Returned { by_default, always };
    enum class Uniqueness { none, server };

    std::string_view name;
    std::string_view description;
    Type type = Type::string;
    bool multi_valued = false;
    bool required = false;
    bool case_exact = false;
    Mutability mutability = Mutability::read_write;
    Returned returned = Returned::by_default;
    Uniqueness uniqueness = Uniqueness::none;
    // What an attribute has none of is left out. NOLINTBEGIN(readability-redundant-member-init)
    std::vector<std::string_view> canonical_values = {};
    std::vector<std::string_view> reference_types = {};
    std::vector<ScimAttribute> sub_attributes = {};
    // NOLINTEND(readability-redundant-member-init)

    // Whatever its case; null when there is none.
    [[nodiscard]] const ScimAttribute* find(std::string_view sub_name) const;
};

struct ScimSchema {
    std::string_view urn;
    std::string_view name;
    std::string_view description;
    std::vector<ScimAttribute> attributes;
    [[nodiscard]] const ScimAttribute* find(std::string_view name) const;
};

// The resource's own schema first, then its extensions.
[[nodiscard]] const std::vector<ScimSchema>& scim_schemas_of(ScimResource resource);
// id, externalId, meta, schemas: of every resource, and therefore in no schema (RFC 7643 §3.1).
[[nodiscard]] const std::vector<ScimAttribute>& scim_common_attributes();

}  // namespace tilbage::wire
