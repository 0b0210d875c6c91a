// Somebody signs out everywhere but here.
#pragma once

#include <string>

#include "core/account/own_sessions.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

class EndOtherSessions {
public:
    explicit EndOtherSessions(OwnSessionsPorts ports) : ports_(ports) {}
    // Whatever PersonSessions knows of, applications and resets that are under way too; also of somebody who has
    // nothing else. Refusals: session_missing, wrong_step, sign_in_too_old, busy. Any thread.
    [[nodiscard]] Answer<void> run(const std::string& token);

private:
    OwnSessionsPorts ports_;
};

}  // namespace tilbage::core
