// What the operator decides about resets (tenant.toml, [reset]).
#pragma once

#include <chrono>

namespace tilbage::core {

struct ResetSettings {
    bool use_work_mail = false;         // codes may go to the work mailbox when there is no alternate address
    std::chrono::seconds deadline{30};  // from submitting to the last moment at which an agent starts a write
};

}  // namespace tilbage::core
