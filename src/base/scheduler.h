// Calls functions at a time: deadlines of requests, retries, sweeps.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace tilbage::base {

// One thread of its own, on the steady clock. Thousands may be pending; at() and cancel() cost O(log n). Callbacks run
// one after another on that thread and must be short: hand real work to a worker. An exception that leaves one ends the
// program. All functions are safe on any thread, callbacks included.
class Scheduler {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Callback = std::function<void()>;

    // Names one pending call; 0 names none.
    using Handle = std::uint64_t;

    Scheduler();
    // Joins. Calls that have not begun are dropped. Not from a callback.
    ~Scheduler();
    Scheduler(const Scheduler&) = delete;
    Scheduler& operator=(const Scheduler&) = delete;

    Handle at(Time time, Callback callback);
    Handle after(std::chrono::milliseconds delay, Callback callback) {
        return at(std::chrono::steady_clock::now() + delay, std::move(callback));
    }
    // True when the call had not begun and now never will. False tells nothing about whether it has ended.
    bool cancel(Handle handle);
    [[nodiscard]] std::size_t pending() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::base
