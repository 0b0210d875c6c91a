// The rules that one's own new password must meet, asked of the directory before the person types.
#pragma once

#include <functional>
#include <string>

#include "core/account/account_state.h"
#include "core/account/ports.h"
#include "core/writeback/describe_broker.h"

namespace tilbage::core {

class DescribeOwnPolicy {
public:
    using Done = std::function<void(Answer<Description>)>;

    DescribeOwnPolicy(AccountPorts ports, DescribeBroker& broker) : ports_(ports), broker_(broker) {}
    // Calls `done` once. As of DescribePolicy, but that a change obeys history and minimum age in every directory.
    // Refusals: session_missing, agent_unavailable, directory_unavailable, writeback_disabled, busy.
    void run(const std::string& token, Done done);

private:
    AccountPorts ports_;
    DescribeBroker& broker_;
};

}  // namespace tilbage::core
