// Changes what a tenant bans, and writes down who did.
#pragma once

#include <optional>

#include "base/clock.h"
#include "core/ports/audit_log.h"
#include "core/ports/password_protection_store.h"
#include "core/ports/unit_of_work.h"

namespace tilbage::core {

// What is to be; empty stays as it is.
struct PasswordProtectionChange {
    std::optional<bool> enabled;
    std::optional<BanMode> mode;
    std::optional<std::vector<std::string>> words;  // tidy_words, without a mistake
};

class ChangePasswordProtection {
public:
    struct Ports {
        PasswordProtectionStore& protection;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
    };
    explicit ChangePasswordProtection(Ports ports) : ports_(ports) {}

    // `actor` as in AuditRecord. conflict: `expected_version` is given and is not the one that stands there;
    // invalid_argument: the words have a mistake. Gives what stands there now; writing what is there already changes
    // nothing. Any thread.
    [[nodiscard]] base::Result<PasswordProtection> run(const TenantId& tenant, const std::string& actor,
                                                       const PasswordProtectionChange& change,
                                                       std::optional<std::int64_t> expected_version);

private:
    [[nodiscard]] base::Result<PasswordProtection> change(const TenantId& tenant, const std::string& actor,
                                                          const PasswordProtectionChange& change,
                                                          std::optional<std::int64_t> expected_version);
    [[nodiscard]] base::Result<void> record(const TenantId& tenant, const std::string& actor,
                                            const PasswordProtection& before, const PasswordProtection& after);

    Ports ports_;
};

}  // namespace tilbage::core
