#include "tenant/graph/synchronization_json.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "core/sync_service/lease.h"
#include "core/sync_service/sync_orders.h"
#include "tenant/graph/graph_call.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;

json::value time_or_null(const std::optional<base::TimePoint>& time) {
    return time ? json::value(date_time(*time)) : json::value(nullptr);
}

json::value problem_or_null(const std::optional<core::SyncProblem>& problem) {
    if (!problem) return nullptr;
    return {{"code", problem->code}, {"message", problem->message}};
}

json::object directory_json(const core::DirectoryReport& directory) {
    return {{"domain", directory.domain},
            {"forest", directory.forest},
            {"server", directory.server},
            {"people", directory.people},
            {"groups", directory.groups},
            {"units", directory.units},
            {"disputed", directory.disputed},
            {"refused", directory.refused},
            {"lastChangeDateTime", time_or_null(directory.last_change_at)},
            {"fullDateTime", time_or_null(directory.full_at)},
            {"seesDeletions", directory.sees_deletions},
            {"problem", directory.problem.empty() ? json::value(nullptr) : json::value(directory.problem)}};
}

std::string_view state_of(const core::StoredSyncOrder& order, base::TimePoint now) {
    if (order.answered_at) return order.problem ? "failed" : "done";
    return order.expires_at > now ? "waiting" : "expired";
}

}  // namespace

json::object sync_agent_json(const core::StoredSyncReport& stored, base::TimePoint now, const base::BootInstant& boot) {
    json::array directories;
    for (const auto& directory : stored.report.directories) directories.push_back(directory_json(directory));
    return {{"id", stored.agent.str()},
            {"displayName", stored.agent_name},
            {"holdsLease", stored.lease && core::time_left(*stored.lease, boot) > base::Millis{0}},
            {"checkedIn", stored.reported_at + core::kCheckedInWithin > now},
            {"state", core::to_string(stored.report.state)},
            {"problem", problem_or_null(stored.report.problem)},
            {"reportedDateTime", date_time(stored.reported_at)},
            {"directories", std::move(directories)}};
}

json::value held_removals_json(const std::vector<core::StoredSyncReport>& reports) {
    std::optional<core::HeldRemovals> all;
    for (const auto& [agent, name, report, reported_at, failing_since, lease] : reports) {
        const bool works = report.state != core::SyncState::staging && report.state != core::SyncState::standby;
        if (!works || !report.held_removals) continue;
        const auto& held = *report.held_removals;
        if (!all) {
            all = held;
            continue;
        }
        all->count += held.count;
        all->people += held.people;
        all->threshold = std::min(all->threshold, held.threshold);
        all->since = std::min(all->since, held.since);
        all->sample.insert(all->sample.end(), held.sample.begin(), held.sample.end());
    }
    if (!all) return nullptr;
    if (all->sample.size() > core::kMaxHeldSample) all->sample.resize(core::kMaxHeldSample);
    return {{"count", all->count},
            {"threshold", all->threshold},
            {"people", all->people},
            {"sinceDateTime", date_time(all->since)},
            {"sample", json::array(all->sample.begin(), all->sample.end())}};
}

json::object sync_run_json(const core::StoredSyncRun& stored) {
    const auto& run = stored.run;
    json::array refusals;
    for (const auto& refusal : run.refusals) {
        refusals.push_back(json::object{{"who", refusal.who}, {"message", refusal.message}});
    }
    return {{"id", run.id.str()},
            {"agentId", stored.agent.str()},
            {"agentDisplayName", stored.agent_name},
            {"kind", core::to_string(run.kind)},
            {"startedDateTime", date_time(run.started_at)},
            {"endedDateTime", date_time(run.ended_at)},
            {"result", core::to_string(run.result)},
            {"message", run.message},
            {"read", run.read},
            {"created", run.created},
            {"updated", run.updated},
            {"removed", run.removed},
            {"held", run.held},
            {"refused", run.refused},
            {"refusals", std::move(refusals)}};
}

json::object sync_order_json(const core::StoredSyncOrder& stored, base::TimePoint now) {
    return {{"id", stored.order.id.str()},
            {"order", core::to_string(stored.order.kind)},
            {"agentId", stored.agent.str()},
            {"requestedBy", stored.requested_by},
            {"requestedDateTime", date_time(stored.requested_at)},
            {"state", state_of(stored, now)},
            {"answeredDateTime", time_or_null(stored.answered_at)},
            {"problem", problem_or_null(stored.problem)}};
}

}  // namespace tilbage::tenant::graph
