#include "adapters/ldap/tls_stream.h"

#include <arpa/inet.h>
#include <cerrno>
#include <fmt/core.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapters/ldap/tcp_connect.h"

namespace tilbage::adapters::ldap {
namespace {

using base::ErrorCode;
using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;

std::string openssl_error() {
    char text[256] = "no further reason";
    if (const auto code = ERR_get_error(); code != 0) ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return text;
}

base::Result<Context> make_context(const std::string& ca_file) {
    Context context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    if (!context) return base::fail(ErrorCode::internal, "TLS cannot be set up: " + openssl_error());
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    // An end without close_notify is an end: LDAP's messages have their lengths.
    SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
    const bool loaded = ca_file.empty() ? SSL_CTX_set_default_verify_paths(context.get()) == 1
                                        : SSL_CTX_load_verify_file(context.get(), ca_file.c_str()) == 1;
    if (loaded) {
        // Whatever stands in the operator's own file is trusted, be it an issuing CA without its root.
        if (!ca_file.empty()) X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context.get()), X509_V_FLAG_PARTIAL_CHAIN);
        return context;
    }
    return base::fail(ErrorCode::invalid_argument,
                      fmt::format("{}: no certificate of a CA can be read from it ({})", ca_file, openssl_error()));
}

bool expect_host(SSL* ssl, const std::string& host) {
    auto* parameters = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1) return true;
    ERR_clear_error();
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(ssl, host.c_str()) == 1 && SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

base::Error handshake_error(SSL* ssl, const ServerAddress& address, const std::string& ca_file) {
    const auto result = SSL_get_verify_result(ssl);
    const auto* reason = X509_verify_cert_error_string(result);
    switch (result) {
        case X509_V_OK:
            break;
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return {ErrorCode::untrusted,
                    fmt::format("{}: wrong host name: the server's certificate is not for \"{}\"; use a name "
                                "that the certificate has",
                                address.str(), address.host)};
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return {ErrorCode::untrusted, fmt::format("{}: certificate not valid now ({})", address.str(), reason)};
        default:
            return {ErrorCode::untrusted,
                    fmt::format("{}: untrusted certificate: it does not lead to a CA in {} ({})", address.str(),
                                ca_file.empty() ? "the system's store" : ca_file, reason)};
    }
    if (ERR_peek_error() == 0) {
        return {ErrorCode::unavailable,
                fmt::format("{}: the server closed the connection during the TLS handshake", address.str())};
    }
    return {ErrorCode::unavailable, fmt::format("{}: no TLS there ({})", address.str(), openssl_error())};
}

// Sends without SIGPIPE, which a plain socket BIO would raise when the server has gone.
int send_quietly(BIO* bio, const char* data, int size) {
    BIO_clear_retry_flags(bio);
    const auto sent = ::send(BIO_get_fd(bio, nullptr), data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    if (sent < 0 && BIO_sock_should_retry(-1) != 0) BIO_set_retry_write(bio);
    return static_cast<int>(sent);
}

BIO_METHOD* quiet_socket() {
    static BIO_METHOD* method = [] {
        auto* made = BIO_meth_new(BIO_TYPE_SOCKET, "socket without SIGPIPE");
        const auto* plain = BIO_s_socket();
        BIO_meth_set_write(made, &send_quietly);
        BIO_meth_set_read(made, BIO_meth_get_read(plain));
        BIO_meth_set_ctrl(made, BIO_meth_get_ctrl(plain));
        BIO_meth_set_create(made, BIO_meth_get_create(plain));
        BIO_meth_set_destroy(made, BIO_meth_get_destroy(plain));
        return made;
    }();
    return method;
}

}  // namespace

base::Result<std::unique_ptr<TlsStream>> TlsStream::connect(const ServerAddress& address, const std::string& ca_file,
                                                            Deadline deadline) {
    const auto socket = tcp_connect(address, deadline);
    if (!socket) return base::fail(socket.error());
    std::unique_ptr<TlsStream> stream(new TlsStream(*socket));
    if (const auto done = stream->handshake(address, ca_file, deadline); !done) return base::fail(done.error());
    return stream;
}

TlsStream::~TlsStream() {
    if (ssl_ != nullptr) {
        // Best effort and never waiting: the socket does not block. Not after a write that failed half-way, whose rest
        // it would send.
        if (SSL_is_init_finished(ssl_) == 1 && !write_failed_) SSL_shutdown(ssl_);
        ERR_clear_error();
        SSL_free(ssl_);
    }
    ::close(socket_);
}

base::Result<void> TlsStream::handshake(const ServerAddress& address, const std::string& ca_file, Deadline deadline) {
    const auto context = make_context(ca_file);
    if (!context) return base::fail(context.error());
    ssl_ = SSL_new(context->get());
    auto* bio = BIO_new(quiet_socket());
    if (ssl_ == nullptr || bio == nullptr || !expect_host(ssl_, address.host)) {
        BIO_free(bio);
        return base::fail(ErrorCode::internal,
                          fmt::format("{}: TLS cannot be set up: {}", address.str(), openssl_error()));
    }
    BIO_set_fd(bio, socket_, BIO_NOCLOSE);
    SSL_set_bio(ssl_, bio, bio);
    while (true) {
        ERR_clear_error();
        const int done = SSL_connect(ssl_);
        if (done == 1) return {};
        const int wanted = SSL_get_error(ssl_, done);
        if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE) {
            return base::fail(handshake_error(ssl_, address, ca_file));
        }
        if (!wait_for_socket(socket_, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, deadline)) {
            return base::fail(ErrorCode::timeout,
                              fmt::format("{}: connected, but no answer to the TLS handshake in time", address.str()));
        }
    }
}

std::ptrdiff_t TlsStream::read(void* buffer, std::size_t size) {
    ERR_clear_error();
    const int got = SSL_read(ssl_, buffer, static_cast<int>(std::min<std::size_t>(size, 1U << 20)));
    if (got > 0) return got;
    switch (SSL_get_error(ssl_, got)) {
        case SSL_ERROR_WANT_READ:
        case SSL_ERROR_WANT_WRITE:
            errno = EAGAIN;
            return -1;
        case SSL_ERROR_ZERO_RETURN:
            return 0;
        default:
            errno = ECONNRESET;
            return -1;
    }
}

std::ptrdiff_t TlsStream::write(const void* buffer, std::size_t size) {
    while (true) {
        ERR_clear_error();
        std::size_t written = 0;
        // Partial writes are off: all or nothing.
        const int done = SSL_write_ex(ssl_, buffer, size, &written);
        if (done == 1) return static_cast<std::ptrdiff_t>(written);
        const int wanted = SSL_get_error(ssl_, done);
        if (wanted != SSL_ERROR_WANT_READ && wanted != SSL_ERROR_WANT_WRITE) {
            write_failed_ = true;
            errno = EPIPE;
            return -1;
        }
        if (!wait_for_socket(socket_, wanted == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, write_deadline())) {
            write_failed_ = true;
            errno = ETIMEDOUT;
            return -1;
        }
    }
}

std::string TlsStream::channel_binding() const {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl_), &X509_free);
    int hash = NID_undef;
    if (!certificate || X509_get_signature_info(certificate.get(), &hash, nullptr, nullptr, nullptr) != 1) return {};
    // RFC 5929 §4.1: MD5 and SHA-1 give way to SHA-256.
    const auto* type = hash == NID_md5 || hash == NID_sha1 ? EVP_sha256() : EVP_get_digestbynid(hash);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (type == nullptr || X509_digest(certificate.get(), type, digest, &size) != 1) return {};
    return "tls-server-end-point:" + std::string(std::begin(digest), std::begin(digest) + size);
}

bool TlsStream::has_pending() const { return SSL_pending(ssl_) > 0; }

bool TlsStream::is_quiet() {
    pollfd watched{socket_, POLLIN, 0};
    if (!has_pending() && ::poll(&watched, 1, 0) == 0) return true;
    // Readable: a session ticket of TLS 1.3 is no reason to worry, everything else is.
    ERR_clear_error();
    char byte = 0;
    const int got = SSL_peek(ssl_, &byte, 1);
    return got <= 0 && SSL_get_error(ssl_, got) == SSL_ERROR_WANT_READ;
}

}  // namespace tilbage::adapters::ldap
