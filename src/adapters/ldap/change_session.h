// The connection of a change source, and what is read once on each. Included by ldap_change_source*.cpp alone.
#pragma once

#include "adapters/ldap/ldap_change_source.h"

namespace tilbage::adapters::ldap {

// So many members in a batch at most, whatever the number of objects.
inline constexpr std::size_t kMembersInABatch = 20'000;

// Who is there again was away, although nobody may have been told: its links went with it.
[[nodiscard]] inline core::ObjectChange deletion_of(const core::ObjectGuid& guid) {
    core::ObjectChange change;
    change.guid = guid;
    change.deleted = true;
    return change;
}

struct LdapChangeSource::Session {
    std::unique_ptr<Connection> connection;
    std::string invocation_id;
    ChangeReader reader;

    [[nodiscard]] const std::string& base() const { return connection->root_dse().default_naming_context; }
    // The next call is to use it: the domain controller closes a connection when its ticket ends.
    [[nodiscard]] bool works() const { return connection->is_quiet() && !connection->is_near_its_end(); }
};

}  // namespace tilbage::adapters::ldap
