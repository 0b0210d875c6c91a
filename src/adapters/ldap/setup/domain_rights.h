// The rights on single objects of the domain: deleted objects, password settings; and whether DirSync is answered.
#pragma once

#include "adapters/ldap/connection.h"
#include "core/directory_setup/rights_findings.h"

namespace tilbage::adapters::ldap {

[[nodiscard]] std::string deleted_objects_dn(const std::string& base_dn);
[[nodiscard]] std::string password_settings_dn(const std::string& base_dn);

// Tried for real, as the account that `connection` is signed in as.
void try_domain_rights(Connection& connection, const std::string& base_dn, base::Millis timeout,
                       core::RightsFindings& findings);
// Worked out from the objects' descriptors, for an account other than the connection's. A descriptor that cannot be
// read counts as one that grants nothing.
void read_domain_rights(Connection& connection, const std::string& base_dn, const core::Token& token,
                        base::Millis timeout, core::RightsFindings& findings);

}  // namespace tilbage::adapters::ldap
