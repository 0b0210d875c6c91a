// Makes a connector account and grants it its rights, with an administrator's connection.
#pragma once

#include "adapters/ldap/setup/rights_reader.h"
#include "adapters/ldap/setup/signed_in.h"
#include "base/random.h"

namespace tilbage::adapters::ldap {

// One thread.
class AccountMaker {
public:
    // `administrator` must outlive it.
    AccountMaker(SignedIn& administrator, base::Random& random, base::Millis timeout)
        : admin_(administrator), random_(random), timeout_(timeout) {}

    // When a grant fails the account is removed again.
    [[nodiscard]] Found<core::CreatedConnectorAccount> create(const core::NewConnectorAccount& wish);
    // How many objects' DACLs were changed: 0 when nothing is missing.
    [[nodiscard]] Found<int> grant(const std::string& account_dn, const core::Scope& scope);

private:
    using Account = RightsReader::Account;

    [[nodiscard]] Found<std::string> container_of(const core::NewConnectorAccount& wish);
    [[nodiscard]] Found<void> check_name(const std::string& name);
    [[nodiscard]] Found<void> add(const core::CreatedConnectorAccount& account);
    [[nodiscard]] Found<Account> read_account(const std::string& dn);
    [[nodiscard]] Found<int> grant(const Account& account, const core::Scope& scope);
    // Empty optional: not there, or not readable.
    [[nodiscard]] std::optional<core::SecurityDescriptor> read_dacl(const std::string& dn);
    // Gives an object to the Domain Admins. As delivered the container of deleted objects belongs to the system, and
    // no administrator may read its descriptor.
    [[nodiscard]] Found<void> take_ownership(const std::string& dn);
    [[nodiscard]] Found<void> write_descriptor(const std::string& dn, const Control& part, const std::string& bytes);
    // Adds the entries to one object's DACL. False: they are there already.
    [[nodiscard]] Found<bool> add_entries(const std::string& dn, const std::vector<core::Ace>& entries);

    SignedIn& admin_;
    base::Random& random_;
    const base::Millis timeout_;
};

// 64 characters of letters, digits, '-' and '_', of three kinds at least.
[[nodiscard]] base::SecretBytes new_account_password(base::Random& random);

}  // namespace tilbage::adapters::ldap
