#include "adapters/ldap/kerberos/password_proof.h"

#include <algorithm>
#include <fmt/core.h>

#include "adapters/ldap/kerberos/exchange.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using core::SignIn;

// With the zero at the end that the library wants.
base::SecretBytes terminated(const base::SecretBytes& password) {
    base::SecretBytes text(password.size() + 1);
    std::ranges::copy(password.open(), text.open_mutable().begin());
    return text;
}

base::Result<SignIn> meaning_of(krb5_context context, krb5_error_code code) {
    switch (code) {
        case 0:
            return SignIn::ok;
        case KRB5KDC_ERR_PREAUTH_FAILED:
        case KRB5KRB_AP_ERR_BAD_INTEGRITY:
            return SignIn::wrong;
        case KRB5KDC_ERR_KEY_EXP:
            // Either pwdLastSet is 0 or the password is too old. Said after the password was proved: a wrong one gets
            // PREAUTH_FAILED (tests/contract has both).
            return SignIn::must_change;
        case KRB5KDC_ERR_CLIENT_REVOKED:
        case KRB5KDC_ERR_NAME_EXP:
        case KRB5KDC_ERR_POLICY:
        case KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN:
            return SignIn::other;
        default:
            return base::fail(ErrorCode::unavailable,
                              "the password cannot be checked by Kerberos: " + krb5::text_of(context, code));
    }
}

}  // namespace

base::Result<SignIn> prove_password(const std::string& host, const std::string& realm, const std::string& account,
                                    const base::SecretBytes& password, Deadline deadline) {
    if (password.empty()) return base::fail(ErrorCode::invalid_argument, "an empty password proves nothing");
    const auto context = krb5::make_context();
    if (!context) return base::fail(ErrorCode::internal, "Kerberos cannot be set up; is /etc/krb5.conf right?");
    auto* const library = context.get();
    krb5::Principal client(library);
    krb5::InitialExchange exchange(library);
    const auto text = terminated(password);
    // A name with an "@" or a "/" in it stays one name.
    auto code = krb5_build_principal(library, client.out(), static_cast<unsigned>(realm.size()), realm.c_str(),
                                     account.c_str(), static_cast<char*>(nullptr));
    if (code == 0) {
        code = krb5_init_creds_init(library, client.get(), nullptr, nullptr, 0, nullptr, exchange.out());
    }
    if (code == 0) {
        code = krb5_init_creds_set_password(library, exchange.get(), reinterpret_cast<const char*>(text.open().data()));
    }
    if (code != 0) return meaning_of(library, code);
    const auto end = krb5::carry(library, exchange, &krb5_init_creds_step, host, kKdcPort, realm, deadline);
    if (!end.network.message.empty()) return base::fail(end.network);
    if (!end.other_realm.empty()) return SignIn::other;
    return meaning_of(library, end.code);
}

}  // namespace tilbage::adapters::ldap
