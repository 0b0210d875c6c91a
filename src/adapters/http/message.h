// HTTP requests and responses as data (RFC 9110). Free of Boost and of sockets, so that handlers compile quickly and
// can be tested with plain values. No type here has locks; a value belongs to the thread that holds it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tilbage::adapters::http {

struct Header {
    std::string name;
    std::string value;
};

struct Parameter {
    std::string name;
    std::string value;
};

struct Request {
    std::string method;  // as sent: "GET", "POST", …
    std::string path;    // without the query, percent-decoded once; valid UTF-8 without control characters
    std::string target;  // raw, as sent
    std::vector<Parameter> query;
    std::vector<Header> headers;
    std::string body;
    std::string peer_address;                // textual IP address of the client, trusted proxies already taken away
    std::string id;                          // 16 hex digits, made by the server, for logs
    std::vector<Parameter> path_parameters;  // filled by Router

    // The first header of that name (names are case-insensitive), or "".
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
    // What stood at `{name}` in the route's pattern; "" when the pattern has no such segment.
    [[nodiscard]] std::string_view path_value(std::string_view name) const;
    // A cookie's value as sent (RFC 6265 §4.2), without unquoting.
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const;
    // The media type in lower case without its parameters; "" when there is none.
    [[nodiscard]] std::string media_type() const;
};

// Content-Length, Date and Connection are the server's business. A header with a line break in it makes the whole
// response a 500: it never reaches the wire.
struct Response {
    unsigned status = 200;
    std::vector<Header> headers;
    std::string content_type;  // left out when empty
    std::string body;
    // Stands for `body` when set, so that many responses can share one large text.
    std::shared_ptr<const std::string> shared_body;

    [[nodiscard]] const std::string& content() const { return shared_body ? *shared_body : body; }
};

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);
// Whether a comma-separated header (Sec-WebSocket-Protocol, Connection) lists `token`.
[[nodiscard]] bool lists_token(std::string_view header_value, std::string_view token);
// "Not Found" for 404; "" for a status the table does not know.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

}  // namespace tilbage::adapters::http
