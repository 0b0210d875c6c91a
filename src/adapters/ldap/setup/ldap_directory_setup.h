// The directory's part of the configuration over DNS and LDAP.
#pragma once

#include "base/random.h"
#include "core/ports/directory_setup.h"

namespace tilbage::adapters::ldap {

class LdapDirectorySetup final : public core::DirectorySetup {
public:
    // `random` must outlive it. `resolver` ("127.0.0.1:53") is asked instead of the system's DNS; empty: none.
    explicit LdapDirectorySetup(base::Random& random, std::string resolver = {})
        : random_(random), resolver_(std::move(resolver)) {}

    core::Found<std::vector<std::string>> discover(const std::string& forest) override;
    core::Found<std::unique_ptr<core::DirectorySession>> open(const core::DirectoryTarget& target,
                                                              const core::DirectoryCredentials& credentials) override;
    [[nodiscard]] bool offers_keytab() const override;
    core::Found<core::CreatedConnectorAccount> create_account(const core::DirectoryTarget& target,
                                                              const core::DirectoryCredentials& administrator,
                                                              const core::NewConnectorAccount& account) override;
    core::Found<int> grant(const core::DirectoryTarget& target, const core::DirectoryCredentials& administrator,
                           const std::string& account_dn, const core::Scope& scope) override;

private:
    // With the servers that DNS names when none are given.
    core::Found<core::DirectoryTarget> with_servers(const core::DirectoryTarget& target);

    base::Random& random_;
    const std::string resolver_;
};

}  // namespace tilbage::adapters::ldap
