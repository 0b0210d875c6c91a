// A unit of its own in a real domain controller, and a connector account that was created for it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/ldap/setup/ldap_directory_setup.h"
#include "contract/admin_connection.h"
#include "core/directory_setup/security_descriptor.h"
#include "crypto/system_random.h"

namespace tilbage::contract {

// Everything in it goes with it, the account and its entries in access control lists too. Failures throw
// std::runtime_error.
class SetupWorld {
public:
    SetupWorld();
    ~SetupWorld();
    SetupWorld(const SetupWorld&) = delete;
    SetupWorld& operator=(const SetupWorld&) = delete;

    [[nodiscard]] core::DirectorySetup& setup() { return setup_; }
    [[nodiscard]] AdminConnection& admin() { return admin_; }
    [[nodiscard]] static core::DirectoryTarget target();
    [[nodiscard]] static core::DirectoryCredentials credentials(std::string name, std::string_view password);
    [[nodiscard]] static core::DirectoryCredentials administrator();

    // The units: `root`, and below it `office`, whose name needs every kind of escaping.
    [[nodiscard]] const std::string& root() const { return root_; }
    [[nodiscard]] const std::string& office() const { return office_; }
    [[nodiscard]] core::Scope scope() const;
    std::string add_unit(const std::string& rdn, const std::string& parent);
    std::string add_person(const std::string& parent, const std::string& object_class = "user");
    // "CN=…" below the root, which goes with it.
    std::string add_group(const std::vector<std::string>& members);

    // Created at the first call, with the rights on scope().
    const core::CreatedConnectorAccount& account();
    [[nodiscard]] core::DirectoryCredentials account_credentials();
    std::unique_ptr<core::DirectorySession> session();
    core::RightsReport test_rights() { return test_rights(scope()); }
    core::RightsReport test_rights(const core::Scope& scope);

    // Denies a right to the account, on the people below.
    void deny(const std::string& dn, const core::Guid& object_type);
    // All entries of an account that is to go, on the objects of the domain.
    void forget(const std::string& sid);
    // The account's entries for one object type; without one, all of the account's.
    void take_away(const std::string& dn, const std::optional<core::Guid>& object_type);
    // Everybody's entries for an object type on one object.
    void take_from_all(const std::string& dn, const core::Guid& object_type);
    // What was inherited stays, as the object's own, but for the account's entries.
    void disable_inheritance(const std::string& dn);
    // Runs it in a shell, as an administrator who has PASSWD and KRB5_CONFIG set. The exit status.
    static int run(const std::string& command);

private:
    template <class Change>
    void change_dacl(const std::string& dn, const Change& change);

    crypto::SystemRandom random_;
    adapters::ldap::LdapDirectorySetup setup_{random_};
    AdminConnection admin_;
    std::string root_;
    std::string office_;
    std::optional<core::CreatedConnectorAccount> account_;
};

}  // namespace tilbage::contract
