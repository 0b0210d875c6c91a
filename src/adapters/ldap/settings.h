// What the LDAP adapter is told. Plain data; reading it from a file is somebody else's work.
#pragma once

#include <string>
#include <vector>

#include "adapters/ldap/server_address.h"
#include "base/clock.h"
#include "base/secret.h"
#include "core/identity/scope.h"

namespace tilbage::adapters::ldap {

// Which attribute ties a person in the tenant to an object here.
enum class AnchorAttribute {
    consistency_guid,  // ms-DS-ConsistencyGuid where it is set, else objectGUID
    object_guid,
};

struct Settings {
    // ldaps:// addresses, with a keytab ldap:// ones as well; the first that answers is used.
    std::vector<std::string> servers;
    std::string ca_file;  // PEM; empty: the system's
    // The agent's own account: a DN and its password, or a name and a keytab.
    std::string bind_dn;
    base::SecretBytes bind_password;
    std::string keytab_file;      // not empty: Kerberos
    std::string account;          // a principal, "svc-writeback@EXAMPLE.ORG", or the account's plain name
    base::Millis ticket_life{0};  // asked for; 0: as long as the domain gives
    AnchorAttribute source_anchor = AnchorAttribute::consistency_guid;
    int connections = 8;  // 1 to 64
    // Of one operation that has no deadline of its own, and of a connection attempt.
    base::Millis timeout = std::chrono::seconds(10);

    [[nodiscard]] bool has_keytab() const { return !keytab_file.empty(); }
    [[nodiscard]] ServerAddress::SignsInWith signs_in_with() const {
        return has_keytab() ? ServerAddress::SignsInWith::keytab : ServerAddress::SignsInWith::password;
    }
    // What people call the agent's own account.
    [[nodiscard]] const std::string& account_name() const { return has_keytab() ? account : bind_dn; }

    // The secret is copied as well; both copies are wiped when they go.
    [[nodiscard]] Settings clone() const;
};

struct ImportSettings {
    core::Scope scope;
    std::string alternate_mail_attribute = "otherMailbox";
    int page_size = 500;
};

}  // namespace tilbage::adapters::ldap
