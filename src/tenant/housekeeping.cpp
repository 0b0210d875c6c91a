#include "tenant/housekeeping.h"

#include <utility>

#include "tenant/log_events.h"

namespace tilbage::tenant {

Housekeeping::Housekeeping(std::vector<Task> tasks, std::chrono::milliseconds interval)
    : tasks_(std::move(tasks)), interval_(interval), thread_([this] { run(); }) {}

Housekeeping::~Housekeeping() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Housekeeping::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        for (const auto& task : tasks_) {
            if (const auto done = task.run(); !done) {
                base::log(events::kHousekeepingFailed, {{"task", task.name}, {"error", done.error().message}});
            }
        }
        lock.lock();
        changed_.wait_for(lock, interval_, [this] { return stopping_; });
    }
}

}  // namespace tilbage::tenant
