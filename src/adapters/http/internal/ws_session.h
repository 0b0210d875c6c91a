// One accepted WebSocket connection.
#pragma once

#include "adapters/http/internal/request_reader.h"

namespace tilbage::adapters::http::internal {

struct WsOpening {
    WireRequest wire;
    WsAccept accept;
    std::string peer_address;
    std::string id;
};

void start_ws_session(ServerCore& core, TlsStream stream, ConnectionSlot slot, WsOpening opening);

}  // namespace tilbage::adapters::http::internal
