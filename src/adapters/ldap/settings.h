// What the LDAP adapter is told. Plain data; reading it from a file is somebody else's work.
#pragma once

#include <string>
#include <vector>

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
    std::vector<std::string> servers;  // ldaps:// addresses; the first that answers is used
    std::string ca_file;               // PEM; empty: the system's
    std::string bind_dn;
    base::SecretBytes bind_password;
    AnchorAttribute source_anchor = AnchorAttribute::consistency_guid;
    int connections = 8;  // 1 to 64
    // Of one operation that has no deadline of its own, and of a connection attempt.
    base::Millis timeout = std::chrono::seconds(10);

    // The secret is copied as well; both copies are wiped when they go.
    [[nodiscard]] Settings clone() const;
};

struct ImportSettings {
    core::Scope scope;
    std::string alternate_mail_attribute = "otherMailbox";
    int page_size = 500;
};

}  // namespace tilbage::adapters::ldap
