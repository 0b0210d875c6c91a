// One round of the synchronisation after another: read the directories, join, tell the tenant. Every part may fail and
// is tried again, with the time between growing; a part that fails does not keep the others from their work, and
// neither does a directory that fails, or that does not answer at all.
#pragma once

#include <functional>
#include <future>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/boot_clock.h"
#include "base/random.h"
#include "connect/backoff.h"
#include "connect/sync/watched_source.h"
#include "core/sync/sync_engine.h"
#include "core/sync_service/check_in.h"

namespace tilbage::connect {

struct RoundDirectory {
    core::DirectoryNumber number = 1;
    WatchedSource& source;
    // Whether it answers, asked on a thread of its own before anything else is tried, so that the others do not wait
    // for it; ends soon when its source is stopped. Empty: it is not asked.
    std::function<base::Result<void>()> reach = {};
    // What it is called where it has not told its domain yet: "directory2".
    std::string section = {};
    std::string server = {};  // the first of its configuration
};

// What is asked at each step, because it changes by itself.
struct RoundConditions {
    std::function<bool()> holds_lease;
    std::function<bool()> another_holds_lease;  // as far as is known
    std::function<core::RemovalThreshold()> threshold;
    bool staging = false;
};

struct RoundTimes {
    base::Millis first_retry{1'000};
    base::Millis last_retry{30'000};
    base::Millis look_at_target{60'000};  // whether somebody else has changed it
    base::Millis sweep_with_deletions{86'400'000};
    base::Millis sweep_without{300'000};  // where the account is not told of deletions
};

// What a round is to do beside what is due.
struct RoundRequest {
    bool asked = false;  // by somebody who waits: tries that failed are not put off
    bool full = false;
};

struct RoundResult {
    core::SyncRun run;
    std::string why_full;  // English, of a full one
    bool is_news = false;  // it changed something, failed in a new way, or was asked for
    bool imported = false;
    // Everything is read and joined, and the tenant told, unless that is none of this agent's business: it is staging,
    // or another agent holds the lease.
    bool is_whole = false;
    std::vector<core::SyncProblem> new_failures;
};

class SyncRounds {
public:
    struct Parts {
        core::SyncEngine& engine;
        std::vector<RoundDirectory> directories;
        core::ExportTarget& target;
        std::string target_id;  // the tenant's
        const base::Clock& clock;
        const base::BootClock& boot_clock;
        base::Random& random;
        std::function<void(core::SyncState)> on_state;  // while it works
    };
    SyncRounds(Parts parts, RoundConditions conditions, RoundTimes times = {});

    // One thread.
    RoundResult round(const RoundRequest& request, const std::stop_token& stop);
    // The state between rounds.
    [[nodiscard]] core::SyncState state() const;
    [[nodiscard]] std::int64_t held() const noexcept { return held_; }
    [[nodiscard]] std::optional<core::SyncProblem> problem() const;
    // Whether since the last call something was `corrupt`: it may be the store.
    [[nodiscard]] bool take_suspicion() { return std::exchange(suspicious_, false); }
    [[nodiscard]] core::RemovalThreshold threshold() const { return conditions_.threshold(); }
    // Of one directory, at the place that it has in Parts.
    [[nodiscard]] std::optional<core::SyncProblem> problem_of_directory(std::size_t place) const;

private:
    // Something that may be tried from a time on.
    struct Attempt {
        Backoff backoff;
        base::Millis not_before{0};                     // on boot_clock
        std::optional<core::SyncProblem> problem = {};  // of the last try; empty: it went well
    };
    struct Reading {
        Attempt attempt;
        base::Millis swept{0};  // when, on boot_clock
        bool tried = false;
        bool whole = false;  // read without an error once
        bool forbidden =
            false;             // the configuration names what is not there: nothing is told of it before that is mended
        bool answers = false;  // as far as `reach` knows
        std::future<base::Result<void>> reaching = {};
    };
    enum class Part { directory, target, store };
    [[nodiscard]] static core::SyncProblem problem_of(Part part, const base::Error& error);

    void import_all(const RoundRequest& request, RoundResult& result);
    void import_one(std::size_t place, const RoundRequest& request, RoundResult& result);
    bool is_answering(std::size_t place, const RoundRequest& request, RoundResult& result);
    void cannot_read(std::size_t place, const base::Error& error, RoundResult& result);
    base::Result<core::ImportRun> import(std::size_t place, bool full);
    void sweep_when_due(std::size_t place, RoundResult& result);
    [[nodiscard]] bool is_anything_known() const;
    [[nodiscard]] bool is_everything_read() const;
    void synchronize(RoundResult& result, const std::stop_token& stop);
    void tell_target(const RoundRequest& request, RoundResult& result, const std::stop_token& stop);
    base::Result<void> reconcile_when_needed(const std::stop_token& stop);
    base::Result<bool> is_something_due() const;
    void take(const core::ExportRun& exported, RoundResult& result);
    void failed(Attempt& attempt, Part part, const base::Error& error, RoundResult& result);
    void succeeded(Attempt& attempt);
    [[nodiscard]] bool may_try(const Attempt& attempt, const RoundRequest& request) const;
    [[nodiscard]] base::Millis boot_time() const { return parts_.boot_clock.now().time; }

    Parts parts_;
    const RoundConditions conditions_;
    const RoundTimes times_;
    std::vector<Reading> readings_;  // by directory
    Attempt storing_;
    Attempt telling_;
    bool unjoined_ = true;  // something was imported and not synchronised; a run before may have left something
    bool had_lease_ = false;
    bool everything_told_ = false;
    base::Millis look_at_target_{0};  // when, on boot_clock
    std::int64_t held_ = 0;
    bool suspicious_ = false;
};

}  // namespace tilbage::connect
