#include "core/sync_service/lease.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::core {
namespace {

bool is_live_on(const StoredSyncReport& report, const std::vector<std::string>& domains, const base::BootInstant& now) {
    return report.lease && time_left(*report.lease, now) > base::Millis{0} && overlap(report.lease->domains, domains);
}

}  // namespace

std::vector<std::string> domains_of(const SyncReport& report) {
    std::vector<std::string> domains;
    for (const auto& directory : report.directories) domains.push_back(base::fold_case(directory.domain));
    std::ranges::sort(domains);
    const auto [first, last] = std::ranges::unique(domains);
    domains.erase(first, last);
    return domains;
}

bool overlap(const std::vector<std::string>& sorted, const std::vector<std::string>& also_sorted) {
    return std::ranges::any_of(sorted, [&](const auto& name) { return std::ranges::binary_search(also_sorted, name); });
}

base::Millis time_left(const StoredLease& lease, const base::BootInstant& now) {
    const auto until = lease.until.boot == now.boot ? lease.until.time : kLeaseTime;
    const auto left = until - now.time;
    // More than there ever was: the clock has no boot's name, and has begun anew.
    return left > base::Millis{0} && left <= kLeaseTime ? left : base::Millis{0};
}

bool may_hold(const AgentId& agent, const std::vector<std::string>& domains,
              const std::vector<StoredSyncReport>& reports, const base::BootInstant& now) {
    return !domains.empty() && std::ranges::none_of(reports, [&](const StoredSyncReport& report) {
        return report.agent != agent && is_live_on(report, domains, now);
    });
}

std::optional<StoredSyncReport> holder_of(const std::vector<std::string>& domains,
                                          const std::vector<StoredSyncReport>& reports, const base::BootInstant& now) {
    const auto found =
        std::ranges::find_if(reports, [&](const auto& report) { return is_live_on(report, domains, now); });
    if (found == reports.end()) return std::nullopt;
    return *found;
}

}  // namespace tilbage::core
