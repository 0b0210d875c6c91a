// The people in scope, by paged searches (RFC 2696).
#pragma once

#include "adapters/ldap/anchor_claims.h"
#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/pool.h"
#include "core/ports/people_source.h"

namespace tilbage::adapters::ldap {

// Any thread; one walk at a time holds one connection of the pool.
class LdapPeopleSource final : public core::PeopleSource {
public:
    // invalid_argument: nothing included, a page size outside 1 to 1000. `pool` must outlive the source.
    [[nodiscard]] static base::Result<std::unique_ptr<LdapPeopleSource>> create(Pool& pool, ImportSettings settings);

    // not_found: an included name does not exist. invalid_argument: one that does not lie in the domain. Nobody is
    // visited twice for a name that lies under another one. Who claims the
    // source anchor of somebody else is left out, and reported (see anchor_claims.h).
    base::Result<void> each_person(const std::function<void(core::SourcePerson)>& visit) override;

private:
    LdapPeopleSource(Pool& pool, ImportSettings settings) : pool_(pool), settings_(std::move(settings)) {}
    using Visit = std::function<void(core::SourcePerson)>;
    // Where to search, when all that is included lies in the domain.
    [[nodiscard]] base::Result<std::vector<core::DistinguishedName>> bases_in(
        const core::DistinguishedName& domain) const;
    base::Result<void> walk(Connection& connection, const core::DistinguishedName& base,
                            const core::DistinguishedName& naming_context, const DomainNames& domain,
                            AnchorClaims& claims, const Visit& visit) const;
    [[nodiscard]] std::optional<core::SourcePerson> to_source_person(const Entry& entry,
                                                                     const DomainNames& domain) const;

    Pool& pool_;
    ImportSettings settings_;
};

}  // namespace tilbage::adapters::ldap
