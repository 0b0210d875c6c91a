// DNs as the control LDAP_SERVER_EXTENDED_DN_OID has them (MS-ADTS 3.1.1.3.4.1.5):
// "<GUID=aa48f9e67d5899459dde3569d78bea6c>;<SID=0105…>;CN=Staff,DC=example,DC=org".
#pragma once

#include <optional>
#include <string_view>

#include "adapters/ldap/connection.h"
#include "core/sync/object_guid.h"

namespace tilbage::adapters::ldap {

// GUIDs as 32 hexadecimal digits, in the directory's own order.
[[nodiscard]] Control extended_dn_control();

struct ExtendedDn {
    std::optional<core::ObjectGuid> guid;  // empty: a plain DN, or one whose GUID is none
    std::string_view dn;
};
// Points into `text`.
[[nodiscard]] ExtendedDn parse_extended_dn(std::string_view text);

// "CN=Ella\, the second" of "CN=Ella\, the second,OU=People,…".
[[nodiscard]] std::string_view first_rdn(std::string_view dn);

}  // namespace tilbage::adapters::ldap
