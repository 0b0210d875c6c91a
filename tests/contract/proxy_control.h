// What tests tell the LDAP proxy of an environment (tools/env/proxy_script.py).
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "contract/environment.h"

namespace tilbage::contract {

class ProxyControl {
public:
    [[nodiscard]] static bool is_there() {
        const auto* url = std::getenv("LDAP_PROXY_URL");
        return url != nullptr && *url != '\0';
    }
    // In force for everything that the proxy does from now on; the file is replaced as a whole.
    void tell(const std::string& script) const {
        const std::filesystem::path file = variable("LDAP_PROXY_CONTROL");
        const auto next = file.parent_path() / ".control.json.test";
        std::ofstream(next) << script;
        std::filesystem::rename(next, file);
    }
};

}  // namespace tilbage::contract
