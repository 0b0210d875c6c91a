#include "adapters/ldap/settings.h"

namespace tilbage::adapters::ldap {

Settings Settings::clone() const {
    return {.servers = servers,
            .ca_file = ca_file,
            .bind_dn = bind_dn,
            .bind_password = base::SecretBytes::copy_of(bind_password.open()),
            .keytab_file = keytab_file,
            .account = account,
            .ticket_life = ticket_life,
            .source_anchor = source_anchor,
            .connections = connections,
            .timeout = timeout};
}

}  // namespace tilbage::adapters::ldap
