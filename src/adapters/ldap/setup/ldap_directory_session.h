// The wizard's view of a directory over LDAP.
#pragma once

#include <chrono>
#include <optional>

#include "adapters/ldap/setup/rights_reader.h"
#include "adapters/ldap/setup/signed_in.h"
#include "adapters/ldap/setup/tree_snapshot.h"

namespace tilbage::adapters::ldap {

class LdapDirectorySession final : public core::DirectorySession {
public:
    LdapDirectorySession(core::DirectoryTarget target, core::DirectoryCredentials credentials, SignedIn signed_in);

    [[nodiscard]] const core::DirectoryFacts& facts() const override { return signed_in_.facts; }
    Found<core::TreeNodes> children(const std::string& parent_dn, std::size_t limit) override;
    Found<core::TreeNodes> search(const std::string& text, std::size_t limit) override;
    Found<core::FoundGroups> search_groups(const std::string& text, std::size_t limit) override;
    Found<core::ScopeCounts> count(const core::Scope& scope, const std::string& pilot_group) override;
    Found<core::NamedObject> resolve_unit(const std::string& dn, const std::optional<core::ObjectGuid>& guid) override;
    Found<core::NamedObject> resolve_group(const std::string& dn, const std::optional<core::ObjectGuid>& guid) override;
    Found<core::RightsReport> test_rights(const core::Scope& scope, const core::RightsProgress& progress,
                                          const std::atomic<bool>& stop) override;

private:
    using Steady = std::chrono::steady_clock;
    // Connects again when the server has closed the connection.
    Found<Connection*> connection();
    Found<const TreeSnapshot*> tree();

    const core::DirectoryTarget target_;
    const core::DirectoryCredentials credentials_;
    SignedIn signed_in_;
    std::optional<TreeSnapshot> tree_;
    Steady::time_point tree_lasts_until_;
};

}  // namespace tilbage::adapters::ldap
