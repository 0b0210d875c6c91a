// Whether a password is somebody's, by Kerberos: for servers that a password cannot be sent to, since they are reached
// without TLS. The password itself goes nowhere (RFC 4120 §5.2.7.2: it encrypts a time).
#pragma once

#include <string>

#include "adapters/ldap/deadline.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/ports/directory.h"

namespace tilbage::adapters::ldap {

// At the Kerberos port of `host`. `account` is the sAMAccountName. SignIn::other for what proves nothing: that an
// account is disabled, locked or expired a KDC may say before it has looked at the password. unavailable, timeout.
[[nodiscard]] base::Result<core::SignIn> prove_password(const std::string& host, const std::string& realm,
                                                        const std::string& account, const base::SecretBytes& password,
                                                        Deadline deadline);

}  // namespace tilbage::adapters::ldap
