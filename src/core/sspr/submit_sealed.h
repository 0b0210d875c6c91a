// Uses a ticket: the sealed password is accepted, once, and on its way.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/sspr/session_in_force.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/request_broker.h"

namespace tilbage::core {

// About 2.7 KB are usual.
constexpr std::size_t kMaxJweBytes = std::size_t{8} * 1024;

// Whether `sealed` is what a request of this kind carries: none without a password, else one JWE for each kid.
[[nodiscard]] bool well_formed(Kind kind, const std::vector<SealedFor>& sealed);

struct SubmitCommand {
    std::string session_token;
    RequestId request_id;
    std::vector<SealedFor> sealed;  // none for an unlock
};

// `outcome` is empty when it is still not known after all that time; the page asks again.
struct RequestProgress {
    RequestId request_id;
    Kind kind = Kind::reset;
    std::optional<Outcome> outcome;
};

class SubmitSealed {
public:
    using Done = std::function<void(Answer<RequestProgress>)>;

    SubmitSealed(ResetPorts ports, ResetMeans means, RequestBroker& broker, OutcomeWaiters& waiters)
        : ports_(ports), desk_(ports, means), broker_(broker), waiters_(waiters), settings_(means.settings) {}
    // Calls `done` once: with the outcome, or with a refusal before anything was sent: session_missing, wrong_step,
    // not_found, malformed, request_in_progress (used before), request_expired (too old, superseded),
    // too_many_attempts, writeback_disabled, busy.
    void run(const SubmitCommand& command, Done done);

private:
    [[nodiscard]] Answer<StoredRequest> accept(const SubmitCommand& command);
    [[nodiscard]] Answer<void> may_go_on(const std::string& session_token, Kind kind);
    [[nodiscard]] Answer<StoredRequest> find_request(const ResetSession& session, const RequestId& id);

    ResetPorts ports_;
    SessionDesk desk_;
    RequestBroker& broker_;
    OutcomeWaiters& waiters_;
    ResetSettings settings_;
};

}  // namespace tilbage::core
