// What the server itself refuses (unreadable, too large, too busy), in the shape that errors have at
// that path: SCIM's below /scim/v2 (RFC 7644 §3.12), else that of docs/protocol.md.
#pragma once

#include "adapters/http/message.h"

namespace tilbage::tenant {

// Keeps the status and the server's own headers.
void dress_server_refusal(std::string_view path, adapters::http::Response& response);

}  // namespace tilbage::tenant
