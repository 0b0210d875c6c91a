// Tells, in the log and in the status, which units and groups of the configuration have another name now than is
// written there. One thread.
#pragma once

#include <vector>

#include "connect/state/status_board.h"
#include "core/sync/sync_report.h"

namespace tilbage::connect {

class RenamedNotes {
public:
    explicit RenamedNotes(StatusBoard& status) : status_(status) {}
    // Of all directories. What is as it was the last time is not told again.
    void tell(std::vector<core::RenamedObject> renamed);

private:
    StatusBoard& status_;
    std::vector<core::RenamedObject> told_;
};

}  // namespace tilbage::connect
