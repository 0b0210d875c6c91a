// Where answers to applications may go (RFC 6749 §3.1.2, RFC 9700 §2.1 and §4.1).
#pragma once

#include <string_view>

#include "core/oidc/application.h"

namespace tilbage::core {

// https, or http at a loopback address; absolute, without fragment, user or wildcard; visible ASCII.
[[nodiscard]] bool is_redirect_uri(std::string_view uri);
// Compared as text, but for the port of a public application's loopback address (RFC 8252 §7.3).
[[nodiscard]] bool may_redirect_to(const Application& application, std::string_view uri);
[[nodiscard]] bool may_sign_out_to(const Application& application, std::string_view uri);

}  // namespace tilbage::core
