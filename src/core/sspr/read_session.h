// "Where was I?": for a page that was loaded again, or another tab of the same browser.
#pragma once

#include <string>

#include "core/sspr/session_in_force.h"

namespace tilbage::core {

class ReadSession {
public:
    ReadSession(ResetPorts ports, ResetMeans means) : ports_(ports), desk_(ports, means) {}
    // An ended session is there until it expires when its own request succeeded. Refusals: session_missing,
    // writeback_disabled, busy.
    [[nodiscard]] Answer<SessionState> run(const std::string& session_token);

private:
    [[nodiscard]] Answer<SessionState> read(const std::string& session_token);

    ResetPorts ports_;
    SessionDesk desk_;
};

}  // namespace tilbage::core
