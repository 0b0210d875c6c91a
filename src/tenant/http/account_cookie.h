// The cookie of somebody who is signed in to their account. The prefix makes browsers insist on Secure, Path=/ and no
// Domain (RFC 6265bis §4.1.3.2).
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace tilbage::tenant {

// The value, or "".
[[nodiscard]] std::string account_token_of(const adapters::http::Request& request);
// Until the browser closes, and no longer than the session may live.
[[nodiscard]] adapters::http::Header set_account_cookie(const std::string& token);
[[nodiscard]] adapters::http::Header drop_account_cookie();

}  // namespace tilbage::tenant
