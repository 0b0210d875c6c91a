#include "rank_test.h"

#include <algorithm>
#include <cmath>

namespace tilbage::bench {
namespace {

struct Value {
    double value;
    bool is_left;
};

}  // namespace

RankTest compare_ranks(const std::vector<double>& left, const std::vector<double>& right) {
    if (left.empty() || right.empty()) return {};
    std::vector<Value> all;
    for (const auto value : left) all.push_back({value, true});
    for (const auto value : right) all.push_back({value, false});
    std::sort(all.begin(), all.end(), [](const Value& one, const Value& other) { return one.value < other.value; });

    double rank_sum = 0;  // of `left`
    double ties = 0;      // the sum of t³ − t
    for (std::size_t begin = 0; begin < all.size();) {
        auto end = begin;
        double lefts = 0;
        for (; end < all.size() && all[end].value == all[begin].value; ++end) lefts += all[end].is_left ? 1 : 0;
        const auto same = static_cast<double>(end - begin);
        rank_sum += lefts * (static_cast<double>(begin + 1) + static_cast<double>(end)) / 2;
        ties += same * same * same - same;
        begin = end;
    }
    const auto n = static_cast<double>(left.size());
    const auto m = static_cast<double>(right.size());
    const auto u = rank_sum - n * (n + 1) / 2;
    const auto variance = n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1)));
    if (variance <= 0) return {u / (n * m), 1};
    const auto z = (u - n * m / 2) / std::sqrt(variance);
    return {u / (n * m), std::erfc(std::abs(z) / std::sqrt(2.0))};
}

}  // namespace tilbage::bench
