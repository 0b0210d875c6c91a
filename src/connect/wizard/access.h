// Who may use the wizard: one-time addresses, the cookies that they are exchanged for, and the time without a call
// after which it ends (docs/protocol.md §10).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/random.h"
#include "crypto/hash.h"

namespace tilbage::connect::wizard {

constexpr std::chrono::minutes kIdleTime{30};
// Of one-time addresses that were printed and not used, and of browsers that used one; a further one pushes the oldest
// out.
constexpr std::size_t kMostCodes = 8;
constexpr std::size_t kMostSessions = 16;

// Any thread. Codes and cookies are kept hashed and are compared in constant time.
class Access {
public:
    Access(const base::Clock& clock, base::Random& random);

    // 128 random bits. Lives for the idle time.
    [[nodiscard]] std::string new_code();
    // The value of a new cookie (256 random bits); "" when the code is unknown, used or too old. A code works once.
    [[nodiscard]] std::string redeem(std::string_view code);
    // Whether a cookie is one of ours.
    [[nodiscard]] bool knows(std::string_view cookie) const;

    // Somebody who may is there. Idle time counts from now.
    void touch();
    [[nodiscard]] bool idle_for_too_long() const;

private:
    struct Code {
        crypto::Digest hash;
        base::TimePoint made_at;
    };
    struct State {
        std::vector<Code> codes;               // oldest first
        std::vector<crypto::Digest> sessions;  // likewise
        base::TimePoint last_call;
    };

    const base::Clock& clock_;
    base::Random& random_;
    base::Guarded<State> state_;
};

}  // namespace tilbage::connect::wizard
