#include "adapters/ldap/setup/discovery.h"

#include <arpa/inet.h>
#include <atomic>
#include <fmt/core.h>
#include <functional>
#include <gmock/gmock.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

#include "base/guarded.h"

namespace tilbage::adapters::ldap {
namespace {

using core::DirectoryFailureCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string number(unsigned value) { return {static_cast<char>(value >> 8), static_cast<char>(value & 0xff)}; }

std::string name_bytes(std::string_view name) {
    std::string bytes;
    while (!name.empty()) {
        const auto label = name.substr(0, name.find('.'));
        bytes += static_cast<char>(label.size());
        bytes += label;
        name.remove_prefix(std::min(name.size(), label.size() + 1));
    }
    return bytes + '\0';
}

// One SRV record (RFC 2782) for the name of the question.
std::string srv(unsigned priority, unsigned weight, std::string_view host) {
    const auto data = number(priority) + number(weight) + number(389) + name_bytes(host);
    return std::string("\xc0\x0c", 2) + number(33) + number(1) + std::string(4, '\0') +
           number(static_cast<unsigned>(data.size())) + data;
}

struct Reply {
    unsigned code = 0;  // RFC 1035 §4.1.1, RCODE
    std::vector<std::string> records;
};

// A DNS server on loopback that gives every question the same answer, changed by `damage` at last.
class DnsServer {
public:
    using Damage = std::function<void(std::string&)>;

    explicit DnsServer(
        Reply reply, Damage damage = [](std::string&) {})
        : reply_(std::move(reply)), damage_(std::move(damage)), socket_(::socket(AF_INET, SOCK_DGRAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(socket_, generic, size), 0);
        EXPECT_EQ(::getsockname(socket_, generic, &size), 0);
        address_ = fmt::format("127.0.0.1:{}", ntohs(address.sin_port));
        thread_ = std::thread([this] { serve(); });
    }
    ~DnsServer() {
        stop_ = true;
        thread_.join();
        ::close(socket_);
    }
    DnsServer(const DnsServer&) = delete;
    DnsServer& operator=(const DnsServer&) = delete;

    [[nodiscard]] const std::string& address() const { return address_; }
    // As it stands in the question, without letter case.
    [[nodiscard]] std::string asked() {
        return asked_.with([](const auto& name) { return name; });
    }

private:
    void serve() {
        while (!stop_) {
            pollfd watched{socket_, POLLIN, 0};
            constexpr int kTick = 20;  // milliseconds
            if (::poll(&watched, 1, kTick) <= 0) continue;
            char buffer[512];
            sockaddr_in peer{};
            socklen_t size = sizeof peer;
            auto* generic = reinterpret_cast<sockaddr*>(&peer);
            const auto got = ::recvfrom(socket_, buffer, sizeof buffer, 0, generic, &size);
            if (got < 17) continue;
            const std::string question(buffer + 12, static_cast<std::size_t>(got) - 12);
            const auto end = question.find('\0');
            asked_.with([&](auto& name) { name = question.substr(0, end); });
            auto answer = std::string(buffer, 2) + number(0x8180U | reply_.code) + number(1) +
                          number(static_cast<unsigned>(reply_.records.size())) + number(0) + number(0) +
                          question.substr(0, end + 5);
            for (const auto& record : reply_.records) answer += record;
            damage_(answer);
            ::sendto(socket_, answer.data(), answer.size(), 0, generic, size);
        }
    }

    Reply reply_;
    Damage damage_;
    int socket_;
    std::string address_;
    base::Guarded<std::string> asked_;
    std::atomic<bool> stop_{false};
    std::thread thread_;
};

TEST(Discovery, ServersComeByPriorityAndThenByWeight) {
    std::string asked;
    {
        DnsServer dns(
            {0, {srv(10, 0, "far.example.org"), srv(0, 5, "dc2.example.org"), srv(0, 100, "dc1.example.org")}});
        const auto servers = discover_servers("example.org", dns.address());
        ASSERT_TRUE(servers) << servers.error().message;
        EXPECT_THAT(*servers,
                    ElementsAre("ldaps://dc1.example.org", "ldaps://dc2.example.org", "ldaps://far.example.org"));
        asked = dns.asked();
    }
    EXPECT_EQ(asked + '\0', name_bytes("_ldap._tcp.example.org"));
}

DirectoryFailureCode code(const Reply& reply, const DnsServer::Damage& damage = [](std::string&) {}) {
    const DnsServer dns(reply, damage);
    const auto servers = discover_servers("example.org", dns.address());
    return servers ? DirectoryFailureCode::invalid : servers.error().code;
}

TEST(Discovery, AForestThatIsNotThereIsToldWithItsName) {
    const DnsServer dns({3, {}});
    const auto servers = discover_servers("exampel.org", dns.address());
    ASSERT_FALSE(servers);
    EXPECT_EQ(servers.error().code, DirectoryFailureCode::forest_not_found);
    EXPECT_THAT(servers.error().message, HasSubstr("_ldap._tcp.exampel.org: there is no such name"));
}

TEST(Discovery, AnAnswerWithoutAServerIsNone) {
    EXPECT_EQ(code({0, {}}), DirectoryFailureCode::forest_not_found);
    EXPECT_EQ(code({0, {srv(0, 0, "")}}), DirectoryFailureCode::forest_not_found);  // "decidedly not" (RFC 2782)
    EXPECT_EQ(code({2, {}}), DirectoryFailureCode::forest_not_found);
}

TEST(Discovery, AnAnswerThatIsCutOffNamesNoServerThatWasNotThere) {
    for (std::size_t missing = 1; missing < 30; missing += 4) {
        EXPECT_EQ(code({0, {srv(0, 0, "dc1.example.org")}},
                       [&](std::string& answer) { answer.resize(answer.size() - missing); }),
                  DirectoryFailureCode::forest_not_found)
            << missing;
    }
}

TEST(Discovery, WhatIsNoNameIsNotAskedFor) {
    for (const auto* name : {"", ".", "a..b", "example org", "example.org/x", "-Hldap://x y"}) {
        EXPECT_EQ(discover_servers(name, "127.0.0.1:1").error().code, DirectoryFailureCode::forest_not_found) << name;
    }
    EXPECT_EQ(discover_servers(std::string(300, 'a'), "127.0.0.1:1").error().code,
              DirectoryFailureCode::forest_not_found);
    EXPECT_EQ(discover_servers("example.org", "not an address").error().code, DirectoryFailureCode::invalid);
}

TEST(DnsNames, ANamingContextIsADnsName) {
    EXPECT_EQ(dns_name_of("DC=ex1,DC=test"), "ex1.test");
    EXPECT_EQ(dns_name_of("dc=ex1,dc=test"), "ex1.test");
    EXPECT_EQ(dns_name_of("CN=Configuration,DC=ex1,DC=test"), "");
    EXPECT_EQ(dns_name_of(""), "");
}

}  // namespace
}  // namespace tilbage::adapters::ldap
