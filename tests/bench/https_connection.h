// One keep-alive HTTPS connection with as little between the clock and the socket as possible (RFC 9112, RFC 8446).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "environment.h"

struct ssl_st;
struct ssl_ctx_st;

namespace tilbage::bench {

struct HttpCall {
    std::string method;
    std::string path;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::string content_type = "application/json";
};

struct HttpAnswer {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    [[nodiscard]] std::string header(std::string_view name) const;  // empty: not there
};

// What all connections to one server share. Any thread.
class TlsTrust {
public:
    explicit TlsTrust(const std::string& ca_file);
    [[nodiscard]] ssl_ctx_st* native() const { return context_.get(); }

private:
    std::shared_ptr<ssl_ctx_st> context_;
};

// Blocking, TCP_NODELAY, the certificate checked against the CA and the address. One thread at a time. Faults throw.
class HttpsConnection {
public:
    // `source_address`: the loopback address that the server is to see; empty: the system's choice.
    HttpsConnection(const TlsTrust& trust, const TenantAddress& server, const std::string& source_address = {});
    ~HttpsConnection();
    HttpsConnection(const HttpsConnection&) = delete;
    HttpsConnection& operator=(const HttpsConnection&) = delete;

    [[nodiscard]] std::string prepare(const HttpCall& call) const;
    // Writes a prepared request and reads the answer.
    HttpAnswer exchange(std::string_view prepared);
    HttpAnswer exchange(const HttpCall& call) { return exchange(prepare(call)); }

    // For who goes on without HTTP: bytes out; more bytes into received(), which also holds what came behind the last
    // answer.
    void write(std::string_view bytes);
    void receive();
    [[nodiscard]] std::string& received() { return received_; }
    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] ssl_st* native() const { return tls_.get(); }

private:
    struct FreeTls {
        void operator()(ssl_st* tls) const;
    };
    void handshake(const TlsTrust& trust, const TenantAddress& server);

    int socket_ = -1;
    std::unique_ptr<ssl_st, FreeTls> tls_;
    std::string host_;
    std::string received_;
};

}  // namespace tilbage::bench
