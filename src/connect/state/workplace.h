// A state folder that this process holds, with what outlives the agents that serve in it: the lock, the status and the
// event log.
#pragma once

#include <memory>

#include "connect/events/event_log.h"
#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"

namespace tilbage::connect {

class Workplace {
public:
    // conflict: another process serves there. permission_denied: others may look inside.
    [[nodiscard]] static base::Result<std::unique_ptr<Workplace>> open(const std::filesystem::path& state_dir,
                                                                       const base::Clock& clock);
    [[nodiscard]] const std::filesystem::path& state_dir() const noexcept { return state_dir_; }
    [[nodiscard]] StatusBoard& status() noexcept { return status_; }
    [[nodiscard]] EventLog& events() noexcept { return events_; }

private:
    Workplace(std::filesystem::path state_dir, RunLock lock, const base::Clock& clock)
        : state_dir_(std::move(state_dir)), lock_(std::move(lock)), status_(state_dir_), events_(state_dir_, clock) {}

    const std::filesystem::path state_dir_;
    const RunLock lock_;
    StatusBoard status_;
    EventLog events_;
};

}  // namespace tilbage::connect
