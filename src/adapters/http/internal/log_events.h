// What the server tells the log. Ids 4100–4119; see base/log.h.
#pragma once

#include "base/log.h"

namespace tilbage::adapters::http::internal {

// accept() failed, most often because the process has no file descriptors left: raise LimitNOFILE, or look for who
// holds so many connections. The server tries again after a short wait.
inline constexpr base::LogEvent kAcceptFailed{4100, base::LogLevel::warning, "http_accept_failed"};
// The number of open connections stands at its limit; new ones are closed at once.
inline constexpr base::LogEvent kTooManyConnections{4101, base::LogLevel::warning, "http_too_many_connections"};
// A handler threw. A bug: report it with the text.
inline constexpr base::LogEvent kHandlerThrew{4102, base::LogLevel::error, "http_handler_threw"};
// All workers are busy and the queue is full; the client was told to come back (503).
inline constexpr base::LogEvent kQueueFull{4103, base::LogLevel::warning, "http_queue_full"};
// A WebSocket peer does not read what is sent to it and was cut off.
inline constexpr base::LogEvent kPeerDoesNotRead{4104, base::LogLevel::warning, "websocket_peer_does_not_read"};
// A TLS handshake failed. One now and then is a scanner; many at once are clients that do not trust the certificate.
inline constexpr base::LogEvent kHandshakeFailed{4105, base::LogLevel::debug, "http_handshake_failed"};

}  // namespace tilbage::adapters::http::internal
