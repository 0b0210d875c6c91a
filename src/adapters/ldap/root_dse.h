// What a server says about itself (RFC 4512 §5.1, MS-ADTS 3.1.1.3.2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/ldap/entry.h"
#include "base/result.h"

namespace tilbage::adapters::ldap {

struct RootDse {
    std::string dns_host_name;
    std::string default_naming_context;  // DN of the domain's head
    std::string configuration_naming_context;
    std::string root_domain_naming_context;  // DN of the forest's first domain
    std::string schema_naming_context;
    std::vector<std::string> supported_controls;
    std::vector<std::string> supported_capabilities;

    [[nodiscard]] static std::vector<std::string> attributes();
    [[nodiscard]] static RootDse from(const Entry& entry);

    [[nodiscard]] bool supports_control(std::string_view oid) const;
    [[nodiscard]] bool is_domain_controller() const;
    [[nodiscard]] bool is_read_only() const;
    // permission_denied: a read-only domain controller; invalid_argument: not a domain controller at all. Both say what
    // to do.
    [[nodiscard]] base::Result<void> check_writable_domain_controller(std::string_view address) const;
};

}  // namespace tilbage::adapters::ldap
