#include "contract/environment.h"

#include <cstdlib>
#include <stdexcept>

#include "contract/world.h"

namespace tilbage::contract {

std::string variable(const char* name) {
    const auto* value = std::getenv(name);
    if (value == nullptr || *value == '\0')
        throw std::runtime_error(std::string(name) + " is not set: source an environment first");
    return value;
}

bool has_samba() {
    const auto* value = std::getenv("AD_LDAPS");
    return value != nullptr && *value != '\0';
}

adapters::ldap::Settings agent_settings() {
    adapters::ldap::Settings settings;
    settings.servers = {variable("AD_LDAPS")};
    settings.ca_file = variable("AD_CA");
    settings.bind_dn = variable("AD_CONNECTOR_DN");
    settings.bind_password = base::SecretBytes::copy_of(variable("AD_CONNECTOR_PASSWORD"));
    return settings;
}

adapters::ldap::Settings keytab_settings(const std::string& scheme) {
    adapters::ldap::Settings settings;
    settings.servers = {scheme + variable("AD_HOST_NAME")};
    settings.ca_file = variable("AD_CA");
    settings.keytab_file = variable("AD_CONNECTOR_KEYTAB");
    settings.account = "svc-writeback";
    return settings;
}

}  // namespace tilbage::contract
