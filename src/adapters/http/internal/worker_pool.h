// Threads that run the application's functions.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tilbage::adapters::http::internal {

// Any thread may submit. Tasks must not throw.
class WorkerPool {
public:
    using Task = std::function<void()>;

    WorkerPool(std::size_t threads, std::size_t capacity);
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False, and the task is not taken, when `capacity` tasks wait already or the pool is stopped.
    [[nodiscard]] bool try_submit(Task task);
    // For tasks whose number is bounded by something else (one for each WebSocket).
    void submit(Task task);
    // Runs what waits, and what that submits, then joins. Not from a task. What is submitted afterwards never runs.
    void stop();

private:
    void run();

    const std::size_t capacity_;
    std::mutex mutex_;
    std::condition_variable ready_;
    std::deque<Task> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace tilbage::adapters::http::internal
