// The connection of a change source, and what is read once on each. Included by ldap_change_source*.cpp alone.
#pragma once

#include "adapters/ldap/ldap_change_source.h"

namespace tilbage::adapters::ldap {

struct LdapChangeSource::Session {
    std::unique_ptr<Connection> connection;
    std::string invocation_id;
    ChangeReader reader;

    [[nodiscard]] const std::string& base() const { return connection->root_dse().default_naming_context; }
    [[nodiscard]] bool works() const {
        return connection->is_quiet() && !(connection->end() && connection->end()->passed());
    }
};

}  // namespace tilbage::adapters::ldap
