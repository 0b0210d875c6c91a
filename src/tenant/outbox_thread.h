// What the workers of both outboxes, mails and text messages, have in common: a thread that looks when it is woken and
// twice a second, and from whose pace nobody learns whether there was anybody to send to.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/random.h"

namespace tilbage::tenant {

class OutboxThread {
public:
    struct Work {
        std::function<bool()> once;       // true: there may be more to do at once
        std::function<void()> then = {};  // when there is not, before it rests
    };

    // `random` outlives it. The thread runs from here on: what `work` uses must be there.
    OutboxThread(base::Random& random, Work work);
    ~OutboxThread();  // ends after the piece that is under way
    OutboxThread(const OutboxThread&) = delete;
    OutboxThread& operator=(const OutboxThread&) = delete;

    // There is something new in the outbox; looked at within half a second. Any thread.
    void wake();

    // The rest is for `work`, on the thread itself.
    [[nodiscard]] bool is_ending();
    // Sends to somebody, and remembers how long that took.
    void send(const std::function<void()>& sending);
    // Sends to nobody: takes as long as the last one to somebody did, a second at most.
    void send_to_nobody();

private:
    void run();
    void pause(std::unique_lock<std::mutex>& lock, std::chrono::nanoseconds time);

    base::Random& random_;
    const Work work_;
    std::chrono::nanoseconds last_took_{0};  // the thread's own
    std::mutex mutex_;
    std::condition_variable changed_;
    bool ending_ = false;
    bool woken_ = false;
    std::thread thread_;
};

// How long to wait before the next try: 2, 4, 8 … seconds, `longest` at most.
[[nodiscard]] std::chrono::seconds retry_pause(int attempts, std::chrono::seconds longest);

}  // namespace tilbage::tenant
