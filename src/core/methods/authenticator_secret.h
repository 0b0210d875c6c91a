// The secret of an authenticator app at rest (crypto/secret_box.h): what it is sealed under and bound to.
#pragma once

#include <string>
#include <string_view>

#include "core/identity/ids.h"

namespace tilbage::core {

inline constexpr std::string_view kAuthenticatorPurpose = "authenticator app";
inline constexpr std::size_t kAuthenticatorSecretBytes = 20;  // RFC 4226 §4, R6

// A secret that was sealed for one person's method opens for no other.
[[nodiscard]] inline std::string authenticator_owner(const PersonId& person, std::string_view method_id) {
    return person.str() + "\n" + std::string(method_id);
}

}  // namespace tilbage::core
