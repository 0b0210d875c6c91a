#include "tenant/alarms.h"

#include <utility>

namespace tilbage::tenant {

SchedulerAlarms::SchedulerAlarms() : thread_([this] { run(); }) {}

SchedulerAlarms::~SchedulerAlarms() { stop(); }

core::Alarms::Id SchedulerAlarms::after(base::Millis delay, std::function<void()> call) {
    return scheduler_.after(delay, [this, call = std::move(call)]() mutable {
        {
            std::lock_guard lock(mutex_);
            if (stopping_) return;
            due_.push_back(std::move(call));
        }
        changed_.notify_one();
    });
}

void SchedulerAlarms::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
        due_.clear();
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void SchedulerAlarms::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || !due_.empty(); });
        if (stopping_) return;
        auto call = std::move(due_.front());
        due_.pop_front();
        lock.unlock();
        call();
        call = nullptr;
        lock.lock();
    }
}

}  // namespace tilbage::tenant
