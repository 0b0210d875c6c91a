// proxyAddresses as Active Directory has them: "SMTP:anna@ex1.test" is the primary address, "smtp:…" are further ones.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tilbage::core {

// What stands behind the type: "anna@ex1.test".
[[nodiscard]] inline std::string_view address_of(std::string_view proxy) {
    const auto colon = proxy.find(':');
    return colon == std::string_view::npos ? proxy : proxy.substr(colon + 1);
}

// The primary address; empty when there is none.
[[nodiscard]] inline std::string primary_address(const std::vector<std::string>& proxies) {
    for (const auto& proxy : proxies)
        if (proxy.starts_with("SMTP:")) return std::string(address_of(proxy));
    return {};
}

}  // namespace tilbage::core
