#include "samples.h"

#include <algorithm>
#include <cmath>

namespace tilbage::bench {

void Samples::add_block(const std::vector<double>& milliseconds, double seconds) {
    milliseconds_.insert(milliseconds_.end(), milliseconds.begin(), milliseconds.end());
    seconds_ += seconds;
}

double Samples::percentile(double share) const {
    if (milliseconds_.empty()) return 0;
    auto sorted = milliseconds_;
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    const auto index = std::clamp<std::size_t>(rank, 1, sorted.size()) - 1;
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(index), sorted.end());
    return sorted[index];
}

double Samples::per_second() const { return seconds_ > 0 ? static_cast<double>(milliseconds_.size()) / seconds_ : 0; }

boost::json::object Samples::to_json() const {
    return {{"median_ms", rounded(percentile(0.5))},
            {"p99_ms", rounded(percentile(0.99))},
            {"per_s", rounded(per_second())}};
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

}  // namespace tilbage::bench
