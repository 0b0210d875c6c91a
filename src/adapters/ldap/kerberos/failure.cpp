#include "adapters/ldap/kerberos/failure.h"

#include <fmt/core.h>
#include <krb5/krb5.h>

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using Problem = KerberosProblem;

ErrorCode code_of(Problem problem) {
    switch (problem) {
        case Problem::keytab_unreadable:
        case Problem::keytab_has_no_key:
        case Problem::key_refused:
        case Problem::account_unknown:
        case Problem::account_refused:
        case Problem::no_common_encryption:
            return ErrorCode::permission_denied;
        case Problem::clock_skew:
        case Problem::kdc_unreachable:
        case Problem::service_unknown:
        case Problem::not_sealed:
        case Problem::demands_other_sign_in:
        case Problem::connection:
        case Problem::other:
            return ErrorCode::unavailable;
    }
    return ErrorCode::unavailable;
}

Problem problem_of(std::int64_t code) {
    switch (code) {
        case KRB5_KT_NOTFOUND:
        case KRB5_KT_KVNONOTFOUND:
            return Problem::keytab_has_no_key;
        case KRB5KDC_ERR_PREAUTH_FAILED:
        case KRB5KRB_AP_ERR_BAD_INTEGRITY:
            return Problem::key_refused;
        case KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN:
        case KRB5KDC_ERR_WRONG_REALM:
            return Problem::account_unknown;
        case KRB5KDC_ERR_CLIENT_REVOKED:
        case KRB5KDC_ERR_NAME_EXP:
        case KRB5KDC_ERR_KEY_EXP:
        case KRB5KDC_ERR_POLICY:
            return Problem::account_refused;
        case KRB5KRB_AP_ERR_SKEW:
        case KRB5_KDCREP_SKEW:
        case KRB5KRB_AP_ERR_TKT_NYV:
        case KRB5KRB_AP_ERR_TKT_EXPIRED:  // one that was given a moment ago
            return Problem::clock_skew;
        case KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN:
            return Problem::service_unknown;
        case KRB5KDC_ERR_ETYPE_NOSUPP:
        case KRB5_PROG_ETYPE_NOSUPP:
        case KRB5_CONFIG_ETYPE_NOSUPP:
        case KRB5_PREAUTH_FAILED:  // this end's: it found no way to prove the key
            return Problem::no_common_encryption;
        default:
            return Problem::other;
    }
}

std::string words(Problem problem, const KerberosAttempt& attempt) {
    switch (problem) {
        case Problem::keytab_has_no_key:
            return fmt::format("{} has no key for {}; make it again for this account", attempt.keytab,
                               attempt.principal);
        case Problem::key_refused:
            return fmt::format(
                "the domain controller refuses the key of {} in {}: the account's password was changed after the "
                "keytab was made, or it was made for another domain. Make the keytab again",
                attempt.principal, attempt.keytab);
        case Problem::account_unknown:
            return fmt::format(
                "the domain has no account {}. Check directory.account and the name that the keytab was made for",
                attempt.principal);
        case Problem::account_refused:
            return fmt::format(
                "the account {} may not sign in: it is disabled, locked or expired, or its password is. Mend the "
                "account in the directory",
                attempt.principal);
        case Problem::clock_skew:
            return "this machine's clock and the domain controller's are too far apart. Set this machine's clock (NTP)";
        case Problem::service_unknown:
            return fmt::format(
                "the domain knows no server {} (service principal name, SPN). Write the domain controller's own name "
                "in "
                "directory.servers (it calls itself {}), or register the SPN (setspn, samba-tool spn add)",
                attempt.service, attempt.own_name);
        case Problem::no_common_encryption:
            return fmt::format(
                "the domain controller takes none of the keys of {} in {}. Make the keytab again with AES keys (ktpass "
                "/crypto AES256-SHA1, and allow AES on the account)",
                attempt.principal, attempt.keytab);
        case Problem::keytab_unreadable:
        case Problem::kdc_unreachable:
        case Problem::not_sealed:
        case Problem::demands_other_sign_in:
        case Problem::connection:
        case Problem::other:
            break;
    }
    return fmt::format("signing in {} by Kerberos failed", attempt.principal);
}

}  // namespace

tl::unexpected<KerberosFailure> kerberos_failed(KerberosProblem problem, std::string message) {
    return kerberos_failed(KerberosFailure{problem, {code_of(problem), std::move(message)}});
}

KerberosFailure kerberos_failure(std::int64_t code, std::string_view text, const KerberosAttempt& attempt) {
    const auto problem = problem_of(code);
    return {problem,
            {code_of(problem), fmt::format("{}: {} (Kerberos: {})", attempt.server, words(problem, attempt), text)}};
}

}  // namespace tilbage::adapters::ldap
