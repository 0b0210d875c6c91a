#include "connect/sync/sync_board.h"

#include <algorithm>

namespace tilbage::connect {
namespace {

base::Result<core::DirectoryReport> report_of(core::SyncEngine& engine, const RoundDirectory& directory,
                                              const std::optional<core::SyncProblem>& problem) {
    const auto state = engine.state(directory.number);
    if (!state) return base::fail(state.error());
    const auto& seen = directory.source.seen();
    const auto& domain = seen.domain.dns.empty() ? state->position.domain : seen.domain.dns;
    // Of one that was read before and does not answer, the forest is not known again yet.
    return core::DirectoryReport{.domain = domain,
                                 .forest = seen.domain.forest.empty() && problem ? domain : seen.domain.forest,
                                 .server = seen.server.name.empty() && problem ? directory.server : seen.server.name,
                                 .people = state->staged.people,
                                 .groups = state->staged.groups,
                                 .units = state->staged.units,
                                 .disputed = 0,
                                 .refused = 0,
                                 .last_change_at = {},
                                 .full_at = state->position.full_at,
                                 .sees_deletions = seen.sees_deletions.value_or(false),
                                 .problem = problem ? problem->message : std::string()};
}

}  // namespace

base::Result<void> SyncBoard::take(const RoundResult& result, const SyncRounds& rounds, core::SyncEngine& engine,
                                   const std::vector<RoundDirectory>& directories,
                                   const core::RemovalThreshold& threshold, base::TimePoint now) {
    const auto counts = engine.counts();
    if (!counts) return base::fail(counts.error());
    std::optional<core::HeldRemovals> held;
    if (counts->held > 0) {
        auto waiting = engine.held_removals(threshold);
        if (!waiting) return base::fail(waiting.error());
        held = std::move(*waiting);
    }
    std::vector<core::DirectoryReport> reports;
    for (std::size_t place = 0; place < directories.size(); ++place) {
        auto report = report_of(engine, directories[place], rounds.problem_of_directory(place));
        if (!report) return base::fail(report.error());
        // One that never answered has no name to be told by.
        if (!report->domain.empty() && !report->forest.empty() && !report->server.empty())
            reports.push_back(std::move(*report));
    }
    if (!reports.empty()) {  // of all directories together
        reports.front().disputed = counts->disputed;
        reports.front().refused = counts->refused;
    }
    picture_.with([&](SyncPicture& picture) {
        for (auto& report : reports) {
            const auto before =
                std::ranges::find(picture.report.directories, report.domain, &core::DirectoryReport::domain);
            if (result.imported) {
                report.last_change_at = result.run.ended_at;
            } else if (before != picture.report.directories.end()) {
                report.last_change_at = before->last_change_at;
            }
        }
        picture.report.directories = std::move(reports);
        picture.report.state = rounds.state();
        picture.report.problem = rounds.problem();
        picture.report.held_removals = std::move(held);
        picture.counts = *counts;
        picture.at = now;
        ++picture.rounds;
        picture.created += result.run.created;
        picture.updated += result.run.updated;
        picture.removed += result.run.removed;
        picture.failures += result.run.result == core::SyncRun::Result::failed ? 1 : 0;
        if (!result.is_news) return;
        picture.runs.push_front(result.run);
        if (picture.runs.size() > kRunsKept) picture.runs.pop_back();
    });
    return {};
}

void SyncBoard::remember(const std::vector<core::SyncRun>& runs) {
    picture_.with([&](SyncPicture& picture) {
        for (const auto& run : runs) {
            if (picture.runs.size() < kRunsKept) picture.runs.push_back(run);
        }
    });
}

void SyncBoard::set_state(core::SyncState state) {
    picture_.with([&](SyncPicture& picture) { picture.report.state = state; });
}

SyncPicture SyncBoard::picture() const {
    return picture_.with([](const SyncPicture& picture) { return picture; });
}

}  // namespace tilbage::connect
