// Whether two samples can be told apart: the Mann–Whitney U test (Mann and Whitney 1947), which assumes nothing about
// how times are distributed.
#pragma once

#include <vector>

namespace tilbage::bench {

struct RankTest {
    // The chance that one of `left` is above one of `right`, ties counted half. 0.5: who guesses is as good.
    double superiority = 0.5;
    // Two-sided, by the normal approximation with ties corrected: how often samples of one and the same distribution
    // differ as much. Good from some 20 values of each.
    double p = 1;
};

[[nodiscard]] RankTest compare_ranks(const std::vector<double>& left, const std::vector<double>& right);

}  // namespace tilbage::bench
