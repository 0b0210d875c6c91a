// What the server itself refuses (unreadable, too large, too busy), in the shape of every other error.
#pragma once

#include "adapters/http/message.h"

namespace tilbage::tenant {

// Keeps the status and the server's own headers.
void dress_server_refusal(adapters::http::Response& response);

}  // namespace tilbage::tenant
