// The cookies of administrators' sign-in (docs/protocol.md §8). The prefix makes browsers insist on Secure, Path=/ and
// no Domain (RFC 6265bis §4.1.3.2). Lax, because the authorization endpoint is reached from other sites' pages; what
// changes anything is a POST, which other sites' pages send without them.
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace tilbage::tenant {

// What binds a flow to the browser. The value, or "".
[[nodiscard]] std::string browser_of(const adapters::http::Request& request);
// The sign-in session. The value, or "".
[[nodiscard]] std::string sign_in_session_of(const adapters::http::Request& request);

[[nodiscard]] adapters::http::Header set_browser_cookie(const std::string& value);
[[nodiscard]] adapters::http::Header set_sign_in_session_cookie(const std::string& value);
[[nodiscard]] adapters::http::Header drop_sign_in_session_cookie();

}  // namespace tilbage::tenant
