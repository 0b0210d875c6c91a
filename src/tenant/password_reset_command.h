// tilbage-tenant password-reset: shows and changes who may reset their password and when people are reminded that it
// expires, beside a running server, which sees the change at once. The portal has the rest of the policy.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tenant/config.h"

namespace tilbage::tenant {

struct PasswordResetOptions {
    std::string domain;
    std::string enabled;              // "none", "selected", "all"; empty: as it is
    std::vector<std::string> groups;  // display names; none: as they are
    int methods_required = 0;         // 0: as it is
    std::optional<bool> reminders;    // of passwords that expire; empty: as it is, and so below
    std::vector<int> reminder_days;
    std::optional<int> reminder_hour;
    std::string time_zone;
    std::optional<bool> reminder_after;
};

// Prints what stands there afterwards, one "name: value" a line. Gives the exit code.
int password_reset_command(const Config& config, const PasswordResetOptions& options);

}  // namespace tilbage::tenant
