// The rules that a new password must meet, asked of the directory before the person types.
#pragma once

#include <functional>
#include <string>

#include "core/sspr/refusal.h"
#include "core/sspr/reset_ports.h"
#include "core/writeback/describe_broker.h"

namespace tilbage::core {

class DescribePolicy {
public:
    using Done = std::function<void(Answer<Description>)>;

    DescribePolicy(ResetPorts ports, DescribeBroker& broker) : ports_(ports), broker_(broker) {}
    // Calls `done` once. A directory that tells nothing about this person gives a description of unknowns: the page
    // then shows no rules, and the outcome of the reset says what is the matter. Refusals: session_missing, wrong_step,
    // agent_unavailable, directory_unavailable, writeback_disabled, busy.
    void run(const std::string& session_token, const Done& done);

private:
    ResetPorts ports_;
    DescribeBroker& broker_;
};

}  // namespace tilbage::core
