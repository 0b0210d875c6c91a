#include "adapters/ldap/server_address.h"

#include <charconv>
#include <fmt/core.h>

#include "base/unicode.h"

namespace tilbage::adapters::ldap {
namespace {

constexpr std::string_view kScheme = "ldaps://";

bool is_host(std::string_view host) {
    return !host.empty() && host.find_first_of("/@?#[] \t\\") == std::string_view::npos;
}

}  // namespace

base::Result<ServerAddress> ServerAddress::parse(std::string_view url) {
    const auto fail = [&](std::string_view what) {
        return base::fail(base::ErrorCode::invalid_argument, fmt::format("\"{}\": {}", url, what));
    };
    const auto lower = base::fold_case(url);
    if (lower.starts_with("ldap://")) {
        return fail("ldap:// is refused, because passwords only go over TLS; write ldaps:// (port 636)");
    }
    if (!lower.starts_with(kScheme))
        return fail("not the address of a domain controller; write ldaps://dc1.example.org");

    auto rest = url.substr(kScheme.size());
    if (rest.ends_with('/')) rest.remove_suffix(1);
    ServerAddress address;
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
    if (host_size >= rest.size()) return address;

    const auto port = rest.substr(host_size + 1);
    const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    const bool whole = problem == std::errc() && end == port.data() + port.size() && rest[host_size] == ':';
    if (!whole || address.port < 1 || address.port > 65535) return fail("the port is not a number from 1 to 65535");
    return address;
}

std::string ServerAddress::str() const {
    const auto* format = host.find(':') == std::string::npos ? "ldaps://{}:{}" : "ldaps://[{}]:{}";
    return fmt::format(fmt::runtime(format), host, port);
}

}  // namespace tilbage::adapters::ldap
