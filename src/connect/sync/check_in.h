// Tells the tenant every ten seconds how the synchronisation goes, and brings back the lease, the settings and the
// administrators' orders (docs/protocol.md §11).
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/boot_clock.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/backoff.h"
#include "core/sync_service/check_in.h"

namespace tilbage::connect {

// All are called on the check-in's own thread and must be quick: work is handed on to the engine's thread. None may
// call stop().
struct CheckInHandler {
    // Sends the body to the tenant and gives the answer's (CheckInClient).
    std::function<base::Result<std::string>(const std::string& body)> post;
    // How things stand now.
    std::function<core::SyncReport()> report;
    // Each order once, however often the tenant repeats it; CheckIn::answer() answers it, later and from any thread.
    std::function<void(const core::SyncOrder&)> on_order;
    // Every answer, after the lease and before its orders.
    std::function<void(const core::SyncCheckInAnswer&)> on_answer;
    // A check-in that failed; it is tried again by itself.
    std::function<void(const base::Error&)> on_failure;
};

struct CheckInOptions {
    base::Millis every{core::kCheckInEvery};
    base::Millis least_gap{100};       // between two, however often somebody wants one at once
    base::Millis first_retry{500};     // doubling up to `every`
    base::Millis lease_margin{5'000};  // the lease ends here so long before it ends at the tenant
};

// One thread of its own from start() to stop(). The other functions from any thread.
class CheckIn {
public:
    // `clock` and `random` outlive it.
    CheckIn(CheckInOptions options, CheckInHandler handler, const base::BootClock& clock, base::Random& random);
    ~CheckIn();  // stop()
    CheckIn(const CheckIn&) = delete;
    CheckIn& operator=(const CheckIn&) = delete;

    void start();
    // Gives the lease back if it is held: one more check-in, whatever its report wants. What the tenant does not
    // acknowledge is lost.
    void stop();
    // Checks in at once: after a run that changed something, when the state has changed, after `sync_wake`.
    void now();
    // Kept until the tenant acknowledges it, the last core::kMaxReportedRuns of them, and told at once.
    void add_run(core::SyncRun run);
    // Told at once. Of an order that the tenant does not know any more it is of no consequence.
    void answer(core::SyncOrderAnswer answer);

    // Ends by itself when the tenant does not renew it in time: ask before every write to the tenant.
    [[nodiscard]] bool holds_lease() const;
    // The agent that held it at the last check-in, by name; empty: nobody, or not known.
    [[nodiscard]] std::string lease_holder() const;
    // Of the last check-in that was answered.
    [[nodiscard]] std::optional<core::RemovalThreshold> removal_threshold() const;

private:
    void run();
    // How long until the next.
    base::Millis check_in(bool giving_back);
    [[nodiscard]] core::SyncCheckIn compose(bool giving_back);
    void take(const core::SyncCheckIn& sent, const core::SyncCheckInAnswer& answer, base::Millis sent_at);
    void drop_lease();
    [[nodiscard]] std::vector<core::SyncOrder> new_ones(const std::vector<core::SyncOrder>& orders);
    // False: stop.
    [[nodiscard]] bool pause(base::Millis time);

    const CheckInOptions options_;
    const CheckInHandler handler_;
    const base::BootClock& clock_;
    Backoff backoff_;

    mutable std::mutex mutex_;  // of all below but thread_
    std::condition_variable changed_;
    bool stopping_ = false;
    bool wanted_ = false;
    base::Millis lease_until_{0};  // on clock_
    std::string lease_holder_;
    std::optional<core::RemovalThreshold> removal_threshold_;
    std::deque<core::SyncRun> runs_;
    std::deque<core::SyncOrderAnswer> answers_;
    std::set<core::SyncOrderId> taken_;  // given to on_order, and still in the tenant's list

    std::thread thread_;
};

}  // namespace tilbage::connect
