// One flag that loops wait on.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tilbage::connect {

// Any thread.
class StopSignal {
public:
    void set() {
        {
            std::lock_guard lock(mutex_);
            set_ = true;
        }
        changed_.notify_all();
    }
    [[nodiscard]] bool is_set() const {
        std::lock_guard lock(mutex_);
        return set_;
    }
    // True when the signal came, false when the time was up.
    bool wait_for(std::chrono::milliseconds time) const {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, time, [this] { return set_; });
    }

private:
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    bool set_ = false;
};

}  // namespace tilbage::connect
