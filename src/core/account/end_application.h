// Somebody ends what an application holds on their behalf: it has to have them sign in again.
#pragma once

#include <string>

#include "core/account/own_sessions.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

class EndApplication {
public:
    explicit EndApplication(OwnSessionsPorts ports) : ports_(ports) {}
    // Refusals: session_missing, wrong_step, sign_in_too_old, not_found (it holds nothing), busy. Any thread.
    [[nodiscard]] Answer<void> run(const std::string& token, const ApplicationId& application);

private:
    OwnSessionsPorts ports_;
};

}  // namespace tilbage::core
