#include "support/connection.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <utility>

namespace tilbage::testing {
namespace {

constexpr int kPatienceSeconds = 20;

[[noreturn]] void fail(const std::string& what) { throw std::runtime_error(what + ": " + std::strerror(errno)); }

// OpenSSL writes with write(2): a closed peer would end the test by SIGPIPE.
const bool kIgnoresSigpipe = std::signal(SIGPIPE, SIG_IGN) != SIG_ERR;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

}  // namespace

struct Connection::Impl {
    explicit Impl(int s) : socket(s) {
        const timeval patience{kPatienceSeconds, 0};
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
    ~Impl() {
        if (ssl && socket >= 0 && SSL_is_init_finished(ssl.get()) != 0) SSL_shutdown(ssl.get());
        if (socket >= 0) ::close(socket);
    }

    void start(const SSL_METHOD* method, const std::function<void(SSL_CTX*)>& prepare, int (*handshake)(SSL*)) {
        context.reset(SSL_CTX_new(method), SSL_CTX_free);
        SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
        prepare(context.get());
        ssl.reset(SSL_new(context.get()), SSL_free);
        SSL_set_fd(ssl.get(), socket);
        if (handshake(ssl.get()) == 1) return;
        const char* reason = ERR_reason_error_string(ERR_peek_last_error());
        throw std::runtime_error(std::string("TLS handshake failed: ") + (reason ? reason : "closed"));
    }

    int socket;
    std::shared_ptr<SSL_CTX> context;
    std::shared_ptr<SSL> ssl;
    std::string kept;  // read but not yet asked for
};

Connection::Connection(int socket) : impl_(std::make_unique<Impl>(socket)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;

Connection Connection::connect(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0) fail("socket");
    Connection connection(socket);
    const sockaddr_in address = loopback(port);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) fail("connect");
    return connection;
}

Connection Connection::connect_tls(std::uint16_t port, const std::string& ca_file) {
    Connection connection = connect(port);
    connection.start_tls_client(ca_file);
    return connection;
}

void Connection::start_tls_client(const std::string& ca_file) {
    static constexpr unsigned char kProtocols[] = "\x02h2\x08http/1.1";
    impl_->start(
        TLS_client_method(),
        [&](SSL_CTX* context) {
            SSL_CTX_load_verify_file(context, ca_file.c_str());
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
            SSL_CTX_set_alpn_protos(context, kProtocols, sizeof kProtocols - 1);
        },
        SSL_connect);
}

void Connection::start_tls_server(const CertificateFiles& files) {
    impl_->start(
        TLS_server_method(),
        [&](SSL_CTX* context) {
            SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str());
            SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM);
        },
        SSL_accept);
}

bool Connection::try_send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = impl_->ssl
                              ? SSL_write(impl_->ssl.get(), bytes.data(), static_cast<int>(bytes.size()))
                              : static_cast<int>(::send(impl_->socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Connection::send(std::string_view bytes) {
    if (!try_send(bytes)) fail("send");
}

std::string Connection::read_some() {
    if (!impl_->kept.empty()) return std::exchange(impl_->kept, {});
    std::string bytes(64 * 1024, '\0');
    errno = 0;
    const auto size = impl_->ssl ? SSL_read(impl_->ssl.get(), bytes.data(), static_cast<int>(bytes.size()))
                                 : static_cast<int>(::recv(impl_->socket, bytes.data(), bytes.size(), 0));
    if (size <= 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("nothing came for 20 s");
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

std::string Connection::read_until(std::string_view end) {
    std::string bytes;
    while (true) {
        if (const auto at = bytes.find(end); at != std::string::npos) {
            impl_->kept = bytes.substr(at + end.size());
            bytes.resize(at + end.size());
            return bytes;
        }
        const std::string more = read_some();
        if (more.empty()) throw std::runtime_error("the connection ended after \"" + bytes + "\"");
        bytes += more;
    }
}

std::string Connection::read_exactly(std::size_t size) {
    std::string bytes;
    while (bytes.size() < size) {
        const std::string more = read_some();
        if (more.empty()) throw std::runtime_error("the connection ended too early");
        bytes += more;
    }
    impl_->kept = bytes.substr(size);
    bytes.resize(size);
    return bytes;
}

std::string Connection::read_to_end() {
    std::string bytes;
    while (true) {
        const std::string more = read_some();
        if (more.empty()) return bytes;
        bytes += more;
    }
}

void Connection::set_receive_buffer(int bytes) {
    setsockopt(impl_->socket, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void Connection::reset() {
    const linger abrupt{1, 0};
    setsockopt(impl_->socket, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
    ::close(std::exchange(impl_->socket, -1));
    impl_->ssl.reset();
}

std::string Connection::protocol() const {
    const unsigned char* name = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(impl_->ssl.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
}

std::string Connection::tls_version() const { return SSL_get_version(impl_->ssl.get()); }

std::string HttpAnswer::header(std::string_view name) const {
    const std::string wanted = "\r\n" + lowered(name) + ": ";
    const auto at = lowered(head).find(wanted);
    if (at == std::string::npos) return {};
    const auto begin = at + wanted.size();
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

HttpAnswer read_answer(Connection& connection, bool to_head) {
    HttpAnswer answer;
    answer.head = connection.read_until("\r\n\r\n");
    if (!answer.head.starts_with("HTTP/1.1 ")) throw std::runtime_error("not a status line: " + answer.head);
    answer.status = std::stoi(answer.head.substr(9, 3));
    const std::string length = answer.header("content-length");
    if (!to_head && !length.empty()) answer.body = connection.read_exactly(std::stoul(length));
    return answer;
}

void accept_websocket(Connection& connection, std::string_view subprotocol) {
    HttpAnswer request;
    request.head = connection.read_until("\r\n\r\n");
    const std::string key =
        request.header("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455 §1.3
    std::string digest(20, '\0');
    EVP_Digest(key.data(), key.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr, EVP_sha1(), nullptr);
    std::string accept(29, '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(accept.data()),
                    reinterpret_cast<const unsigned char*>(digest.data()), 20);
    accept.resize(28);
    connection.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
        accept + "\r\nSec-WebSocket-Protocol: " + std::string(subprotocol) + "\r\n\r\n");
}

std::string client_frame(unsigned opcode, std::string_view payload) {
    constexpr std::string_view kMask = "mask";
    std::string frame;
    const auto put = [&](unsigned byte) { frame.push_back(static_cast<char>(byte)); };
    put(0x80U | opcode);
    if (payload.size() < 126) {
        put(0x80U | static_cast<unsigned>(payload.size()));
    } else if (payload.size() < 65536) {
        put(0x80U | 126U);
        put(static_cast<unsigned>(payload.size() >> 8U));
        put(static_cast<unsigned>(payload.size() & 255U));
    } else {
        put(0x80U | 127U);
        for (unsigned shift = 64; shift > 0; shift -= 8)
            put(static_cast<unsigned>(payload.size() >> (shift - 8)) & 255U);
    }
    frame += kMask;
    for (std::size_t i = 0; i < payload.size(); ++i) frame.push_back(static_cast<char>(payload[i] ^ kMask[i % 4]));
    return frame;
}

unsigned Frame::close_code() const {
    if (opcode != 8 || payload.size() < 2) return 0;
    return static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8U | static_cast<unsigned char>(payload[1]);
}

Frame read_frame(Connection& connection) {
    const auto number = [&](std::size_t size) {
        std::size_t value = 0;
        for (const char c : connection.read_exactly(size)) value = value << 8U | static_cast<unsigned char>(c);
        return value;
    };
    Frame frame;
    frame.opcode = static_cast<unsigned>(number(1) & 15U);
    std::size_t size = number(1) & 127U;
    if (size == 126) size = number(2);
    if (size == 127) size = number(8);
    frame.payload = connection.read_exactly(size);
    return frame;
}

TestServer::TestServer(std::function<void(Connection)> serve)
    : serve_(std::move(serve)), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0)
        fail("listen");
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { accept_all(); });
}

TestServer::~TestServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    for (auto& thread : served_) thread.join();
    ::close(listener_);
}

void TestServer::accept_all() {
    while (true) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        served_.emplace_back([this, socket] {
            try {
                serve_(Connection(socket));
            } catch (const std::runtime_error&) {
                // the other side went away, which is often what the test is about
            }
        });
    }
}

}  // namespace tilbage::testing
