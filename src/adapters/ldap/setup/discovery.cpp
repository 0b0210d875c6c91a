#include "adapters/ldap/setup/discovery.h"

#include <algorithm>
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <array>
#include <charconv>
#include <fmt/core.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

#include "adapters/ldap/setup/failure.h"

namespace tilbage::adapters::ldap {
namespace {

using Code = DirectoryFailureCode;

constexpr std::size_t kMostServers = 64;
constexpr std::size_t kMostAnswer = 65'535;

struct Record {
    unsigned priority = 0;
    unsigned weight = 0;
    std::string host;
};

// libresolv's state, which it may have opened sockets in.
class Resolver {
public:
    Resolver() : ready_(res_ninit(&state_) == 0) {
        state_.retrans = 2;  // seconds
        state_.retry = 2;
    }
    ~Resolver() {
        if (ready_) res_nclose(&state_);
    }
    Resolver(const Resolver&) = delete;
    Resolver& operator=(const Resolver&) = delete;

    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] int error() const { return state_.res_h_errno; }

    // "address:port", IPv4.
    bool ask_only(std::string_view address) {
        const auto colon = address.rfind(':');
        if (colon == std::string_view::npos) return false;
        std::uint16_t port = 0;
        const auto digits = address.substr(colon + 1);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        sockaddr_in server{};
        server.sin_family = AF_INET;
        server.sin_port = htons(port);
        if (problem != std::errc() || end != digits.data() + digits.size()) return false;
        if (inet_pton(AF_INET, std::string(address.substr(0, colon)).c_str(), &server.sin_addr) != 1) return false;
        state_.nscount = 1;
        state_.nsaddr_list[0] = server;
        return true;
    }

    // The answer's bytes; negative: none, see error().
    int query(const std::string& name, std::vector<unsigned char>& answer) {
        answer.resize(kMostAnswer);
        return res_nquery(&state_, name.c_str(), ns_c_in, ns_t_srv, answer.data(), static_cast<int>(answer.size()));
    }

private:
    struct __res_state state_{};
    bool ready_;
};

std::optional<Record> read_record(const ns_msg& message, const ns_rr& record) {
    constexpr std::size_t kFixed = 6;  // priority, weight, port (RFC 2782)
    if (ns_rr_type(record) != ns_t_srv || ns_rr_rdlen(record) <= kFixed) return std::nullopt;
    const auto* data = ns_rr_rdata(record);
    std::array<char, NS_MAXDNAME> host{};
    if (dn_expand(ns_msg_base(message), ns_msg_end(message), data + kFixed, host.data(), host.size()) < 0)
        return std::nullopt;
    if (host[0] == '\0' || host[0] == '.') return std::nullopt;  // "there is no such service"
    return Record{ns_get16(data), ns_get16(data + 2), host.data()};
}

std::vector<Record> read_records(const std::vector<unsigned char>& answer, int size) {
    std::vector<Record> records;
    ns_msg message{};
    if (ns_initparse(answer.data(), size, &message) != 0) return records;
    for (int i = 0; i < ns_msg_count(message, ns_s_an) && records.size() < kMostServers; ++i) {
        ns_rr raw{};
        if (ns_parserr(&message, ns_s_an, i, &raw) != 0) break;
        if (auto record = read_record(message, raw)) records.push_back(std::move(*record));
    }
    std::ranges::sort(records, [](const Record& a, const Record& b) {
        if (a.priority != b.priority) return a.priority < b.priority;
        if (a.weight != b.weight) return a.weight > b.weight;
        return a.host < b.host;
    });
    return records;
}

bool is_dns_name(std::string_view name) {
    constexpr std::size_t kMostName = 240;  // with "_ldap._tcp." in front still a name (RFC 1035 §2.3.4)
    const auto allowed = [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_' || c >= 0x80;
    };
    return !name.empty() && name.size() <= kMostName && name.front() != '.' &&
           name.find("..") == std::string_view::npos && std::ranges::all_of(name, allowed);
}

}  // namespace

Found<std::vector<std::string>> discover_servers(const std::string& forest, const std::string& resolver) {
    if (!is_dns_name(forest)) {
        return failed(Code::forest_not_found,
                      fmt::format("\"{}\" is not a DNS name; give the forest's, such as example.org", forest));
    }
    Resolver asked;
    if (!asked.ready()) return failed(Code::forest_not_found, "the resolver of this host cannot be set up");
    if (!resolver.empty() && !asked.ask_only(resolver)) {
        return failed(Code::invalid, fmt::format("\"{}\" is no resolver's address, such as 127.0.0.1:53", resolver));
    }
    const auto name = "_ldap._tcp." + forest;
    std::vector<unsigned char> answer;
    const int size = asked.query(name, answer);
    if (size < 0) {
        const auto* why = asked.error() == HOST_NOT_FOUND ? "there is no such name"
                          : asked.error() == NO_DATA      ? "the name has no such record"
                                                          : "the DNS server does not answer";
        return failed(
            Code::forest_not_found,
            fmt::format("DNS has no SRV record {}: {}. Check the name, or give the servers' addresses.", name, why));
    }
    std::vector<std::string> servers;
    for (const auto& record : read_records(answer, size)) servers.push_back("ldaps://" + record.host);
    if (servers.empty()) {
        return failed(Code::forest_not_found, fmt::format("the SRV record {} names no server", name));
    }
    return servers;
}

std::string dns_name_of(std::string_view naming_context) {
    std::string name;
    while (!naming_context.empty()) {
        const auto part = naming_context.substr(0, naming_context.find(','));
        if (part.size() < 4 || (part[0] | 0x20) != 'd' || (part[1] | 0x20) != 'c' || part[2] != '=') return {};
        name += (name.empty() ? "" : ".") + std::string(part.substr(3));
        naming_context.remove_prefix(std::min(naming_context.size(), part.size() + 1));
    }
    return name;
}

}  // namespace tilbage::adapters::ldap
