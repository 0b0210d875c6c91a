// One TLS connection that speaks HTTP, from the handshake until it closes or becomes a WebSocket.
#pragma once

#include "adapters/http/internal/server_core.h"

namespace tilbage::adapters::http::internal {

void start_http_session(ServerCore& core, Socket socket, ConnectionSlot slot);

}  // namespace tilbage::adapters::http::internal
