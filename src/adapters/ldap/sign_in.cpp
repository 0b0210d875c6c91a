#include "adapters/ldap/sign_in.h"

#include <charconv>
#include <cstdint>
#include <optional>

namespace tilbage::adapters::ldap {
namespace {

using core::SignIn;

struct Row {
    std::uint32_t sub_code;
    SignIn sign_in;
};

constexpr Row kRows[] = {
    {0x525, SignIn::wrong},             // ERROR_NO_SUCH_USER
    {0x52e, SignIn::wrong},             // ERROR_LOGON_FAILURE
    {0x530, SignIn::not_now},           // ERROR_INVALID_LOGON_HOURS
    {0x531, SignIn::not_here},          // ERROR_INVALID_WORKSTATION
    {0x532, SignIn::expired_password},  // ERROR_PASSWORD_EXPIRED
    {0x533, SignIn::disabled},          // ERROR_ACCOUNT_DISABLED
    {0x701, SignIn::expired_account},   // ERROR_ACCOUNT_EXPIRED
    {0x773, SignIn::must_change},       // ERROR_PASSWORD_MUST_CHANGE
    {0x775, SignIn::locked},            // ERROR_ACCOUNT_LOCKED_OUT
};

std::optional<std::uint32_t> sub_code(std::string_view diagnostic_message) {
    constexpr std::string_view kMark = ", data ";
    const auto mark = diagnostic_message.find(kMark);
    if (mark == std::string_view::npos) return std::nullopt;
    const auto rest = diagnostic_message.substr(mark + kMark.size());
    std::uint32_t code = 0;
    const auto [end, problem] = std::from_chars(rest.data(), rest.data() + rest.size(), code, 16);
    if (problem != std::errc() || end == rest.data()) return std::nullopt;
    return code;
}

}  // namespace

SignIn sign_in_of(const BindAnswer& answer) {
    constexpr int kInvalidCredentials = 49;
    if (answer.result_code == 0) return SignIn::ok;
    if (answer.result_code != kInvalidCredentials) return SignIn::other;
    const auto code = sub_code(answer.diagnostic_message);
    for (const auto& row : kRows) {
        if (code == row.sub_code) return row.sign_in;
    }
    return SignIn::other;
}

std::string_view to_text(SignIn sign_in) {
    switch (sign_in) {
        case SignIn::ok:
            return "it is let in";
        case SignIn::wrong:
            return "the name or the password is wrong";
        case SignIn::must_change:
            return "it must change its password first";
        case SignIn::expired_password:
            return "its password has expired";
        case SignIn::disabled:
            return "it is disabled";
        case SignIn::expired_account:
            return "the account has expired";
        case SignIn::not_now:
            return "it may not sign in at this hour";
        case SignIn::not_here:
            return "it may not sign in from here";
        case SignIn::locked:
            return "it is locked out";
        case SignIn::other:
            return "the directory says no more";
    }
    return "";
}

}  // namespace tilbage::adapters::ldap
