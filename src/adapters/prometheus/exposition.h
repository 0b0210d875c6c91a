// Figures in Prometheus' text exposition format 0.0.4. Values; pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tilbage::adapters::prometheus {

inline constexpr std::string_view kContentType = "text/plain; version=0.0.4; charset=utf-8";

struct Sample {
    std::vector<std::pair<std::string, std::string>> labels;  // name, value
    double value = 0;
};

struct Family {
    enum class Type { gauge, counter };
    std::string name;  // "tilbage_users", by Prometheus' naming: base units, counters end in _total
    std::string help;
    Type type = Type::gauge;
    std::vector<Sample> samples;
};

// In the order given; families without samples are left out.
[[nodiscard]] std::string exposition(const std::vector<Family>& families);

}  // namespace tilbage::adapters::prometheus
