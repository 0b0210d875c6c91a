// Changes what administrators decide about self-service password reset, and writes down who did and what it was.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "core/ports/audit_log.h"
#include "core/ports/group_store.h"
#include "core/ports/password_reset_policy_store.h"
#include "core/ports/time_zones.h"
#include "core/ports/unit_of_work.h"
#include "core/sspr/policy_mistakes.h"

namespace tilbage::core {

// Makes what is wanted of what stands there. What it cannot do is a mistake, and then nothing is written. A custom
// question without a number (0) is a new one.
using PolicyEdit = std::function<std::vector<PolicyMistake>(PasswordResetPolicy& policy)>;

struct ChangedPolicy {
    PasswordResetPolicy policy;           // what stands there now, without the logo's bytes
    std::vector<PolicyMistake> mistakes;  // there are some: nothing was written
};

class ChangePasswordResetPolicy {
public:
    struct Ports {
        PasswordResetPolicyStore& policies;
        GroupStore& groups;
        AuditLog& audit;
        UnitOfWork& unit_of_work;
        const base::Clock& clock;
        const TimeZones& zones;
        std::span<const std::string> languages;  // tags of those that the pages speak; they outlive this
    };
    explicit ChangePasswordResetPolicy(Ports ports) : ports_(ports) {}

    // `actor` as in AuditRecord. conflict: `expected_version` is given and is not the one that stands there. Writing
    // what is there already changes nothing, not even the version. One record for each setting that changed. Any
    // thread.
    [[nodiscard]] base::Result<ChangedPolicy> run(const TenantId& tenant, const std::string& actor,
                                                  const PolicyEdit& edit, std::optional<std::int64_t> expected_version);

private:
    [[nodiscard]] base::Result<ChangedPolicy> change(const TenantId& tenant, const std::string& actor,
                                                     const PolicyEdit& edit,
                                                     std::optional<std::int64_t> expected_version);
    [[nodiscard]] base::Result<void> look_for_groups(const TenantId& tenant, const PasswordResetPolicy& before,
                                                     const PasswordResetPolicy& wanted,
                                                     std::vector<PolicyMistake>& mistakes);
    void look_at_time_zone(const ReminderSettings& before, const ReminderSettings& wanted,
                           std::vector<PolicyMistake>& mistakes) const;
    void look_at_languages(const Customization& before, const Customization& wanted,
                           std::vector<PolicyMistake>& mistakes) const;
    [[nodiscard]] base::Result<void> record(const TenantId& tenant, const std::string& actor,
                                            const PasswordResetPolicy& before, const PasswordResetPolicy& after);

    Ports ports_;
};

}  // namespace tilbage::core
