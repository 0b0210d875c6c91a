// Every way in which a person can prove who they are without the password, as a closed list.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string_view>

namespace tilbage::core {

// In the order in which pages offer them.
enum class MethodKind : std::uint8_t {
    email,                  // a code to an address that is not the work mailbox
    mobile_phone,           // a code by text message
    authenticator_app,      // RFC 6238
    passkey,                // WebAuthn
    security_questions,     // never for administrators, never for signing in
    recovery_code,          // printed beforehand, each serves once
    temporary_access_code,  // from the helpdesk, after it has verified the caller
};

// "email", "mobilePhone", "authenticatorApp", "passkey", "securityQuestions", "recoveryCode", "temporaryAccessCode": on
// APIs, in stores and in audit records.
[[nodiscard]] std::string_view to_string(MethodKind kind);
[[nodiscard]] std::optional<MethodKind> parse_method_kind(std::string_view text);
// The tenant sends something, and the person types it back.
[[nodiscard]] constexpr bool sends_code(MethodKind kind) {
    return kind == MethodKind::email || kind == MethodKind::mobile_phone;
}

inline constexpr std::array<MethodKind, 7> kAllMethodKinds{MethodKind::email,
                                                           MethodKind::mobile_phone,
                                                           MethodKind::authenticator_app,
                                                           MethodKind::passkey,
                                                           MethodKind::security_questions,
                                                           MethodKind::recovery_code,
                                                           MethodKind::temporary_access_code};

using MethodKinds = std::set<MethodKind>;

}  // namespace tilbage::core
