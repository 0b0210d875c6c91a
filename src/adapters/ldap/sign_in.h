// What the answer to a simple bind means.
#pragma once

#include <string>

#include "adapters/ldap/connection.h"
#include "core/ports/directory.h"

namespace tilbage::adapters::ldap {

// By the sub-code of AcceptSecurityContext ("…, data 52e, v1db1", a Win32 error of MS-ERREF 2.2) that Windows and Samba
// put into the diagnostic message of invalidCredentials.
[[nodiscard]] core::SignIn sign_in_of(const BindAnswer& answer);
// For an administrator: "the password is wrong", …
[[nodiscard]] std::string_view to_text(core::SignIn sign_in);

}  // namespace tilbage::adapters::ldap
