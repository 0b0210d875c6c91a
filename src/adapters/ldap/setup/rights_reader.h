// Reads the descriptors of units and people into the findings of the core.
#pragma once

#include "adapters/ldap/setup/tree_snapshot.h"
#include "core/directory_setup/rights_findings.h"

namespace tilbage::adapters::ldap {

// One thread. Everything must outlive it.
class RightsReader {
public:
    struct Account {
        std::string dn;
        core::Sid sid;
        core::Token token;
    };

    // `connection` reads, `account` is whose rights are looked at: the same account or another.
    RightsReader(Connection& connection, const core::DistinguishedName& domain, const TreeSnapshot& tree,
                 base::Millis timeout)
        : connection_(connection), domain_(domain), tree_(tree), timeout_(timeout) {}

    // The four rights on people. `stop` is looked at between pages.
    [[nodiscard]] Found<core::RightsFindings> read(const core::Scope& scope, const Account& account,
                                                   const core::RightsProgress& progress, const std::atomic<bool>& stop);

private:
    // DNs of the direct and nested members of the protected groups.
    Found<std::set<std::string>> protected_people(const core::Sid& domain_sid);
    Found<void> add_units(const core::Scope& scope, core::RightsFindings& findings);

    Connection& connection_;
    const core::DistinguishedName& domain_;
    const TreeSnapshot& tree_;
    const base::Millis timeout_;
};

// "S-1-5-21-1-2-3" of "S-1-5-21-1-2-3-1104".
[[nodiscard]] std::optional<core::Sid> domain_of(const core::Sid& account);

}  // namespace tilbage::adapters::ldap
