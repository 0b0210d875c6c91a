// The network that a client comes from: what attempts of strangers are counted under.
#pragma once

#include <string>
#include <string_view>

namespace tilbage::tenant {

// "192.0.2.0/24" for IPv4 (and for IPv4 in IPv6), "2001:db8::/56" for IPv6. Text that is no address stands for itself.
[[nodiscard]] std::string address_block(std::string_view address);

}  // namespace tilbage::tenant
