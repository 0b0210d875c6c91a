// Errors of this folder in the words of the wizard's port.
#pragma once

#include "adapters/ldap/connection.h"
#include "adapters/ldap/kerberos/failure.h"
#include "core/ports/directory_setup.h"

namespace tilbage::adapters::ldap {

using core::DirectoryFailure;
using core::DirectoryFailureCode;
using core::Found;

[[nodiscard]] inline tl::unexpected<DirectoryFailure> failed(DirectoryFailureCode code, std::string message) {
    return tl::unexpected<DirectoryFailure>(DirectoryFailure{code, std::move(message)});
}
[[nodiscard]] inline tl::unexpected<DirectoryFailure> failed(DirectoryFailure failure) {
    return tl::unexpected<DirectoryFailure>(std::move(failure));
}
// Of a connection or a search.
[[nodiscard]] DirectoryFailure failure_of(const base::Error& error);
// Of a sign-in that was refused; `name` is the account's.
[[nodiscard]] DirectoryFailure failure_of_bind(const BindAnswer& answer, const std::string& server,
                                               const std::string& name);
// Of a sign-in with a keytab.
[[nodiscard]] DirectoryFailure failure_of_keytab(const KerberosFailure& failure);
// Of a write that was refused: whoever may not write is not allowed to create.
[[nodiscard]] DirectoryFailure failure_of_write(const core::DirectoryAnswer& answer, const std::string& what);

}  // namespace tilbage::adapters::ldap
