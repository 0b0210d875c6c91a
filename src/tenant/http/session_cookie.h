// The cookie of a reset session. The prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis
// §4.1.3.2).
#pragma once

#include <string>

#include "adapters/http/message.h"
#include "base/clock.h"

namespace tilbage::tenant {

inline constexpr std::string_view kSessionCookie = "__Host-tilbage-reset";

// The token, or "".
[[nodiscard]] std::string session_token_of(const adapters::http::Request& request);
[[nodiscard]] adapters::http::Header set_session_cookie(const std::string& token, std::chrono::seconds lifetime);

}  // namespace tilbage::tenant
