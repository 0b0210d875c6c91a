// "Why are you having trouble signing in?"
#pragma once

#include <string>

#include "core/sspr/session_in_force.h"

namespace tilbage::core {

class ChooseIntent {
public:
    ChooseIntent(ResetPorts ports, ResetMeans means) : ports_(ports), desk_(ports, means) {}
    // May be said again until something is proven. Refusals: session_missing, wrong_step, kind_not_allowed,
    // writeback_disabled, busy.
    [[nodiscard]] Answer<SessionState> run(const std::string& session_token, Kind intent);

private:
    ResetPorts ports_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
