#include "base/scheduler.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

namespace tilbage::base {

struct Scheduler::Impl {
    using Key = std::pair<Time, Handle>;

    mutable std::mutex mutex;
    std::condition_variable changed;
    std::map<Key, Callback> queue;  // earliest first; equal times in the order they were asked for
    std::unordered_map<Handle, Time> times;
    Handle last = 0;
    bool stopping = false;
    std::thread thread;

    void run() {
        std::unique_lock lock(mutex);
        while (!stopping) {
            if (queue.empty()) {
                changed.wait(lock);
                continue;
            }
            const auto first = queue.begin();
            if (const Time time = first->first.first; time > std::chrono::steady_clock::now()) {
                changed.wait_until(lock, time);
                continue;
            }
            times.erase(first->first.second);
            auto node = queue.extract(first);
            lock.unlock();
            node.mapped()();
            node = {};  // what the callback holds goes without the lock
            lock.lock();
        }
    }
};

Scheduler::Scheduler() : impl_(std::make_unique<Impl>()) {
    impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

Scheduler::~Scheduler() {
    {
        std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->changed.notify_all();
    impl_->thread.join();
}

Scheduler::Handle Scheduler::at(Time time, Callback callback) {
    std::lock_guard lock(impl_->mutex);
    const Handle handle = ++impl_->last;
    const auto [place, added] = impl_->queue.emplace(Impl::Key{time, handle}, std::move(callback));
    impl_->times.emplace(handle, time);
    if (added && place == impl_->queue.begin()) impl_->changed.notify_all();
    return handle;
}

bool Scheduler::cancel(Handle handle) {
    Callback dropped;  // destroyed after the lock is let go
    std::lock_guard lock(impl_->mutex);
    const auto found = impl_->times.find(handle);
    if (found == impl_->times.end()) return false;
    const auto call = impl_->queue.find({found->second, handle});
    dropped = std::move(call->second);
    impl_->queue.erase(call);
    impl_->times.erase(found);
    return true;
}

std::size_t Scheduler::pending() const {
    std::lock_guard lock(impl_->mutex);
    return impl_->queue.size();
}

}  // namespace tilbage::base
