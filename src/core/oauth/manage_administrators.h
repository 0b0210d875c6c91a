// The accounts of administrators, as whoever has the machine manages them from the command line.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/administrator_store.h"
#include "core/ports/attempt_counter.h"
#include "core/ports/audit_log.h"
#include "core/ports/password_hasher.h"
#include "core/ports/sign_in_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

struct NewAdministrator {
    std::string user_name;     // "grete@example.org"
    std::string display_name;  // empty: the user name's first part
    std::vector<Role> roles;
};

// Errors are told as they are: not_found, conflict (a name that is taken, or the last Global Administrator),
// invalid_argument (a name, a password). Whatever takes something away from an administrator ends their sessions and
// tokens at once. Any thread.
class ManageAdministrators {
public:
    struct Ports {
        AdministratorStore& administrators;
        AdministratorCredentialStore& credentials;
        SignInSessionStore& sessions;
        AttemptCounter& attempts;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        PasswordHasher& hasher;
        const base::Clock& clock;
        base::Random& random;
    };
    ManageAdministrators(Ports ports, TenantId tenant) : ports_(ports), tenant_(std::move(tenant)) {}

    [[nodiscard]] base::Result<Administrator> add(const NewAdministrator& wanted, const base::SecretBytes& password);
    [[nodiscard]] base::Result<std::vector<ListedAdministrator>> list();
    [[nodiscard]] base::Result<void> remove(const std::string& user_name);
    // Also lets in again who was locked out by wrong passwords.
    [[nodiscard]] base::Result<void> set_password(const std::string& user_name, const base::SecretBytes& password);
    [[nodiscard]] base::Result<void> set_roles(const std::string& user_name, const std::vector<Role>& roles);
    // The next sign-in enrols a new one.
    [[nodiscard]] base::Result<void> reset_second_factor(const std::string& user_name);

private:
    template <class Change>
    base::Result<void> change(const std::string& user_name, std::string_view action, Change&& apply);
    base::Result<Administrator> find(const std::string& user_name);
    base::Result<void> keep_one_global_administrator(const Administrator& losing);
    base::Result<std::string> judged_hash(const base::SecretBytes& password, const std::string& user_name,
                                          const std::string& display_name);
    base::Result<void> note(std::string_view action, const Administrator& administrator);

    Ports ports_;
    TenantId tenant_;
};

// A password that can be printed and typed: four groups of five, 100 bits.
[[nodiscard]] base::SecretBytes new_administrator_password(base::Random& random);

}  // namespace tilbage::core
