// A connection for the configuration: signed in, with what is known of the domain and of the account.
#pragma once

#include <memory>

#include "adapters/ldap/connection.h"
#include "adapters/ldap/setup/failure.h"
#include "core/directory_setup/access_check.h"

namespace tilbage::adapters::ldap {

struct SignedIn {
    std::unique_ptr<Connection> connection;
    core::DirectoryFacts facts;
    core::Token token;               // of the connection
    core::DistinguishedName domain;  // facts.base_dn
    std::string administrator_by;    // the group (or account) that makes the account an administrator; empty: none
};

// Connects to the first server that answers and signs in. An administrator is let in.
[[nodiscard]] Found<SignedIn> sign_in_to_set_up(const core::DirectoryTarget& target,
                                                const core::DirectoryCredentials& credentials);
// The connection again, for one that was closed; `server` is facts.server.
[[nodiscard]] Found<std::unique_ptr<Connection>> reconnect(const core::DirectoryTarget& target,
                                                           const core::DirectoryCredentials& credentials,
                                                           const std::string& server);

// SIDs in an attribute such as tokenGroups; what is no SID is left out.
[[nodiscard]] core::Token sids_in(const Entry& entry, std::string_view attribute);

}  // namespace tilbage::adapters::ldap
