// What an agent's synchronisation and the tenant tell one another every ten seconds (docs/protocol.md §11). Values; the
// wire form is wire/sync_check_in.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "core/sync/held_removals.h"
#include "core/sync/removal_threshold.h"
#include "core/sync_service/sync_order.h"
#include "core/sync_service/sync_run.h"

namespace tilbage::core {

enum class SyncState {
    starting,
    importing,
    exporting,
    idle,
    standby,  // another agent holds the lease
    staging,
    waiting_for_approval,  // removals are held; everything else goes on
    failed,
};

struct DirectoryReport {
    std::string domain;  // DNS names
    std::string forest;
    std::string server;  // "ldaps://dc1.ex1.test:636"
    std::int64_t people = 0;
    std::int64_t groups = 0;
    std::int64_t units = 0;
    std::int64_t disputed = 0;
    std::int64_t refused = 0;
    std::optional<base::TimePoint> last_change_at;
    std::optional<base::TimePoint> full_at;
    bool sees_deletions = false;
    std::string problem = {};  // why it cannot be read at the moment; empty: it can
    bool operator==(const DirectoryReport&) const = default;
};

struct SyncReport {
    std::vector<DirectoryReport> directories;  // at most kMaxReportedDirectories
    SyncState state = SyncState::starting;
    std::optional<SyncProblem> problem;
    bool wants_lease = false;  // false also of an agent that ends
    std::optional<HeldRemovals> held_removals;
    bool operator==(const SyncReport&) const = default;
};
constexpr std::size_t kMaxReportedDirectories = 32;

struct SyncCheckIn {
    SyncReport report;
    std::vector<SyncRun> runs;             // at most kMaxReportedRuns
    std::vector<SyncOrderAnswer> answers;  // at most kMaxAnswers
    bool operator==(const SyncCheckIn&) const = default;
};
constexpr std::size_t kMaxReportedRuns = 50;
constexpr std::size_t kMaxAnswers = 32;

// Who of the agents that read the same directories writes to the tenant.
struct SyncLease {
    bool held = false;           // by who asked
    std::string holder;          // the holding agent's name; empty: nobody
    base::TimePoint expires_at;  // on the tenant's clock, for people
    base::Millis valid_for{0};   // from when the tenant answered: what the agent counts with. 0 unless held
    bool operator==(const SyncLease&) const = default;
};
constexpr base::Millis kLeaseTime{30'000};
constexpr base::Millis kCheckInEvery{10'000};

struct SyncCheckInAnswer {
    SyncLease lease;
    RemovalThreshold removal_threshold;
    std::vector<SyncRunId> acknowledged_runs;
    std::vector<SyncOrder> orders;
    bool operator==(const SyncCheckInAnswer&) const = default;
};

// The words of the protocol.
[[nodiscard]] std::string_view to_string(SyncState state);
[[nodiscard]] std::optional<SyncState> parse_sync_state(std::string_view text);
[[nodiscard]] std::string_view to_string(SyncRun::Kind kind);
[[nodiscard]] std::optional<SyncRun::Kind> parse_sync_run_kind(std::string_view text);
[[nodiscard]] std::string_view to_string(SyncRun::Result result);
[[nodiscard]] std::optional<SyncRun::Result> parse_sync_run_result(std::string_view text);
[[nodiscard]] std::string_view to_string(SyncOrderKind kind);
[[nodiscard]] std::optional<SyncOrderKind> parse_sync_order_kind(std::string_view text);

}  // namespace tilbage::core
