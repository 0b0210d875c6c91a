// What binds people's sign-in to an application to the browser that began it (docs/protocol.md §13). The prefix makes
// browsers insist on Secure, Path=/ and no Domain (RFC 6265bis §4.1.3.2); only the account page's own calls bring it.
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace tilbage::tenant {

// The value, or "".
[[nodiscard]] std::string application_browser_of(const adapters::http::Request& request);
[[nodiscard]] adapters::http::Header set_application_cookie(const std::string& value);

}  // namespace tilbage::tenant
