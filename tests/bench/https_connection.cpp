#include "https_connection.h"

#include <arpa/inet.h>
#include <array>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fault.h"

namespace tilbage::bench {
namespace {

std::string tls_error() {
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    return text.data();
}

sockaddr_in ipv4(const std::string& address, std::uint16_t port) {
    sockaddr_in made{};
    made.sin_family = AF_INET;
    made.sin_port = htons(port);
    if (inet_pton(AF_INET, address.c_str(), &made.sin_addr) != 1) throw BenchFault("not an IPv4 address: " + address);
    return made;
}

const sockaddr* generic(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

int connect_socket(const TenantAddress& server, const std::string& source_address) {
    const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) throw BenchFault(std::string("socket: ") + std::strerror(errno));
    const int on = 1;
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (!source_address.empty()) {
        // Else the kernel would keep a port for every source address alone, from a range that thousands exhaust.
        setsockopt(made, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        const auto source = ipv4(source_address, 0);
        if (bind(made, generic(source), sizeof source) != 0) {
            close(made);
            throw BenchFault("bind " + source_address + ": " + std::strerror(errno));
        }
    }
    const auto target = ipv4(server.host, static_cast<std::uint16_t>(std::stoi(server.port)));
    if (connect(made, generic(target), sizeof target) != 0) {
        close(made);
        throw BenchFault("connect " + server.base_url + ": " + std::strerror(errno));
    }
    return made;
}

HttpAnswer parse_head(std::string_view head) {
    HttpAnswer answer;
    auto line_end = head.find("\r\n");
    const auto status_line = head.substr(0, line_end);
    if (!status_line.starts_with("HTTP/1.1 ") || status_line.size() < 12)
        throw BenchFault("not HTTP: " + std::string(status_line));
    std::from_chars(status_line.data() + 9, status_line.data() + 12, answer.status);
    while (line_end != std::string_view::npos) {
        head.remove_prefix(line_end + 2);
        line_end = head.find("\r\n");
        const auto line = head.substr(0, line_end);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        std::string name(line.substr(0, colon));
        for (char& letter : name) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        auto value = line.substr(colon + 1);
        while (value.starts_with(' ')) value.remove_prefix(1);
        answer.headers.emplace_back(std::move(name), value);
    }
    return answer;
}

std::size_t body_size(const HttpAnswer& answer) {
    if (answer.status == 101 || answer.status == 204) return 0;
    const auto length = answer.header("content-length");
    std::size_t size = 0;
    if (std::from_chars(length.data(), length.data() + length.size(), size).ec != std::errc{}) {
        throw BenchFault("an answer without Content-Length");
    }
    return size;
}

}  // namespace

std::string HttpAnswer::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

TlsTrust::TlsTrust(const std::string& ca_file) : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
    std::signal(SIGPIPE, SIG_IGN);  // a server that has gone is an error of the write
    SSL_CTX_set_verify(native(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_mode(native(), SSL_MODE_RELEASE_BUFFERS);
    if (SSL_CTX_load_verify_file(native(), ca_file.c_str()) != 1) throw BenchFault(ca_file + ": " + tls_error());
}

void HttpsConnection::FreeTls::operator()(ssl_st* tls) const { SSL_free(tls); }

HttpsConnection::HttpsConnection(const TlsTrust& trust, const TenantAddress& server, const std::string& source_address)
    : socket_(connect_socket(server, source_address)), host_(server.host + ":" + server.port) {
    try {
        handshake(trust, server);
    } catch (...) {
        close(socket_);
        throw;
    }
}

HttpsConnection::~HttpsConnection() { close(socket_); }

void HttpsConnection::handshake(const TlsTrust& trust, const TenantAddress& server) {
    tls_.reset(SSL_new(trust.native()));
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(native()), server.host.c_str());
    SSL_set_fd(native(), socket_);
    if (SSL_connect(native()) != 1) throw BenchFault("TLS with " + server.base_url + ": " + tls_error());
}

std::string HttpsConnection::prepare(const HttpCall& call) const {
    std::string text = call.method + " " + call.path + " HTTP/1.1\r\nHost: " + host_ + "\r\n";
    for (const auto& [name, value] : call.headers) text += name + ": " + value + "\r\n";
    if (call.method == "POST") {
        text +=
            "Content-Type: " + call.content_type + "\r\nContent-Length: " + std::to_string(call.body.size()) + "\r\n";
    }
    return text + "\r\n" + call.body;
}

void HttpsConnection::write(std::string_view bytes) {
    if (SSL_write(native(), bytes.data(), static_cast<int>(bytes.size())) <= 0)
        throw BenchFault("write: " + tls_error());
}

void HttpsConnection::receive() {
    std::array<char, 16 * 1024> buffer;
    const int size = SSL_read(native(), buffer.data(), buffer.size());
    if (size <= 0) throw BenchFault("the server closed the connection");
    received_.append(buffer.data(), static_cast<std::size_t>(size));
}

HttpAnswer HttpsConnection::exchange(std::string_view prepared) {
    write(prepared);
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) receive();
    auto answer = parse_head(std::string_view(received_).substr(0, end));
    const auto begin = end + 4;
    const auto size = body_size(answer);
    while (received_.size() < begin + size) receive();
    answer.body = received_.substr(begin, size);
    received_.erase(0, begin + size);
    return answer;
}

}  // namespace tilbage::bench
