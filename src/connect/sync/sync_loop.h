// Keeps the synchronisation going on a thread of its own: looks several times a second whether the directory has
// something new, and takes orders.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "connect/sync/further_services.h"
#include "connect/sync/sync_rounds.h"
#include "core/sync_service/sync_order.h"

namespace tilbage::connect {

// Somebody wants something of the loop. `answer` is called once, on the loop's thread.
struct LoopOrder {
    core::SyncOrderKind kind = core::SyncOrderKind::run;
    std::string user;  // of explain
    // What would these mean instead of those in force; no `kind` then.
    std::optional<std::vector<core::WantedRules>> wanted = {};
    struct Answer {
        std::optional<core::SyncProblem> problem;
        std::optional<core::Explanation> explanation;
        std::optional<core::SyncRun> run;  // of run, full and allow_removals; not of one that is answered when taken up
        std::size_t allowed = 0;           // of allow_removals
        std::optional<std::vector<core::ScopePreview>> previews = {};  // of `wanted`, in its order
    };
    std::function<void(const Answer&)> answer;
    bool when_taken_up = false;  // run and full are answered before they are done
};

struct LoopTimes {
    base::Millis quick{100};  // between two looks, after a change
    base::Millis slow{250};   // when nothing has happened for `quick_for`
    base::Millis quick_for{10'000};
    base::Millis report{5'000};  // on_round at least so often
};

class SyncLoop {
public:
    struct Parts {
        SyncRounds& rounds;
        core::SyncEngine& engine;
        const base::BootClock& clock;
        // All on the loop's thread.
        std::function<std::vector<LoopOrder>()> take_orders;  // from elsewhere, at each look; may be empty
        std::function<void(const RoundResult&)> on_round;     // after a round with news, and every now and then
        FurtherServices* further = nullptr;                   // looked after at each look
    };
    explicit SyncLoop(Parts parts, LoopTimes times = {}) : parts_(std::move(parts)), times_(times) {}
    ~SyncLoop() { stop(); }
    SyncLoop(const SyncLoop&) = delete;
    SyncLoop& operator=(const SyncLoop&) = delete;

    void start();
    // Waits for the end of what cannot be interrupted.
    void stop();
    // Any thread.
    void wake();
    void give(LoopOrder order);

private:
    void run(const std::stop_token& stop);
    void look(const std::stop_token& stop);
    [[nodiscard]] std::vector<LoopOrder> orders();
    // What only asks; the others are left.
    void answer_questions(std::vector<LoopOrder>& orders);
    void explain(const LoopOrder& order);
    void preview(const LoopOrder& order);
    RoundResult try_round(const RoundRequest& request, const std::stop_token& stop);
    [[nodiscard]] base::Millis pause() const;
    [[nodiscard]] base::Millis now() const { return parts_.clock.now().time; }

    const Parts parts_;
    const LoopTimes times_;
    base::Millis changed_at_{0};
    base::Millis reported_at_{0};
    std::optional<core::SyncState> reported_state_;

    std::mutex mutex_;  // of the two below
    std::deque<LoopOrder> given_;
    bool woken_ = false;
    std::condition_variable_any change_;
    std::jthread thread_;
};

}  // namespace tilbage::connect
