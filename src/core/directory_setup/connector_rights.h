// What a connector account must be allowed, in the directory's terms.
#pragma once

#include <span>
#include <vector>

#include "core/directory_setup/access_check.h"
#include "core/ports/directory_setup.h"

namespace tilbage::core {

// schemaIDGUID of the classes whose objects people are (MS-ADSC §2.263 user, §2.118 inetOrgPerson).
inline constexpr Guid kUserClass = guid("bf967aba-0de6-11d0-a285-00aa003049e2");
inline constexpr Guid kInetOrgPersonClass = guid("4828cc14-1437-45bc-9b07-ad6f015e5f28");
// Control access right (MS-ADTS §5.1.3.2.1) DS-Replication-Get-Changes.
inline constexpr Guid kGetChanges = guid("1131f6aa-9c07-11d1-f79f-00c04fc2dcd2");

// The four rights that act on a person.
[[nodiscard]] std::span<const ConnectorRight> rights_on_people();
// For one of those four.
[[nodiscard]] WantedAccess wanted_access(ConnectorRight right);

// Whether the account holds one of the four on a person with this descriptor. "User cannot change password" (Everyone
// and the person are denied Change Password) is an administrator's wish, and no right that the account lacks.
[[nodiscard]] bool holds(const SecurityDescriptor& descriptor, const Token& token, ConnectorRight right);
// The entry that takes the right away: then no grant helps before it is gone. Null: none does, whether it is held or
// not.
[[nodiscard]] const Ace* denied_by(const SecurityDescriptor& descriptor, const Token& token, ConnectorRight right);

// Where entries are written: on a unit for the people below it, or on one object itself.
enum class GrantTo { people_below, object_itself };
// The entries that give `right` to `account`. `classes` says whom below (people_below). For rights that are no person's
// right `to` is of no account: they are the object's.
[[nodiscard]] std::vector<Ace> grant_entries(ConnectorRight right, const Sid& account, GrantTo to,
                                             std::span<const Guid> classes);

}  // namespace tilbage::core
