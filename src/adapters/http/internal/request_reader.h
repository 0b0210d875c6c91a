// Reads one HTTP/1.1 request (RFC 9112) within its limits.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <variant>

#include "adapters/http/internal/server_core.h"

namespace tilbage::adapters::http::internal {

using WireRequest = boost::beast::http::request<boost::beast::http::string_body>;

// Nothing more comes, or nothing that deserves an answer.
struct PeerGone {};
// The server's own answer; the connection closes after it.
struct Refusal {
    unsigned status;
    std::string path;  // decoded; "" when it could not be read
};
struct Incoming {
    WireRequest wire;
    Request request;
};
using ReadResult = std::variant<PeerGone, Refusal, Incoming>;

// Waits for the first byte of a request, without holding memory for it. False when none came within `timeout`.
Awaitable<bool> wait_for_request(TlsStream& stream, beast::flat_buffer& buffer, std::chrono::milliseconds timeout);

// `buffer` keeps what came after the request.
Awaitable<ReadResult> read_request(TlsStream& stream, beast::flat_buffer& buffer, const ServerCore& core);

}  // namespace tilbage::adapters::http::internal
