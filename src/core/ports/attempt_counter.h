// Counts attempts before they are evaluated. In the store and atomic, so that limits hold under parallel requests and
// restarts.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace tilbage::core {

// `limit` attempts in `window` (fixed windows from the first attempt); one more, and everything is refused for
// `then_block`, or, when that is zero, until the window ends.
struct AttemptLimit {
    std::string name;  // stable, part of the key in the store
    int limit = 0;
    std::chrono::seconds window{0};
    std::chrono::seconds then_block{0};
};

struct AttemptVerdict {
    bool allowed = false;
    int left = 0;                         // further attempts that would be allowed now
    std::chrono::seconds retry_after{0};  // when not allowed
};

class AttemptCounter {
public:
    virtual ~AttemptCounter() = default;
    // Counts this attempt, then judges it.
    virtual base::Result<AttemptVerdict> count(const AttemptLimit& limit, const std::string& key,
                                               base::TimePoint now) = 0;
    // Judges without counting.
    virtual base::Result<AttemptVerdict> peek(const AttemptLimit& limit, const std::string& key,
                                              base::TimePoint now) = 0;
    // Takes back one attempt that came to nothing through no fault of theirs. A block that is on stays.
    virtual base::Result<void> give_back(const AttemptLimit& limit, const std::string& key, base::TimePoint now) = 0;
    virtual base::Result<void> clear(const AttemptLimit& limit, const std::string& key) = 0;
    virtual base::Result<void> purge(base::TimePoint now) = 0;
};

}  // namespace tilbage::core
