// A bounded pool of threads where jobs with one key run one after another, in the order in which they came.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace tilbage::connect {

// Any thread. Jobs must not throw.
class KeyedWorkers {
public:
    using Job = std::function<void()>;

    KeyedWorkers(std::size_t threads, std::size_t capacity);
    // stop()
    ~KeyedWorkers();
    KeyedWorkers(const KeyedWorkers&) = delete;
    KeyedWorkers& operator=(const KeyedWorkers&) = delete;

    // False when `capacity` jobs wait or run already, or after stop().
    [[nodiscard]] bool try_post(const std::string& key, Job job);
    // For what has been let in before: no limit. Dropped after stop().
    void post(const std::string& key, Job job);
    // Lets in nothing more, finishes what waits and runs, and joins. Not from a job.
    void stop();

private:
    void add(const std::string& key, Job job);
    void work();

    const std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::unordered_map<std::string, std::deque<Job>> lanes_;  // a key is here while it has jobs or runs one
    std::deque<std::string> ready_;                           // keys that have jobs and run none
    std::size_t jobs_ = 0;                                    // waiting and running
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tilbage::connect
