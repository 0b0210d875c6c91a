// Times, and what is said about them.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <vector>

namespace tilbage::bench {

using Clock = std::chrono::steady_clock;

// One way of doing one thing, over all its blocks. One thread.
class Samples {
public:
    // What one block took each time, and from its first start to its last end.
    void add_block(const std::vector<double>& milliseconds, double seconds);

    [[nodiscard]] const std::vector<double>& milliseconds() const { return milliseconds_; }
    [[nodiscard]] std::size_t count() const { return milliseconds_.size(); }
    [[nodiscard]] double percentile(double share) const;  // 0.5: the median. Nearest rank; 0 when there is nothing.
    [[nodiscard]] double per_second() const;
    [[nodiscard]] boost::json::object to_json() const;  // median_ms, p99_ms, per_s

private:
    std::vector<double> milliseconds_;
    double seconds_ = 0;
};

// To the microsecond, so that a report can be read.
[[nodiscard]] double rounded(double value);

}  // namespace tilbage::bench
