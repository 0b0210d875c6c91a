#include "connect/sync/sync_rounds.h"

#include <algorithm>

namespace tilbage::connect {
namespace {

using base::ErrorCode;
using core::SyncState;

std::string code_of(const char* part, ErrorCode code) {
    const bool silent = code == ErrorCode::unavailable || code == ErrorCode::timeout;
    return std::string(part) + (silent ? "_unavailable" : "_refused");
}

}  // namespace

core::SyncProblem SyncRounds::problem_of(Part part, const base::Error& error) {
    switch (part) {
        case Part::directory:
            if (error.code == ErrorCode::not_found) return {.code = "scope_not_found", .message = error.message};
            return {.code = code_of("directory", error.code), .message = error.message};
        case Part::target:
            return {.code = code_of("tenant", error.code), .message = error.message};
        case Part::store:
            break;
    }
    return {.code = "state_not_written", .message = error.message};
}

SyncRounds::SyncRounds(Parts parts, RoundConditions conditions, RoundTimes times)
    : parts_(std::move(parts)),
      conditions_(std::move(conditions)),
      times_(times),
      storing_{.backoff = Backoff(times.first_retry, times.last_retry, parts_.random)},
      telling_{.backoff = Backoff(times.first_retry, times.last_retry, parts_.random)} {
    for (std::size_t i = 0; i < parts_.directories.size(); ++i) {
        readings_.push_back({.attempt = {.backoff = Backoff(times.first_retry, times.last_retry, parts_.random)},
                             .swept = parts_.boot_clock.now().time});
    }
}

// Of a directory that can be told of.
bool SyncRounds::is_anything_known() const {
    // Who is in two directories is in neither alone: each is tried before anybody is told.
    return std::ranges::all_of(readings_, &Reading::tried) &&
           std::ranges::any_of(readings_, [](const Reading& reading) { return reading.whole && !reading.forbidden; });
}

bool SyncRounds::is_everything_read() const { return std::ranges::all_of(readings_, &Reading::whole); }

RoundResult SyncRounds::round(const RoundRequest& request, const std::stop_token& stop) {
    RoundResult result;
    result.run.id = core::SyncRunId(base::new_uuid(parts_.random));
    result.run.started_at = parts_.clock.now();
    import_all(request, result);
    const bool known = is_anything_known();
    if (known && unjoined_ && may_try(storing_, request)) synchronize(result, stop);
    if (known && !stop.stop_requested()) tell_target(request, result, stop);
    const bool told = conditions_.staging || (had_lease_ ? everything_told_ : conditions_.another_holds_lease());
    result.is_whole = is_everything_read() && !unjoined_ && told && !problem();
    result.run.ended_at = parts_.clock.now();
    result.is_news = result.is_news || request.asked || request.full || !result.new_failures.empty();
    if (!result.new_failures.empty()) {
        result.run.result = core::SyncRun::Result::failed;
        result.run.message = result.new_failures.front().message;
    }
    return result;
}

void SyncRounds::import_all(const RoundRequest& request, RoundResult& result) {
    for (std::size_t place = 0; place < readings_.size(); ++place) {
        if (may_try(readings_[place].attempt, request)) import_one(place, request, result);
    }
}

void SyncRounds::import_one(std::size_t place, const RoundRequest& request, RoundResult& result) {
    if (!is_answering(place, request, result)) return;
    auto& reading = readings_[place];
    reading.forbidden = false;
    const auto run = import(place, request.full);
    if (!run) return cannot_read(place, run.error(), result);
    result.run.read += static_cast<std::int64_t>(run->read);
    if (run->kind == core::ImportRun::Kind::full) {
        result.run.kind = core::SyncRun::Kind::full;
        result.why_full = run->why_full;
        result.is_news = true;
        look_at_target_ = {};
    }
    if (run->kind != core::ImportRun::Kind::none) unjoined_ = result.imported = true;
    sweep_when_due(place, result);
    reading.tried = reading.whole = true;
    succeeded(reading.attempt);
}

// One that has failed is asked beside the others' work until it answers again.
bool SyncRounds::is_answering(std::size_t place, const RoundRequest& request, RoundResult& result) {
    const auto& directory = parts_.directories[place];
    auto& reading = readings_[place];
    if (!directory.reach || reading.answers) return true;
    if (!reading.reaching.valid()) reading.reaching = std::async(std::launch::async, directory.reach);
    const bool waits = request.asked || request.full;  // somebody wants to hear of it
    if (!waits && reading.reaching.wait_for(base::Millis(0)) != std::future_status::ready) return false;
    const auto reached = reading.reaching.get();
    if (!reached) cannot_read(place, reached.error(), result);
    reading.answers = reached.has_value();
    return reading.answers;
}

void SyncRounds::cannot_read(std::size_t place, const base::Error& error, RoundResult& result) {
    auto& reading = readings_[place];
    reading.tried = true;
    reading.answers = false;
    reading.forbidden = error.code == ErrorCode::not_found;
    unjoined_ = true;  // what was read before it broke is there
    if (parts_.directories.size() == 1) return failed(reading.attempt, Part::directory, error, result);
    const auto& directory = parts_.directories[place];
    const auto& dns = directory.source.seen().domain.dns;
    const auto& name = dns.empty() ? directory.section : dns;
    failed(reading.attempt, Part::directory, {error.code, name + ": " + error.message}, result);
}

base::Result<core::ImportRun> SyncRounds::import(std::size_t place, bool full) {
    const auto number = parts_.directories[place].number;
    if (full) {
        if (auto demanded = parts_.engine.demand_full(number); !demanded) return base::fail(demanded.error());
    }
    if (full || !readings_[place].whole) parts_.on_state(SyncState::importing);
    return parts_.engine.import(number);
}

void SyncRounds::sweep_when_due(std::size_t place, RoundResult& result) {
    auto& directory = parts_.directories[place];
    auto& reading = readings_[place];
    if (!directory.source.seen().sees_deletions && !directory.source.sees_deletions()) return;
    const bool told = directory.source.seen().sees_deletions.value_or(false);
    const auto every = told ? times_.sweep_with_deletions : times_.sweep_without;
    if (boot_time() < reading.swept + every) return;
    const auto swept = parts_.engine.sweep(directory.number);
    if (!swept) return failed(reading.attempt, Part::directory, swept.error(), result);
    reading.swept = boot_time();
    (void)directory.source.sees_deletions();  // the right may have come meanwhile
    if (swept->changed > 0) unjoined_ = result.imported = true;
}

void SyncRounds::synchronize(RoundResult& result, const std::stop_token& stop) {
    const auto done = parts_.engine.synchronize(stop);
    if (!done) return failed(storing_, Part::store, done.error(), result);
    succeeded(storing_);
    unjoined_ = stop.stop_requested();
    if (*done) everything_told_ = false;
}

base::Result<bool> SyncRounds::is_something_due() const {
    const auto due = parts_.engine.next_due();
    if (!due) return base::fail(due.error());
    return due->has_value() && **due <= parts_.clock.now();
}

base::Result<void> SyncRounds::reconcile_when_needed(const std::stop_token& stop) {
    const auto now = boot_time();
    if (now < look_at_target_) return {};
    const auto must = parts_.engine.must_reconcile(parts_.target, parts_.target_id);
    if (!must) return base::fail(must.error());
    if (*must) {
        parts_.on_state(SyncState::exporting);
        if (auto done = parts_.engine.reconcile(parts_.target, stop); !done) return done;
        everything_told_ = false;
    }
    look_at_target_ = now + times_.look_at_target;
    return {};
}

void SyncRounds::tell_target(const RoundRequest& request, RoundResult& result, const std::stop_token& stop) {
    const bool lease = conditions_.staging || conditions_.holds_lease();
    if (lease && !had_lease_) look_at_target_ = {};
    had_lease_ = lease;
    if (!lease && conditions_.another_holds_lease()) succeeded(telling_);  // none of ours any more
    if (!lease || !may_try(telling_, request)) return;
    if (!conditions_.staging) {
        if (auto reconciled = reconcile_when_needed(stop); !reconciled)
            return failed(telling_, Part::target, reconciled.error(), result);
    }
    const auto due = is_something_due();
    if (!due) return failed(telling_, Part::store, due.error(), result);
    if (!*due && everything_told_ && !request.asked) return;
    if (!conditions_.staging && *due) parts_.on_state(SyncState::exporting);
    const auto exported = parts_.engine.export_to(
        parts_.target, {.staging = conditions_.staging, .threshold = conditions_.threshold()}, stop);
    if (!exported) {
        // Lost in the middle: who has it now tells the rest.
        if (!conditions_.staging && !conditions_.holds_lease()) return;
        return failed(telling_, Part::target, exported.error(), result);
    }
    take(*exported, result);
    if (exported->interrupted) {
        if (stop.stop_requested()) return;
        return failed(telling_, Part::target, {ErrorCode::unavailable, "the tenant asks to be told later"}, result);
    }
    everything_told_ = true;
    succeeded(telling_);
}

void SyncRounds::take(const core::ExportRun& exported, RoundResult& result) {
    auto& run = result.run;
    run.read += static_cast<std::int64_t>(exported.read);
    run.created = static_cast<std::int64_t>(exported.created);
    run.updated = static_cast<std::int64_t>(exported.updated);
    run.removed = static_cast<std::int64_t>(exported.removed);
    run.held = static_cast<std::int64_t>(exported.held);
    run.refused = static_cast<std::int64_t>(exported.refused);
    for (const auto& refusal : exported.refusals) {
        if (run.refusals.size() == core::kMaxRefusals) break;
        run.refusals.push_back({refusal.who, refusal.message});
    }
    if (run.held > 0) run.result = core::SyncRun::Result::removals_held;
    const bool newly_held = run.held != held_;
    held_ = run.held;
    result.is_news = result.is_news || exported.changed_something() || exported.refused > 0 || newly_held;
}

void SyncRounds::failed(Attempt& attempt, Part part, const base::Error& error, RoundResult& result) {
    attempt.not_before = boot_time() + attempt.backoff.next();
    suspicious_ = suspicious_ || error.code == ErrorCode::corrupt;
    auto problem = problem_of(part, error);
    // A directory that is away is so in changing words.
    if (!attempt.problem || attempt.problem->code != problem.code) result.new_failures.push_back(problem);
    attempt.problem = std::move(problem);
}

void SyncRounds::succeeded(Attempt& attempt) {
    attempt.backoff.reset();
    attempt.not_before = {};
    attempt.problem.reset();
}

bool SyncRounds::may_try(const Attempt& attempt, const RoundRequest& request) const {
    return request.asked || request.full || boot_time() >= attempt.not_before;
}

std::optional<core::SyncProblem> SyncRounds::problem() const {
    for (const auto& reading : readings_) {
        if (reading.attempt.problem) return reading.attempt.problem;
    }
    for (const auto* attempt : {&storing_, &telling_}) {
        if (attempt->problem) return attempt->problem;
    }
    return std::nullopt;
}

std::optional<core::SyncProblem> SyncRounds::problem_of_directory(std::size_t place) const {
    return readings_[place].attempt.problem;
}

SyncState SyncRounds::state() const {
    if (problem()) return SyncState::failed;
    if (!is_everything_read()) return SyncState::starting;
    if (conditions_.staging) return SyncState::staging;
    if (!had_lease_) return SyncState::standby;
    return held_ > 0 ? SyncState::waiting_for_approval : SyncState::idle;
}

}  // namespace tilbage::connect
