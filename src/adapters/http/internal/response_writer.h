// The bytes of a response (RFC 9112 §4).
#pragma once

#include <string>

#include "adapters/http/message.h"

namespace tilbage::adapters::http::internal {

enum class AfterResponse { keep_alive, close };

// Status line and headers, with the empty line; the content follows unless `omits_content`. A response that cannot be
// written safely (a line break in a header, a status outside 200–599) is replaced by a bare 500 in place.
[[nodiscard]] std::string write_head(Response& response, AfterResponse after);
// No content goes out: an answer to HEAD, 204, 304 (RFC 9110 §6.4.1).
[[nodiscard]] bool omits_content(const Response& response, bool to_head_request);

}  // namespace tilbage::adapters::http::internal
