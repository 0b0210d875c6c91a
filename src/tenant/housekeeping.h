// Takes away what has had its time: sessions, codes, attempts, tokens, seals, old requests.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"

namespace tilbage::tenant {

// One thread that runs all tasks at the start and then every `interval`.
class Housekeeping {
public:
    struct Task {
        std::string_view name;
        std::function<base::Result<void>()> run;
    };
    Housekeeping(std::vector<Task> tasks, std::chrono::milliseconds interval);
    ~Housekeeping();
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

private:
    void run();

    std::vector<Task> tasks_;
    std::chrono::milliseconds interval_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace tilbage::tenant
