// An LDAP server of a few lines for tests of the client side: it answers what a test tells it to, over TLS, and counts.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "support/connection.h"

namespace tilbage::adapters::ldap::testing {

using tilbage::testing::CertificateFiles;
using Peer = tilbage::testing::Connection;

// BER (X.690), definite lengths.
inline std::string ber(unsigned char tag, const std::string& content) {
    std::string bytes(1, static_cast<char>(tag));
    if (content.size() < 0x80) return bytes + static_cast<char>(content.size()) + content;
    return bytes + '\x82' + static_cast<char>(content.size() >> 8) + static_cast<char>(content.size() & 0xff) + content;
}
inline std::string octets(const std::string& text) { return ber(0x04, text); }

// RFC 4511 §4.1.1; ids of a test stay small.
struct Request {
    static constexpr unsigned char kBind = 0x60, kSearch = 0x63, kModify = 0x66;
    int id = 0;
    unsigned char operation = 0;
    std::string body;
};

inline Request read_request(Peer& peer) {
    const auto length = [&] {
        const auto first = static_cast<unsigned char>(peer.read_exactly(1)[0]);
        std::size_t size = first;
        if (first >= 0x80) {
            size = 0;
            for (const char byte : peer.read_exactly(first & 0x7f)) size = size << 8 | static_cast<unsigned char>(byte);
        }
        return size;
    };
    (void)peer.read_exactly(1);  // SEQUENCE
    auto content = peer.read_exactly(length());
    Request request;
    const auto id_size = static_cast<std::size_t>(static_cast<unsigned char>(content[1]));
    for (std::size_t i = 0; i < id_size; ++i) request.id = request.id << 8 | static_cast<unsigned char>(content[2 + i]);
    request.operation = static_cast<unsigned char>(content[2 + id_size]);
    request.body = content.substr(3 + id_size);
    return request;
}

inline void send(Peer& peer, int id, const std::string& operation) {
    const std::string bytes{static_cast<char>(id >> 8 & 0x7f), static_cast<char>(id & 0xff)};
    peer.send(ber(0x30, ber(0x02, bytes) + operation));
}
// `controls`: BER, one after another.
inline void send_result(Peer& peer, const Request& request, int result_code, const std::string& diagnostic_message = "",
                        const std::string& controls = "") {
    const unsigned char response =
        request.operation == Request::kSearch ? 0x65 : static_cast<unsigned char>(request.operation + 1);
    send(peer, request.id,
         ber(response,
             ber(0x0a, std::string(1, static_cast<char>(result_code))) + octets("") + octets(diagnostic_message)) +
             (controls.empty() ? "" : ber(0xa0, controls)));
}
struct PeerAttribute {
    std::string name;
    std::vector<std::string> values;
};
inline void send_entry(Peer& peer, const Request& request, const std::string& dn,
                       const std::vector<PeerAttribute>& attributes) {
    std::string list;
    for (const auto& attribute : attributes) {
        std::string values;
        for (const auto& value : attribute.values) values += octets(value);
        list += ber(0x30, octets(attribute.name) + ber(0x31, values));
    }
    send(peer, request.id, ber(0x64, octets(dn) + ber(0x30, list)));
}

// A domain controller as far as the agent looks: a root DSE, one object for every other search, and sign-ins that
// succeed.
class LdapPeer {
public:
    struct Behaviour {
        std::vector<std::string> capabilities{"1.2.840.113556.1.4.800"};
        std::vector<std::string> controls = {};  // NOLINT(readability-redundant-member-init): may be left out then
        int bind_result = 0;
        bool tls = true;  // false: plain LDAP
        // What to do with a modify; false closes the connection.
        std::function<bool(Peer&, const Request&)> on_modify = [](Peer& peer, const Request& request) {
            send_result(peer, request, 0);
            return true;
        };
        // Answers a search itself and returns true, or leaves it alone.
        std::function<bool(Peer&, const Request&)> on_search = [](Peer&, const Request&) { return false; };
        // Closes so many connections as soon as they are made.
        int connections_to_drop = 0;
        // Closes each other one after this many requests.
        int requests_a_connection = 1'000'000;
    };

    LdapPeer(CertificateFiles files, Behaviour behaviour)
        : files_(std::move(files)),
          behaviour_(std::move(behaviour)),
          server_([this](Peer peer) { serve(std::move(peer)); }) {}

    [[nodiscard]] std::string url() const { return "ldaps://127.0.0.1:" + std::to_string(port()); }
    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] int connections() const { return connections_; }
    [[nodiscard]] int binds() const { return binds_; }
    [[nodiscard]] int modifies() const { return modifies_; }

private:
    void serve(Peer peer) {
        if (++connections_ <= behaviour_.connections_to_drop) return;
        if (behaviour_.tls) peer.start_tls_server(files_);
        for (int i = 0; i < behaviour_.requests_a_connection; ++i) {
            const auto request = read_request(peer);
            if (request.operation == Request::kSearch) {
                answer_search(peer, request);
            } else if (request.operation == Request::kBind) {
                ++binds_;
                send_result(peer, request, behaviour_.bind_result,
                            "80090308: LdapErr: comment: AcceptSecurityContext error, data 52e, v1db1");
            } else if (request.operation == Request::kModify) {
                ++modifies_;
                if (!behaviour_.on_modify(peer, request)) return;
            } else {
                return;
            }
        }
    }

    void answer_search(Peer& peer, const Request& request) {
        if (behaviour_.on_search(peer, request)) return;
        const bool is_root_dse = request.body.find(octets("") + ber(0x0a, std::string(1, '\0'))) != std::string::npos;
        if (is_root_dse) {
            send_entry(peer, request, "",
                       {{"defaultNamingContext", {"DC=ex1,DC=test"}},
                        {"supportedCapabilities", behaviour_.capabilities},
                        {"supportedControl", behaviour_.controls}});
        } else {
            send_entry(peer, request, "DC=ex1,DC=test", {{"objectGUID", {"0123456789abcdef"}}});
        }
        send_result(peer, request, 0);
    }

    CertificateFiles files_;
    Behaviour behaviour_;
    std::atomic<int> connections_{0};
    std::atomic<int> binds_{0};
    std::atomic<int> modifies_{0};
    tilbage::testing::TestServer server_;  // last: it calls into the rest
};

}  // namespace tilbage::adapters::ldap::testing
