#include "adapters/ldap/setup/ldap_directory_setup.h"

#include <fmt/core.h>

#include "adapters/ldap/setup/account_maker.h"
#include "adapters/ldap/setup/discovery.h"
#include "adapters/ldap/setup/ldap_directory_session.h"

namespace tilbage::adapters::ldap {

using Code = DirectoryFailureCode;

Found<std::vector<std::string>> LdapDirectorySetup::discover(const std::string& forest) {
    return discover_servers(forest, resolver_);
}

Found<core::DirectoryTarget> LdapDirectorySetup::with_servers(const core::DirectoryTarget& target) {
    auto whole = target;
    if (!whole.servers.empty()) return whole;
    auto servers = discover(target.forest);
    if (!servers) return failed(servers.error());
    whole.servers = std::move(*servers);
    return whole;
}

bool LdapDirectorySetup::offers_keytab() const { return true; }

Found<std::unique_ptr<core::DirectorySession>> LdapDirectorySetup::open(const core::DirectoryTarget& target,
                                                                        const core::DirectoryCredentials& credentials) {
    auto whole = with_servers(target);
    if (!whole) return failed(whole.error());
    auto signed_in = sign_in_to_set_up(*whole, credentials);
    if (!signed_in) return failed(signed_in.error());
    if (!signed_in->administrator_by.empty()) {
        return failed(Code::account_is_administrator,
                      fmt::format("{} is an administrator of the domain, by {}. The connector account must hold only "
                                  "the rights to reset and unlock; choose another account, or have one created.",
                                  signed_in->facts.account_dn, signed_in->administrator_by));
    }
    return std::make_unique<LdapDirectorySession>(std::move(*whole), credentials.clone(), std::move(*signed_in));
}

Found<core::CreatedConnectorAccount> LdapDirectorySetup::create_account(const core::DirectoryTarget& target,
                                                                        const core::DirectoryCredentials& administrator,
                                                                        const core::NewConnectorAccount& account) {
    const auto whole = with_servers(target);
    if (!whole) return failed(whole.error());
    auto signed_in = sign_in_to_set_up(*whole, administrator);
    if (!signed_in) return failed(signed_in.error());
    return AccountMaker(*signed_in, random_, target.timeout).create(account);
}

Found<int> LdapDirectorySetup::grant(const core::DirectoryTarget& target,
                                     const core::DirectoryCredentials& administrator, const std::string& account_dn,
                                     const core::Scope& scope) {
    const auto whole = with_servers(target);
    if (!whole) return failed(whole.error());
    auto signed_in = sign_in_to_set_up(*whole, administrator);
    if (!signed_in) return failed(signed_in.error());
    return AccountMaker(*signed_in, random_, target.timeout).grant(account_dn, scope);
}

}  // namespace tilbage::adapters::ldap
