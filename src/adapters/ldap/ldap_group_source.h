// The security groups in scope, by paged searches (RFC 2696).
#pragma once

#include <map>
#include <memory>

#include "adapters/ldap/domain_names.h"
#include "adapters/ldap/pool.h"
#include "core/ports/group_source.h"

namespace tilbage::adapters::ldap {

// Any thread; one walk at a time holds one connection of the pool.
class LdapGroupSource final : public core::GroupSource {
public:
    // invalid_argument: a page size outside 1 to 1000. `pool` must outlive the source.
    [[nodiscard]] static base::Result<std::unique_ptr<LdapGroupSource>> create(Pool& pool, ImportSettings settings);

    // Left out: distribution groups, and those that the domain itself needs (isCriticalSystemObject). Two groups that
    // claim one source anchor: the one whose objectGUID it is has it, else nobody.
    base::Result<void> each_group(const std::function<void(core::SourceGroup)>& visit) override;

private:
    using Anchors = std::map<std::string, core::SourceAnchor, std::less<>>;  // by DN, case-folded

    LdapGroupSource(Pool& pool, ImportSettings settings) : pool_(pool), settings_(std::move(settings)) {}
    [[nodiscard]] base::Result<std::vector<Entry>> groups_under(Connection& connection, const std::string& base) const;
    [[nodiscard]] base::Result<Anchors> anchors_of_members(Connection& connection, const std::string& base) const;
    [[nodiscard]] base::Result<std::vector<std::string>> members_of(Connection& connection, const Entry& entry) const;
    [[nodiscard]] std::optional<core::SourceGroup> to_source_group(const Entry& entry, const DomainNames& domain) const;

    Pool& pool_;
    ImportSettings settings_;
};

}  // namespace tilbage::adapters::ldap
