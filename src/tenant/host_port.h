// "host:port" as it stands in addresses of the configuration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tilbage::tenant {

struct HostPort {
    std::string host;  // without brackets
    std::optional<std::uint16_t> port;
};

// "host", "host:port", "[::1]:port". Empty: none of these.
[[nodiscard]] std::optional<HostPort> parse_host_port(std::string_view text);
// 127.…, ::1 or localhost.
[[nodiscard]] bool is_loopback(std::string_view host);

}  // namespace tilbage::tenant
