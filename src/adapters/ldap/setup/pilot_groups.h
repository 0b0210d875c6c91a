// The groups of which one may be a pilot, and who is in one.
#pragma once

#include "adapters/ldap/connection.h"
#include "adapters/ldap/setup/failure.h"
#include "core/identity/distinguished_name.h"

namespace tilbage::adapters::ldap {

// Security groups of `domain` that are none of the system's own, whose name or account name contains `text`.
[[nodiscard]] Found<core::FoundGroups> find_groups(Connection& connection, const core::DistinguishedName& domain,
                                                   const std::string& text, std::size_t limit, base::Millis timeout);
// `dn` may be "<GUID=…>"; `name` is for people. not_found: it is none of those.
[[nodiscard]] Found<core::NamedObject> find_group(Connection& connection, const std::string& dn,
                                                  const std::string& name, base::Millis timeout);
// The people of the group, direct and nested, who are in scope.
[[nodiscard]] Found<std::uint64_t> count_members(Connection& connection, const core::DistinguishedName& domain,
                                                 const core::Scope& scope, const std::string& group,
                                                 base::Millis timeout);

}  // namespace tilbage::adapters::ldap
