#include "connect/sync/sync_reporter.h"

#include <fmt/core.h>

#include "base/log.h"
#include "connect/log_events.h"
#include "connect/sync/sync_files.h"

namespace tilbage::connect {
namespace {

constexpr std::string_view kErrorPrefix = "synchronization: ";

std::string counts_of(const core::SyncRun& run) {
    return fmt::format("read {}, created {}, updated {}, removed {}, held {}, refused {}", run.read, run.created,
                       run.updated, run.removed, run.held, run.refused);
}

}  // namespace

void SyncReporter::tell(const RoundResult& result) {
    if (result.is_news) {
        log(result);
        parts_.check_in.add_run(result.run);
    }
    tell_failures(result);
    tell_refusals(result);
    tell_lease();
    const auto picture = parts_.board.picture();
    tell_held(picture.report);
    show(result, picture);
    write_files(picture);
    if (auto state = std::string(core::to_string(picture.report.state)); state != told_state_) {
        told_state_ = std::move(state);
        parts_.check_in.now();
    }
}

void SyncReporter::log(const RoundResult& result) const {
    const auto& run = result.run;
    if (run.result == core::SyncRun::Result::failed) return;
    const bool staging = parts_.config.synchronization.staging;
    base::log(staging ? events::kImportStaged : events::kImported,
              {{"kind", core::to_string(run.kind)},
               {"read", run.read},
               {"created", run.created},
               {"updated", run.updated},
               {"removed", run.removed},
               {"held", run.held},
               {"refused", run.refused},
               {"why", result.why_full},
               {"duration_ms", (run.ended_at - run.started_at).count()}});
    if (run.kind == core::SyncRun::Kind::full)
        parts_.write_event(event_id::kFullSynchronization, {.reason = result.why_full, .details = counts_of(run)});
}

void SyncReporter::tell_failures(const RoundResult& result) {
    for (const auto& failure : result.new_failures) {
        base::log(events::kImportFailed, {{"message", failure.message}});
        const auto id = failure.code == "scope_not_found" ? event_id::kScopeNotFound : event_id::kSynchronizationFailed;
        parts_.write_event(id, {.reason = failure.code, .details = failure.message});
        parts_.status.update([&](Status& status) { status.last_error = std::string(kErrorPrefix) + failure.message; });
    }
    const bool failing = parts_.board.picture().report.problem.has_value();
    if (failing_ && !failing) {
        parts_.write_event(event_id::kSynchronizationRecovered, {});
        parts_.status.update([&](Status& status) {
            if (status.last_error.starts_with(kErrorPrefix)) status.last_error.clear();
        });
    }
    failing_ = failing;
}

void SyncReporter::tell_refusals(const RoundResult& result) const {
    for (const auto& refusal : result.run.refusals) {
        base::log(events::kImportRefused, {{"who", refusal.who}, {"message", refusal.message}});
        parts_.write_event(event_id::kExportRefused, {.details = fmt::format("{}: {}", refusal.who, refusal.message)});
    }
}

void SyncReporter::tell_held(const core::SyncReport& report) {
    const auto held = report.held_removals ? report.held_removals->count : 0;
    if (held > told_held_) {
        std::string sample;
        for (const auto& name : report.held_removals->sample) sample += (sample.empty() ? "" : ", ") + name;
        const auto details = fmt::format("{} removals wait, {} would have gone through: {}", held,
                                         report.held_removals->threshold, sample);
        base::log(events::kRemovalsHeld, {{"message", details}});
        parts_.write_event(event_id::kDeletionThreshold, {.details = details});
    }
    told_held_ = held;
}

void SyncReporter::tell_lease() {
    const bool holds = parts_.holds_lease();
    if (holds == held_lease_) return;
    held_lease_ = holds;
    const auto holder = parts_.check_in.lease_holder();
    base::log(holds ? events::kLeaseTaken : events::kLeaseLost, {{"holder", holder}});
    parts_.write_event(holds ? event_id::kLeaseTaken : event_id::kLeaseLost,
                       {.details = holds || holder.empty() ? std::string() : "now held by " + holder});
}

void SyncReporter::show(const RoundResult& result, const SyncPicture& picture) {
    if (!result.is_whole || (whole_shown_ && !result.is_news && !result.imported)) return;
    whole_shown_ = true;
    parts_.status.update([&](Status& status) {
        status.imported = picture.counts.people;
        status.last_import_at = parts_.clock.now();
        status.imported_with = parts_.generation;
    });
}

void SyncReporter::write_files(const SyncPicture& picture) {
    SyncFile file{
        .at = parts_.clock.now(),
        .holds_lease = held_lease_,
        .lease_holder = parts_.check_in.lease_holder(),
        .check_in = {.report = picture.report, .runs = {picture.runs.begin(), picture.runs.end()}, .answers = {}},
        .services = parts_.services ? parts_.services() : std::vector<ServicePicture>()};
    const auto written = write_sync_file(parts_.config.state_dir, file);
    if (!written) base::log(events::kStateNotWritten, {{"message", written.error().message}});
    const auto& metrics = parts_.config.metrics.textfile;
    if (metrics.empty()) return;
    const auto told = write_metrics(metrics, metrics_text(picture, held_lease_) + service_metrics_text(file.services));
    if (!told) base::log(events::kStateNotWritten, {{"message", told.error().message}});
}

}  // namespace tilbage::connect
