#include "adapters/ldap/setup/failure.h"

#include <fmt/core.h>

#include "adapters/ldap/sign_in.h"

namespace tilbage::adapters::ldap {
namespace {

using Code = DirectoryFailureCode;

// RFC 4511 §4.1.9
constexpr int kStrongerAuthRequired = 8;
constexpr int kConfidentialityRequired = 13;
constexpr int kInsufficientAccessRights = 50;
constexpr int kEntryAlreadyExists = 68;
// SEC_E_BAD_BINDINGS (MS-ERREF §2.1): the channel binding token is missing or wrong.
constexpr std::string_view kBadBindings = "80090346";

}  // namespace

DirectoryFailure failure_of(const base::Error& error) {
    switch (error.code) {
        case base::ErrorCode::untrusted:
        case base::ErrorCode::invalid_argument:  // of TlsStream: the CA file
            return {Code::certificate_untrusted, error.message};
        case base::ErrorCode::not_found:
        case base::ErrorCode::permission_denied:
            return {Code::not_found, error.message};
        case base::ErrorCode::conflict:
        case base::ErrorCode::unavailable:
        case base::ErrorCode::timeout:
        case base::ErrorCode::corrupt:
        case base::ErrorCode::internal:
            return {Code::directory_unreachable, error.message};
    }
    return {Code::directory_unreachable, error.message};
}

DirectoryFailure failure_of_bind(const BindAnswer& answer, const std::string& server, const std::string& name) {
    const auto words = fmt::format("(result {}: {})", answer.result_code, answer.diagnostic_message);
    if (answer.diagnostic_message.find(kBadBindings) != std::string::npos) {
        return {Code::signing_required,
                fmt::format("{}: the domain controller demands LDAP channel binding, which a sign-in with a password "
                            "over this connection does not have {}",
                            server, words)};
    }
    if (answer.result_code == kStrongerAuthRequired || answer.result_code == kConfidentialityRequired) {
        return {
            Code::signing_required,
            fmt::format("{}: the domain controller demands a signed (or sealed) LDAP connection {}", server, words)};
    }
    return {Code::credentials_wrong,
            fmt::format("{}: the account \"{}\" is refused: {} {}", server, name, to_text(sign_in_of(answer)), words)};
}

DirectoryFailure failure_of_keytab(const KerberosFailure& failure) {
    const auto& message = failure.error.message;
    switch (failure.problem) {
        case KerberosProblem::keytab_unreadable:
            return {Code::keytab_unreadable, message};
        case KerberosProblem::keytab_has_no_key:
        case KerberosProblem::key_refused:
        case KerberosProblem::no_common_encryption:
            return {Code::keytab_wrong, message};
        case KerberosProblem::account_unknown:
        case KerberosProblem::account_refused:
            return {Code::credentials_wrong, message};
        case KerberosProblem::clock_skew:
            return {Code::kerberos_clock_skew, message};
        case KerberosProblem::kdc_unreachable:
            return {Code::kerberos_unreachable, message};
        case KerberosProblem::service_unknown:
            return {Code::server_name_unknown, message};
        case KerberosProblem::not_sealed:
        case KerberosProblem::demands_other_sign_in:
            return {Code::signing_required, message};
        case KerberosProblem::connection:
            return failure_of(failure.error);
        case KerberosProblem::other:
            return {Code::directory_unreachable, message};
    }
    return {Code::directory_unreachable, message};
}

DirectoryFailure failure_of_write(const core::DirectoryAnswer& answer, const std::string& what) {
    if (answer.delivery != core::DirectoryAnswer::Delivery::answered) {
        return {Code::directory_unreachable, fmt::format("{}: {}", what, answer.diagnostic_message)};
    }
    const auto message = fmt::format("{}: result {}: {}", what, answer.result_code, answer.diagnostic_message);
    if (answer.result_code == kEntryAlreadyExists) return {Code::name_taken, message};
    if (answer.result_code == kInsufficientAccessRights) return {Code::not_allowed_to_create, message};
    return {Code::invalid, message};
}

}  // namespace tilbage::adapters::ldap
