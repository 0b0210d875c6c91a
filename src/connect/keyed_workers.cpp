#include "connect/keyed_workers.h"

#include <utility>

namespace tilbage::connect {

KeyedWorkers::KeyedWorkers(std::size_t threads, std::size_t capacity) : capacity_(capacity) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

KeyedWorkers::~KeyedWorkers() { stop(); }

bool KeyedWorkers::try_post(const std::string& key, Job job) {
    std::lock_guard lock(mutex_);
    if (stopping_ || jobs_ >= capacity_) return false;
    add(key, std::move(job));
    return true;
}

void KeyedWorkers::post(const std::string& key, Job job) {
    std::lock_guard lock(mutex_);
    if (!stopping_) add(key, std::move(job));
}

void KeyedWorkers::add(const std::string& key, Job job) {
    ++jobs_;
    const auto [lane, is_new] = lanes_.try_emplace(key);
    lane->second.push_back(std::move(job));
    if (!is_new) return;
    ready_.push_back(key);
    changed_.notify_one();
}

void KeyedWorkers::stop() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void KeyedWorkers::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return !ready_.empty() || (stopping_ && jobs_ == 0); });
        if (ready_.empty()) return;
        const auto key = std::move(ready_.front());
        ready_.pop_front();
        auto& lane = lanes_.at(key);  // references stay valid while others insert
        auto job = std::move(lane.front());
        lane.pop_front();
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
        --jobs_;
        if (lane.empty()) {
            lanes_.erase(key);
        } else {
            ready_.push_back(key);
            changed_.notify_one();
        }
        if (stopping_ && jobs_ == 0) changed_.notify_all();
    }
}

}  // namespace tilbage::connect
