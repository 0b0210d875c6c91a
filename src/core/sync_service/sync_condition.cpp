#include "core/sync_service/sync_condition.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <map>

#include "core/sync_service/lease.h"

namespace tilbage::core {
namespace {

// Those that read the same domains: one of them works, the others stand by.
using Group = std::vector<const StoredSyncReport*>;

std::string name_of(const SyncReport& report) { return fmt::format("{}", fmt::join(domains_of(report), ", ")); }

std::map<std::string, Group> groups_of(const std::vector<StoredSyncReport>& reports) {
    std::map<std::string, Group> groups;
    for (const auto& report : reports) {
        const auto name = name_of(report.report);
        if (report.report.state != SyncState::staging && !name.empty()) groups[name].push_back(&report);
    }
    return groups;
}

// Who works, or did last: standing by is for the others.
const StoredSyncReport& worker_of(const Group& group) {
    const auto rank = [](const StoredSyncReport* report) {
        return std::pair(report->report.state != SyncState::standby, report->reported_at);
    };
    return **std::ranges::max_element(group, {}, rank);
}

std::optional<SyncCondition> trouble_of(const Group& group, base::TimePoint now) {
    SyncCondition condition;
    const auto heard = (*std::ranges::max_element(group, {}, &StoredSyncReport::reported_at))->reported_at;
    if (heard + kSilentFor <= now) {
        condition.silent = true;
        condition.since = heard;
        return condition;
    }
    // Another that goes on makes up for one that fails.
    const auto fails = [&](const StoredSyncReport* report) {
        return report->failing_since && *report->failing_since + kFailedFor <= now;
    };
    const auto is_there = [&](const StoredSyncReport* report) { return report->reported_at + kFailedFor > now; };
    const bool somebody_works =
        std::ranges::any_of(group, [&](const auto* report) { return is_there(report) && !report->failing_since; });
    const auto failing = std::ranges::find_if(group, fails);
    if (somebody_works || failing == group.end()) return std::nullopt;
    condition.since = *(*failing)->failing_since;
    condition.problem = (*failing)->report.problem.value_or(SyncProblem());
    return condition;
}

}  // namespace

std::vector<SyncCondition> sync_conditions(const std::vector<StoredSyncReport>& reports, base::TimePoint now) {
    std::vector<SyncCondition> conditions;
    for (const auto& [name, group] : groups_of(reports)) {
        if (const auto& held = worker_of(group).report.held_removals) {
            SyncCondition condition;
            condition.alert = {SyncAlertKind::removals_held, name};
            condition.held = held;
            conditions.push_back(std::move(condition));
        }
        if (auto trouble = trouble_of(group, now)) {
            trouble->alert = {SyncAlertKind::trouble, name};
            conditions.push_back(std::move(*trouble));
        }
    }
    return conditions;
}

bool is_read(const std::vector<StoredSyncReport>& reports, const std::string& domains) {
    const auto groups = groups_of(reports);
    return groups.contains(domains);
}

}  // namespace tilbage::core
