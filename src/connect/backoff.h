// How long to wait before trying again: doubling from `first` to `most`, each time a random part of it, so that a
// thousand agents do not come back in one moment. One thread.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>

#include "base/random.h"

namespace tilbage::connect {

class Backoff {
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds most, base::Random& random)
        : first_(first), most_(most), next_(first), random_(random) {}

    // Between half of the step and all of it.
    [[nodiscard]] std::chrono::milliseconds next() {
        const auto step = next_;
        next_ = std::min(most_, next_ * 2);
        std::array<std::uint8_t, 2> bytes{};
        random_.fill(bytes);
        const auto share = (bytes[0] << 8 | bytes[1]) / 65'535.0;
        return step / 2 +
               std::chrono::milliseconds(static_cast<std::int64_t>(static_cast<double>(step.count()) / 2 * share));
    }
    void reset() { next_ = first_; }

private:
    const std::chrono::milliseconds first_;
    const std::chrono::milliseconds most_;
    std::chrono::milliseconds next_;
    base::Random& random_;
};

}  // namespace tilbage::connect
