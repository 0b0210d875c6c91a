// A lock that is bound to its data.
#pragma once

#include <mutex>
#include <utility>

namespace tilbage::base {

template <class T>
class Guarded {
public:
    Guarded() = default;
    explicit Guarded(T value) : value_(std::move(value)) {}

    // Runs `use` with the data while the lock is held. `use` must not wait for anything else.
    template <class F>
    decltype(auto) with(F&& use) {
        std::lock_guard lock(mutex_);
        return std::forward<F>(use)(value_);
    }
    template <class F>
    decltype(auto) with(F&& use) const {
        std::lock_guard lock(mutex_);
        return std::forward<F>(use)(value_);
    }

private:
    mutable std::mutex mutex_;
    T value_{};
};

}  // namespace tilbage::base
