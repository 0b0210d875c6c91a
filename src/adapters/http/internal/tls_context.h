// What all TLS connections of one end share: certificate or trust, versions, ciphers.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"

struct ssl_ctx_st;
struct ssl_st;

namespace tilbage::adapters::http::internal {

struct FreeSsl {
    void operator()(ssl_st* ssl) const noexcept;
};
using SslHandle = std::unique_ptr<ssl_st, FreeSsl>;

// TLS 1.2 or later (RFC 8446, RFC 5246 with forward-secret AEAD suites only), ALPN "http/1.1". Copies share one
// context.
class TlsContext {
public:
    [[nodiscard]] static base::Result<TlsContext> server(const std::string& certificate_file,
                                                         const std::string& key_file);
    // Verifies the peer against the CA file, or the system's trust store when empty.
    [[nodiscard]] static base::Result<TlsContext> client(const std::string& ca_file);

    // No TLS at all: what a loopback server that no other host can reach uses.
    [[nodiscard]] static TlsContext plain() { return TlsContext(nullptr); }

    // Null for plain().
    [[nodiscard]] SslHandle new_connection() const;
    [[nodiscard]] bool is_plain() const { return !context_; }

private:
    explicit TlsContext(std::shared_ptr<ssl_ctx_st> context) : context_(std::move(context)) {}
    std::shared_ptr<ssl_ctx_st> context_;
};

// The client's side of one connection: SNI and the name that the certificate must be for (RFC 6125; IP addresses
// against the IP SANs). False when OpenSSL refuses the name.
[[nodiscard]] bool expect_host(ssl_st* ssl, const std::string& host);

enum class TlsTrust { trusted, untrusted, wrong_host };
// What verification said after a failed handshake; `detail` gets OpenSSL's words.
[[nodiscard]] TlsTrust verification_result(const ssl_st* ssl, std::string& detail);

}  // namespace tilbage::adapters::http::internal
