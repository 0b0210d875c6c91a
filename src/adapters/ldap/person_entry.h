// A user object as the directory returns it, and the core's picture of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/ldap/entry.h"
#include "adapters/ldap/settings.h"
#include "core/ports/directory.h"

namespace tilbage::adapters::ldap {

// Accounts of people: sAMAccountType SAM_NORMAL_USER_ACCOUNT (MS-SAMR 2.2.1.9), indexed; user and inetOrgPerson, no
// computers, no managed service accounts, no trusts.
inline constexpr std::string_view kPersonFilter = "(sAMAccountType=805306368)";

// userAccountControl (MS-ADTS 2.2.16) and msDS-User-Account-Control-Computed.
inline constexpr std::int64_t kAccountDisabled = 0x2;
inline constexpr std::int64_t kLockedOut = 0x10;
// DONT_EXPIRE_PASSWORD and SMARTCARD_REQUIRED: the password never expires (MS-ADTS 3.1.1.4.5.33).
inline constexpr std::int64_t kPasswordNeverExpires = 0x10000 | 0x40000;

// What anchor_of needs.
[[nodiscard]] std::vector<std::string> anchor_attributes();
// ms-DS-ConsistencyGuid when it is wanted and holds 16 bytes, else objectGUID. Empty optional: objectGUID cannot be
// read.
[[nodiscard]] std::optional<core::SourceAnchor> anchor_of(const Entry& entry, AnchorAttribute attribute);

// What to_person needs. tokenGroups makes this for a search of scope base alone (MS-ADTS 3.1.1.4.5.19).
[[nodiscard]] std::vector<std::string> person_attributes();
// `locked` is lockoutTime's word, which stays set after the lockout's duration has passed: the caller asks on. `now`
// decides about accountExpires.
[[nodiscard]] core::DirectoryPerson to_person(const Entry& entry, const core::SourceAnchor& anchor,
                                              base::TimePoint now);

}  // namespace tilbage::adapters::ldap
