// Alarms whose calls may take their time: they run on a thread of their own, not on the scheduler's.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "base/scheduler.h"
#include "core/ports/alarms.h"

namespace tilbage::tenant {

class SchedulerAlarms final : public core::Alarms {
public:
    SchedulerAlarms();
    // Joins; calls that have not begun are dropped.
    ~SchedulerAlarms() override;
    SchedulerAlarms(const SchedulerAlarms&) = delete;
    SchedulerAlarms& operator=(const SchedulerAlarms&) = delete;

    Id after(base::Millis delay, std::function<void()> call) override;
    void cancel(Id id) override { scheduler_.cancel(id); }
    // Drops what has not begun and waits for what has; after() does nothing any more. For an orderly end, before those
    // whom calls would touch are gone.
    void stop();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> due_;
    bool stopping_ = false;
    base::Scheduler scheduler_;  // ends before what its callbacks use
    std::thread thread_;
};

}  // namespace tilbage::tenant
