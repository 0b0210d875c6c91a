// How many writes the agent does at most, whatever the tenant asks for. In memory: a restart clears the counts, which
// costs an attacker the same as it gives. Any thread.
#pragma once

#include <unordered_map>

#include "base/clock.h"
#include "base/guarded.h"
#include "core/identity/ids.h"

namespace tilbage::core {

// Fixed windows, each from its first attempt: an hour for one person, a minute for all of them.
class WriteLimits {
public:
    WriteLimits(int per_person_per_hour, int per_minute) : per_person_(per_person_per_hour), per_minute_(per_minute) {}

    // Counts this attempt, then says whether it may go on.
    [[nodiscard]] bool count(const SourceAnchor& anchor, base::TimePoint now);

private:
    struct Window {
        base::TimePoint end;
        int attempts = 0;
    };
    struct State {
        Window all;
        std::unordered_map<std::string, Window> persons;
        base::TimePoint next_sweep;
    };
    static bool count(Window& window, std::chrono::seconds length, int limit, base::TimePoint now);

    const int per_person_;
    const int per_minute_;
    base::Guarded<State> state_;
};

}  // namespace tilbage::core
