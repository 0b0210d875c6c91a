// Why a sign-in by Kerberos did not come about, in words that say what to do.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/result.h"

namespace tilbage::adapters::ldap {

enum class KerberosProblem {
    keytab_unreadable,      // not there, not a keytab, or others may read it
    keytab_has_no_key,      // for this account
    key_refused,            // the key is not the account's (any more)
    account_unknown,        // the domain has no such account
    account_refused,        // disabled, locked, expired
    clock_skew,             // this machine's clock and the domain controller's are too far apart
    kdc_unreachable,        // nothing answers on the domain controller's Kerberos port
    service_unknown,        // the domain knows no server by this name (SPN)
    no_common_encryption,   // the keytab's keys are of kinds that the domain controller does not take
    not_sealed,             // signed in, but the connection would not be encrypted well enough
    demands_other_sign_in,  // the server refuses Kerberos on this kind of connection
    connection,             // the LDAP connection itself failed
    other,
};

struct KerberosFailure {
    KerberosProblem problem = KerberosProblem::other;
    base::Error error;
};
template <class T>
using Kerberos = tl::expected<T, KerberosFailure>;

[[nodiscard]] tl::unexpected<KerberosFailure> kerberos_failed(KerberosProblem problem, std::string message);
[[nodiscard]] inline tl::unexpected<KerberosFailure> kerberos_failed(KerberosFailure failure) {
    return tl::unexpected<KerberosFailure>(std::move(failure));
}

// What an attempt was about, for the words.
struct KerberosAttempt {
    std::string server;     // "ldaps://dc1.example.org:636"
    std::string principal;  // of the account
    std::string keytab;     // file and key version
    std::string service;    // "ldap/dc1.example.org@EXAMPLE.ORG"; empty while the account itself is at stake
    std::string own_name;   // what the server calls itself
};
// An error code of libkrb5 (RFC 4120 §7.5.9 among them) with the library's own text.
[[nodiscard]] KerberosFailure kerberos_failure(std::int64_t code, std::string_view text,
                                               const KerberosAttempt& attempt);

}  // namespace tilbage::adapters::ldap
