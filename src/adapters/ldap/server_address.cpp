#include "adapters/ldap/server_address.h"

#include <arpa/inet.h>
#include <charconv>
#include <fmt/core.h>

#include "base/unicode.h"

namespace tilbage::adapters::ldap {
namespace {

constexpr std::string_view kTls = "ldaps://";
constexpr std::string_view kPlain = "ldap://";
constexpr int kPlainPort = 389;

bool is_host(std::string_view host) {
    return !host.empty() && host.find_first_of("/@?#[] \t\\") == std::string_view::npos;
}

bool is_ip_address(const std::string& host) {
    unsigned char ignored[sizeof(in6_addr)];
    return ::inet_pton(AF_INET, host.c_str(), ignored) == 1 || host.find(':') != std::string::npos;
}

}  // namespace

base::Result<ServerAddress> ServerAddress::parse(std::string_view url, SignsInWith signs_in_with) {
    const auto fail = [&](std::string_view what) {
        return base::fail(base::ErrorCode::invalid_argument, fmt::format("\"{}\": {}", url, what));
    };
    const auto lower = base::fold_case(url);
    const bool plain = lower.starts_with(kPlain);
    if (plain && signs_in_with == SignsInWith::password) {
        return fail("ldap:// is refused, because passwords only go over TLS; write ldaps:// (port 636)");
    }
    if (!plain && !lower.starts_with(kTls))
        return fail("not the address of a domain controller; write ldaps://dc1.example.org");

    auto rest = url.substr(plain ? kPlain.size() : kTls.size());
    if (rest.ends_with('/')) rest.remove_suffix(1);
    ServerAddress address;
    if (plain) {
        address.scheme = Scheme::ldap;
        address.port = kPlainPort;
    }
    auto host_size = rest.find(':');
    if (rest.starts_with('[')) {
        const auto bracket = rest.find(']');
        if (bracket == std::string_view::npos) return fail("a bracket is not closed");
        address.host = rest.substr(1, bracket - 1);
        host_size = bracket + 1;
    } else {
        address.host = rest.substr(0, host_size);
    }
    if (!is_host(address.host)) return fail("the host name is missing or not one; write ldaps://dc1.example.org");
    if (signs_in_with == SignsInWith::keytab && is_ip_address(address.host)) {
        return fail(
            "an IP address cannot be used with keytab_file, because Kerberos knows a server by its name (SPN "
            "ldap/NAME); write the domain controller's full DNS name, as ldaps://dc1.example.org");
    }
    if (host_size >= rest.size()) return address;

    const auto port = rest.substr(host_size + 1);
    const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    const bool whole = problem == std::errc() && end == port.data() + port.size() && rest[host_size] == ':';
    if (!whole || address.port < 1 || address.port > 65535) return fail("the port is not a number from 1 to 65535");
    return address;
}

std::string ServerAddress::str() const {
    const auto* format = host.find(':') == std::string::npos ? "{}{}:{}" : "{}[{}]:{}";
    return fmt::format(fmt::runtime(format), scheme == Scheme::ldap ? kPlain : kTls, host, port);
}

}  // namespace tilbage::adapters::ldap
