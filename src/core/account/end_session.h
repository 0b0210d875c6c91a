// Somebody ends one of their own sign-ins: a browser that they have left, or do not know.
#pragma once

#include <string>

#include "core/account/own_sessions.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

class EndSession {
public:
    explicit EndSession(OwnSessionsPorts ports) : ports_(ports) {}
    // With what applications got by it. Refusals: session_missing, wrong_step, sign_in_too_old, not_found (there is
    // none any more, or it is somebody else's), busy. Any thread.
    [[nodiscard]] Answer<void> run(const std::string& token, const std::string& id);

private:
    OwnSessionsPorts ports_;
};

}  // namespace tilbage::core
