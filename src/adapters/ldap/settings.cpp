#include "adapters/ldap/settings.h"

namespace tilbage::adapters::ldap {

Settings Settings::clone() const {
    return {.servers = servers,
            .ca_file = ca_file,
            .bind_dn = bind_dn,
            .bind_password = base::SecretBytes::copy_of(bind_password.open()),
            .source_anchor = source_anchor,
            .connections = connections,
            .timeout = timeout};
}

}  // namespace tilbage::adapters::ldap
