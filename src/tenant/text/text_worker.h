// Takes text messages from the outbox to the provider.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/clock.h"
#include "base/random.h"
#include "core/ports/text_provider.h"
#include "core/ports/text_queue.h"

namespace tilbage::tenant {

// One thread. What the provider certainly did not take is tried again, less and less often, while it is of use; what it
// refuses, and what it never answered, is given up. A text to nobody is dropped after the same work.
class TextWorker {
public:
    enum class Loss { refused, too_late, unknown };
    // A text was given up. For the audit; neither number nor text.
    using GivenUp = std::function<void(const core::TenantId& tenant, Loss loss)>;

    struct Ports {
        core::TextQueue& queue;
        core::TextProvider& provider;
        const base::Clock& clock;
        base::Random& random;
        GivenUp given_up;
    };

    // Takes out what an earlier process asked and was not answered.
    explicit TextWorker(Ports ports);
    ~TextWorker();  // ends after the text that is under way
    TextWorker(const TextWorker&) = delete;
    TextWorker& operator=(const TextWorker&) = delete;

    // There is something new in the outbox; looked at within half a second.
    void wake();

private:
    void run();
    void pause(std::unique_lock<std::mutex>& lock, std::chrono::nanoseconds time);
    void give_up_unanswered();
    // true: there may be more to do at once.
    bool work_once();
    void deliver(const core::QueuedText& queued);
    [[nodiscard]] core::TextAnswer ask(const core::QueuedText& queued);
    void postpone(const core::QueuedText& queued, const core::TextAnswer& answer);
    void give_up(const core::QueuedText& queued, Loss loss, const std::string& why);
    // Writes down what an answer led to: when to try again, or (empty) that it is over.
    void settle(const std::string& id, std::optional<base::TimePoint> retry_at);
    void settle_owed();

    Ports ports_;
    // The worker's own, as the two below: what a store that failed has not heard of yet.
    std::map<std::string, std::optional<base::TimePoint>> owed_;
    bool cleaned_ = false;
    std::chrono::nanoseconds last_took_{0};
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool woken_ = false;
    std::thread thread_;
};

}  // namespace tilbage::tenant
