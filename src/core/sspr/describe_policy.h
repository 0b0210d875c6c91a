// The rules that a new password must meet, asked of the directory before the person types.
#pragma once

#include <functional>
#include <string>

#include "core/sspr/session_in_force.h"
#include "core/writeback/describe_broker.h"

namespace tilbage::core {

// What an agent's answer to a describe tells the page; unknowns where the directory tells nothing about the person.
[[nodiscard]] Answer<Description> description_in(const Outcome& outcome);

class DescribePolicy {
public:
    using Done = std::function<void(Answer<Description>)>;

    DescribePolicy(ResetPorts ports, ResetMeans means, DescribeBroker& broker)
        : ports_(ports), desk_(ports, means), broker_(broker) {}
    // Calls `done` once. A directory that tells nothing about this person gives a description of unknowns: the page
    // then shows no rules, and the outcome of the reset says what is the matter. Refusals: session_missing, wrong_step,
    // agent_unavailable, directory_unavailable, writeback_disabled, busy.
    void run(const std::string& session_token, const Done& done);

private:
    ResetPorts ports_;
    SessionDesk desk_;
    DescribeBroker& broker_;
};

}  // namespace tilbage::core
