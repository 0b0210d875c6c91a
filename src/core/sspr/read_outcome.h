// "What came of it?": for a page that lost its connection while it waited.
#pragma once

#include <string>

#include "core/sspr/submit_sealed.h"

namespace tilbage::core {

constexpr std::chrono::seconds kLongestWait{25};

class ReadOutcome {
public:
    using Done = SubmitSealed::Done;

    ReadOutcome(ResetPorts ports, RequestBroker& broker, OutcomeWaiters& waiters)
        : ports_(ports), broker_(broker), waiters_(waiters) {}
    // Calls `done` once, after at most `wait` (cut to kLongestWait). Works for an ended session until it expires.
    // Refusals: session_missing, not_found (another session's), busy.
    void run(const std::string& session_token, const RequestId& request, std::chrono::seconds wait, const Done& done);

private:
    [[nodiscard]] Answer<StoredRequest> find(const std::string& session_token, const RequestId& request);

    ResetPorts ports_;
    RequestBroker& broker_;
    OutcomeWaiters& waiters_;
};

}  // namespace tilbage::core
