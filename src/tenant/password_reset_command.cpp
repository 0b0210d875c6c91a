#include "tenant/password_reset_command.h"

#include <cstdio>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "adapters/sql/audit_log.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/tenant_store.h"
#include "adapters/timezone/system_time_zones.h"
#include "core/sspr/change_password_reset_policy.h"
#include "tenant/command_names.h"
#include "tenant/installed_languages.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;
using base::ErrorCode;

void apply(const PasswordResetOptions& options, core::PasswordResetPolicy& policy) {
    policy.enabled = core::parse_reset_enablement(options.enabled).value_or(policy.enabled);
    if (options.methods_required != 0) policy.methods_required = options.methods_required;
    auto& reminders = policy.reminders;
    reminders.enabled = options.reminders.value_or(reminders.enabled);
    if (!options.reminder_days.empty()) reminders.days_before = options.reminder_days;
    reminders.at_hour = options.reminder_hour.value_or(reminders.at_hour);
    if (!options.time_zone.empty()) reminders.time_zone = options.time_zone;
    reminders.after = options.reminder_after.value_or(reminders.after);
}

std::string printed(const core::ReminderSettings& reminders) {
    if (!reminders.enabled) return "no";
    return fmt::format("{} days before{}, at {:02}:00 {}", fmt::join(reminders.days_before, ", "),
                       reminders.after ? " and after" : "", reminders.at_hour, reminders.time_zone);
}

base::Result<core::PasswordResetPolicy> run(const Config& config, const PasswordResetOptions& options) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    const auto tenant = sql::SqlTenantStore(**database).find_by_domain(options.domain);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant) {
        return base::fail(ErrorCode::not_found,
                          "there is no tenant " + options.domain + " in " + (*database)->path().string());
    }
    sql::SqlGroupStore groups(**database);
    std::vector<core::GroupId> chosen;
    for (const auto& name : options.groups) {
        const auto group = group_named(groups, (*tenant)->id, name);
        if (!group) return base::fail(group.error());
        chosen.push_back(*group);
    }
    sql::SqlPasswordResetPolicyStore policies(**database);
    sql::SqlAuditLog audit(**database);
    const base::SystemClock clock;
    const adapters::timezone::SystemTimeZones zones;
    core::ChangePasswordResetPolicy change(
        {policies, groups, audit, **database, clock, zones, installed_languages().tags()});
    const auto changed = change.run((*tenant)->id, "operator",
                                    [&](core::PasswordResetPolicy& policy) {
                                        apply(options, policy);
                                        if (!chosen.empty()) policy.groups = chosen;
                                        return std::vector<core::PolicyMistake>{};
                                    },
                                    std::nullopt);
    if (!changed) return base::fail(changed.error());
    if (changed->mistakes.empty()) return changed->policy;
    const auto& [property, message] = changed->mistakes.front();
    return base::fail(ErrorCode::invalid_argument, fmt::format("nothing was changed: {}: {}", property, message));
}

}  // namespace

int password_reset_command(const Config& config, const PasswordResetOptions& options) {
    const auto policy = run(config, options);
    if (!policy) {
        std::fprintf(stderr, "tilbage-tenant: %s\n", policy.error().message.c_str());
        return 1;
    }
    std::vector<std::string_view> methods;
    for (const auto kind : policy->methods) methods.push_back(core::to_string(kind));
    const auto text = fmt::format("enabled: {}\ngroups: {}\nmethods required: {}\nmethods: {}\nexpiry reminders: {}\n",
                                  core::to_string(policy->enabled), policy->groups.size(), policy->methods_required,
                                  fmt::join(methods, ", "), printed(policy->reminders));
    std::fputs(text.c_str(), stdout);
    return 0;
}

}  // namespace tilbage::tenant
