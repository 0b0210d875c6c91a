// The polite end of a connection.
#pragma once

#include "adapters/http/internal/server_core.h"

namespace tilbage::adapters::http::internal {

// Says goodbye, then throws away what the client still sends until it closes or `timeout` is over. Closing at once
// would reset the connection and take the last answer with it before the client has read it (RFC 9112 §9.6).
Awaitable<void> linger(TlsStream& stream, std::chrono::milliseconds timeout);

}  // namespace tilbage::adapters::http::internal
