#include "core/writeback/write_limits.h"

namespace tilbage::core {

constexpr std::chrono::hours kPersonWindow{1};
constexpr std::chrono::minutes kOverallWindow{1};

bool WriteLimits::count(Window& window, std::chrono::seconds length, int limit, base::TimePoint now) {
    // A clock that was set back must not lengthen a window.
    if (now >= window.end || window.end - now > length) window = {.end = now + length, .attempts = 0};
    return ++window.attempts <= limit;
}

bool WriteLimits::count(const SourceAnchor& anchor, base::TimePoint now) {
    return state_.with([&](State& state) {
        if (now >= state.next_sweep) {
            std::erase_if(state.persons, [&](const auto& entry) { return now >= entry.second.end; });
            state.next_sweep = now + kOverallWindow;
        }
        const bool person_may = count(state.persons[anchor.str()], kPersonWindow, per_person_, now);
        const bool all_may = count(state.all, kOverallWindow, per_minute_, now);
        return person_may && all_may;
    });
}

}  // namespace tilbage::core
