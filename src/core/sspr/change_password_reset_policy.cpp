#include "core/sspr/change_password_reset_policy.h"

#include <algorithm>
#include <fmt/ranges.h>

#include "core/audit/details.h"
#include "core/sspr/policy_differences.h"

namespace tilbage::core {
namespace {

// A number serves once, so that an answer never belongs to another question than the one that was asked.
void number_new_questions(SecurityQuestionPolicy& questions) {
    for (auto& question : questions.custom)
        if (question.number == 0) question.number = ++questions.last_custom_number;
}

}  // namespace

base::Result<ChangedPolicy> ChangePasswordResetPolicy::run(const TenantId& tenant, const std::string& actor,
                                                           const PolicyEdit& edit,
                                                           std::optional<std::int64_t> expected_version) {
    ChangedPolicy result;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto changed = change(tenant, actor, edit, expected_version);
        if (!changed) return base::fail(changed.error());
        result = std::move(*changed);
        return {};
    });
    if (!done) return base::fail(done.error());
    return result;
}

base::Result<ChangedPolicy> ChangePasswordResetPolicy::change(const TenantId& tenant, const std::string& actor,
                                                              const PolicyEdit& edit,
                                                              std::optional<std::int64_t> expected_version) {
    const auto before = ports_.policies.read(tenant);
    if (!before) return base::fail(before.error());
    if (expected_version && *expected_version != before->version)
        return base::fail(base::ErrorCode::conflict, "somebody else changed the policy meanwhile");
    auto wanted = *before;
    auto mistakes = edit(wanted);
    number_new_questions(wanted.questions);
    std::ranges::sort(wanted.reminders.days_before, std::ranges::greater{});
    if (mistakes.empty()) mistakes = mistakes_in(wanted);
    look_at_time_zone(before->reminders, wanted.reminders, mistakes);
    look_at_languages(before->customization, wanted.customization, mistakes);
    if (const auto looked = look_for_groups(tenant, *before, wanted, mistakes); !looked)
        return base::fail(looked.error());
    if (!mistakes.empty()) return ChangedPolicy{*before, std::move(mistakes)};
    if (wanted == *before) return ChangedPolicy{*before, {}};
    auto after = ports_.policies.write(tenant, wanted, before->version);
    if (!after) return base::fail(after.error());
    if (const auto written = record(tenant, actor, *before, *after); !written) return base::fail(written.error());
    return ChangedPolicy{std::move(*after), {}};
}

// One that this machine has forgotten meanwhile may stay while it serves nothing.
void ChangePasswordResetPolicy::look_at_time_zone(const ReminderSettings& before, const ReminderSettings& wanted,
                                                  std::vector<PolicyMistake>& mistakes) const {
    if (wanted.time_zone == before.time_zone && !wanted.enabled) return;
    if (!ports_.zones.knows(wanted.time_zone))
        mistakes.push_back({"expiryReminders.timeZone", "The name of a time zone, such as Europe/Copenhagen."});
}

// A text in a language that went away meanwhile may stay: nobody sees it.
void ChangePasswordResetPolicy::look_at_languages(const Customization& before, const Customization& wanted,
                                                  std::vector<PolicyMistake>& mistakes) const {
    for (const auto& [language, text] : wanted.identify_text) {
        const auto had = before.identify_text.find(language);
        if (had != before.identify_text.end() && had->second == text) continue;
        if (std::ranges::find(ports_.languages, language) != ports_.languages.end()) continue;
        mistakes.push_back(
            {"customization.identifyText", fmt::format("The languages are {}.", fmt::join(ports_.languages, ", "))});
        return;
    }
}

// A group that went away meanwhile may stay: it holds nobody.
base::Result<void> ChangePasswordResetPolicy::look_for_groups(const TenantId& tenant, const PasswordResetPolicy& before,
                                                              const PasswordResetPolicy& wanted,
                                                              std::vector<PolicyMistake>& mistakes) {
    if (wanted.groups.size() > policy_limits::kGroups) return {};
    for (const auto& id : wanted.groups) {
        if (std::ranges::find(before.groups, id) != before.groups.end()) continue;
        const auto group = ports_.groups.find(tenant, id);
        if (!group) return base::fail(group.error());
        if (!*group) mistakes.push_back({"groupIds", "There is no such group in the tenant."});
    }
    return {};
}

// The activity's name is the one that administrators of the Microsoft product filter their audit logs by.
base::Result<void> ChangePasswordResetPolicy::record(const TenantId& tenant, const std::string& actor,
                                                     const PasswordResetPolicy& before,
                                                     const PasswordResetPolicy& after) {
    for (const auto& [setting, old_value, new_value] : differences(before, after)) {
        AuditRecord record;
        record.tenant_id = tenant;
        record.at = ports_.clock.now();
        record.actor = actor;
        record.action = "Self-service password reset policy changes";
        record.result = "succeeded";
        record.correlation_id = fmt::format("passwordReset:{}", after.version);
        record.details = fmt::format(R"({{"setting":{},"old":{},"new":{}}})", quoted(setting), old_value, new_value);
        if (const auto written = ports_.audit.append(record); !written) return written;
    }
    return {};
}

}  // namespace tilbage::core
