#include "adapters/http/internal/tls_context.h"

#include <arpa/inet.h>
#include <array>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string_view>

namespace tilbage::adapters::http::internal {
namespace {

using base::ErrorCode;

constexpr const char* kTls12Suites = "ECDHE+AESGCM:ECDHE+CHACHA20";
// One protocol name, length first (RFC 7301 §3.1).
constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

std::string last_openssl_error() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
    ERR_clear_error();
    return text.data();
}

std::shared_ptr<SSL_CTX> new_context(const SSL_METHOD* method) {
    ERR_clear_error();
    std::shared_ptr<SSL_CTX> context(SSL_CTX_new(method), SSL_CTX_free);
    if (!context) return nullptr;
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context.get(), kTls12Suites);
    // A peer that just closes the TCP connection is an end of file like any other: HTTP and RFC 6455 tell truncation
    // themselves.
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_IGNORE_UNEXPECTED_EOF |
                                           SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    // Idle connections keep no buffers; writes may be retried from another address (TlsStream gathers anew).
    SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                        SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_AUTO_RETRY);
    // Sessions are resumed from tickets, never from memory.
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    return context;
}

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, size, kHttp11.data(), kHttp11.size(), offered, offered_size) !=
        OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

bool is_ip_address(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

}  // namespace

void FreeSsl::operator()(ssl_st* ssl) const noexcept { SSL_free(ssl); }

base::Result<TlsContext> TlsContext::server(const std::string& certificate_file, const std::string& key_file) {
    auto context = new_context(TLS_server_method());
    if (!context) return base::fail(ErrorCode::internal, "cannot set up TLS: " + last_openssl_error());
    if (SSL_CTX_use_certificate_chain_file(context.get(), certificate_file.c_str()) != 1)
        return base::fail(ErrorCode::invalid_argument, "cannot read the certificate " + certificate_file +
                                                           " (PEM, the server's own first): " + last_openssl_error());
    // OpenSSL would ask on the terminal for the passphrase of an encrypted key.
    SSL_CTX_set_default_passwd_cb(context.get(), [](char*, int, int, void*) { return -1; });
    if (SSL_CTX_use_PrivateKey_file(context.get(), key_file.c_str(), SSL_FILETYPE_PEM) != 1)
        return base::fail(ErrorCode::invalid_argument,
                          "cannot use the private key " + key_file +
                              " (unencrypted PEM that belongs to the certificate): " + last_openssl_error());
    if (SSL_CTX_check_private_key(context.get()) != 1)
        return base::fail(ErrorCode::invalid_argument,
                          "the private key " + key_file + " does not belong to the certificate " + certificate_file);
    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    SSL_CTX_set_num_tickets(context.get(), 1);
    return TlsContext(std::move(context));
}

base::Result<TlsContext> TlsContext::client(const std::string& ca_file) {
    auto context = new_context(TLS_client_method());
    if (!context) return base::fail(ErrorCode::internal, "cannot set up TLS: " + last_openssl_error());
    const bool loaded = ca_file.empty() ? SSL_CTX_set_default_verify_paths(context.get()) == 1
                                        : SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) == 1;
    if (!loaded)
        return base::fail(ErrorCode::invalid_argument, "cannot read the CA certificates in " +
                                                           (ca_file.empty() ? "the system's trust store" : ca_file) +
                                                           ": " + last_openssl_error());
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_alpn_protos(context.get(), kHttp11.data(), kHttp11.size());
    return TlsContext(std::move(context));
}

SslHandle TlsContext::new_connection() const { return SslHandle(context_ ? SSL_new(context_.get()) : nullptr); }

bool expect_host(ssl_st* ssl, const std::string& host) {
    if (is_ip_address(host)) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1;
    SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(ssl, host.c_str()) == 1 && SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

TlsTrust verification_result(const ssl_st* ssl, std::string& detail) {
    const long result = SSL_get_verify_result(ssl);
    if (result == X509_V_OK) return TlsTrust::trusted;
    detail = X509_verify_cert_error_string(result);
    const bool name = result == X509_V_ERR_HOSTNAME_MISMATCH || result == X509_V_ERR_IP_ADDRESS_MISMATCH;
    return name ? TlsTrust::wrong_host : TlsTrust::untrusted;
}

}  // namespace tilbage::adapters::http::internal
