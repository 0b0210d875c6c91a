#include "core/banned/change_password_protection.h"

#include <algorithm>
#include <fmt/format.h>

namespace tilbage::core {
namespace {

// How many of `words` are not among `others`.
std::size_t count_missing(const std::vector<std::string>& words, const std::vector<std::string>& others) {
    return static_cast<std::size_t>(std::ranges::count_if(
        words, [&](const auto& word) { return std::ranges::find(others, word) == others.end(); }));
}

}  // namespace

base::Result<PasswordProtection> ChangePasswordProtection::run(const TenantId& tenant, const std::string& actor,
                                                               const PasswordProtectionChange& wanted,
                                                               std::optional<std::int64_t> expected_version) {
    if (wanted.words && find_mistake(*wanted.words))
        return base::fail(base::ErrorCode::invalid_argument, "a word that may not be banned");
    PasswordProtection after;
    const auto done = ports_.unit_of_work.run([&]() -> base::Result<void> {
        auto changed = change(tenant, actor, wanted, expected_version);
        if (!changed) return base::fail(changed.error());
        after = std::move(*changed);
        return {};
    });
    if (!done) return base::fail(done.error());
    return after;
}

base::Result<PasswordProtection> ChangePasswordProtection::change(const TenantId& tenant, const std::string& actor,
                                                                  const PasswordProtectionChange& wanted,
                                                                  std::optional<std::int64_t> expected_version) {
    const auto before = ports_.protection.read(tenant);
    if (!before) return before;
    if (expected_version && *expected_version != before->version)
        return base::fail(base::ErrorCode::conflict, "somebody else changed the settings meanwhile");
    auto settings = *before;
    settings.enabled = wanted.enabled.value_or(before->enabled);
    settings.mode = wanted.mode.value_or(before->mode);
    settings.words = wanted.words.value_or(before->words);
    if (settings == *before) return before;
    const auto after = ports_.protection.write(tenant, settings, before->version);
    if (!after) return after;
    if (const auto written = record(tenant, actor, *before, *after); !written) return base::fail(written.error());
    return after;
}

// How many words came and went, and not which: every role reads the audit, and the list is half of somebody's guess.
base::Result<void> ChangePasswordProtection::record(const TenantId& tenant, const std::string& actor,
                                                    const PasswordProtection& before, const PasswordProtection& after) {
    AuditRecord record;
    record.tenant_id = tenant;
    record.at = ports_.clock.now();
    record.actor = actor;
    record.action = "Update password protection settings";
    record.result = "succeeded";
    record.correlation_id = fmt::format("passwordProtection:{}", after.version);
    record.details =
        fmt::format(R"({{"enabled":{},"mode":"{}","words":{},"added":{},"removed":{},"oldEnabled":{},"oldMode":"{}"}})",
                    after.enabled, to_string(after.mode), after.words.size(), count_missing(after.words, before.words),
                    count_missing(before.words, after.words), before.enabled, to_string(before.mode));
    return ports_.audit.append(record);
}

}  // namespace tilbage::core
