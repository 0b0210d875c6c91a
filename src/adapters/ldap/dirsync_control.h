// The DirSync control (LDAP_SERVER_DIRSYNC_OID, MS-ADTS 3.1.1.3.4.1.3): what has changed in a naming context since a
// cookie.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/ldap/connection.h"

namespace tilbage::adapters::ldap {

inline constexpr std::string_view kDirSyncOid = "1.2.840.113556.1.4.841";

// With LDAP_DIRSYNC_OBJECT_SECURITY, which asks of the account no more than that it may read what it is to get, and
// LDAP_DIRSYNC_INCREMENTAL_VALUES: of linked attributes what came and what went. `cookie` empty: everything.
// `max_bytes` bounds one answer, as far as a server cares.
[[nodiscard]] Control dirsync_control(std::string_view cookie, int max_bytes);

struct DirSyncAnswer {
    bool more = false;  // ask again with the cookie
    std::string cookie;
};
// Empty optional: it is not among them, or is not one.
[[nodiscard]] std::optional<DirSyncAnswer> read_dirsync_answer(const std::vector<Control>& controls);

}  // namespace tilbage::adapters::ldap
