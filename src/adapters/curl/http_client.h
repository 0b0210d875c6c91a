// A blocking HTTPS client (libcurl) for the agent's short calls: enrolment, tokens, provisioning.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tilbage::adapters::curl {

struct HttpHeader {
    std::string name;
    std::string value;
};

struct HttpRequest {
    std::string method = "GET";
    std::string url;  // https:// only
    std::vector<HttpHeader> headers;
    std::string body;
};

struct HttpResponse {
    unsigned status = 0;
    std::vector<HttpHeader> headers;
    std::string body;
    // Retry-After (RFC 9110 §10.2.3), seconds or a date; 0: it says nothing, or a time that has passed.
    std::chrono::seconds retry_after{0};

    // The first header of that name (case-insensitive), or "".
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct HttpClientOptions {
    std::string ca_file;  // PEM; the system's trust store when empty
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::milliseconds timeout{30'000};  // the whole exchange
    std::size_t body_limit = 8 * 1024 * 1024;   // of a response
    std::string user_agent = "tilbage";
    // Over a connection that was kept libcurl sends once more, by itself, what was not answered. Set for a request that
    // must not be made twice: every one has a connection of its own then.
    bool fresh_connections = false;
    // Asked at least once a second while a call runs: true ends it, as connection_lost. May be empty.
    std::function<bool()> is_over = {};
};

enum class HttpFailure {
    invalid_request,        // not https://, a header with a line break, a CA file that cannot be read
    cannot_connect,         // name, route, refused
    untrusted_certificate,  // not from a CA that we trust, or expired
    wrong_host_name,
    timeout,
    connection_lost,
    too_large,  // the response
};
struct HttpError {
    HttpFailure kind = HttpFailure::cannot_connect;
    std::string message;  // English: what happened and what to look at; no header, no body
    // Something of the request had left when it failed: the server may have acted on it.
    bool was_sent = false;
};

// A status is a result, not an error. Redirects are not followed. Connections are kept and used again. One thread at a
// time; give each thread its own client.
class HttpClient {
public:
    explicit HttpClient(HttpClientOptions options);
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;

    [[nodiscard]] tl::expected<HttpResponse, HttpError> send(const HttpRequest& request);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::curl
