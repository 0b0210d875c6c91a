// How long an agent that ends still waits for its tenant.
#pragma once

#include <atomic>
#include <chrono>

#include "base/clock.h"

namespace tilbage::connect {

// Any thread.
class Farewell {
public:
    static constexpr base::Millis kTime{2'000};

    // The agent ends now. Further calls change nothing.
    void begin() noexcept {
        auto none = kNotYet;
        began_.compare_exchange_strong(none, now());
    }
    [[nodiscard]] bool has_begun() const noexcept { return began_ != kNotYet; }
    // Nothing is waited for any longer. For HttpClientOptions::is_over.
    [[nodiscard]] bool is_over() const noexcept {
        const auto began = began_.load();
        return began != kNotYet && now() - began >= kTime.count();
    }

private:
    static constexpr std::int64_t kNotYet = -1;
    static std::int64_t now() noexcept {
        const auto since = std::chrono::steady_clock::now().time_since_epoch();
        return std::chrono::duration_cast<base::Millis>(since).count();
    }

    std::atomic<std::int64_t> began_{kNotYet};
};

}  // namespace tilbage::connect
