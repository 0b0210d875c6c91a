// Tells what a round did to everybody who listens: log, event log, status, files, and the tenant by the check-in.
#pragma once

#include <functional>
#include <string>

#include "connect/config.h"
#include "connect/events/event_log.h"
#include "connect/state/status_board.h"
#include "connect/sync/check_in.h"
#include "connect/sync/further_services.h"
#include "connect/sync/sync_board.h"

namespace tilbage::connect {

// The loop's thread.
class SyncReporter {
public:
    struct Parts {
        const Config& config;
        const std::string& generation;
        const base::Clock& clock;
        StatusBoard& status;
        WriteEvent write_event;
        SyncBoard& board;
        CheckIn& check_in;
        std::function<bool()> holds_lease;
        std::function<std::vector<ServicePicture>()> services = {};  // beside the tenant
    };
    explicit SyncReporter(Parts parts) : parts_(std::move(parts)) {}

    // After SyncBoard::take().
    void tell(const RoundResult& result);

private:
    void log(const RoundResult& result) const;
    void tell_failures(const RoundResult& result);
    void tell_refusals(const RoundResult& result) const;
    void tell_held(const core::SyncReport& report);
    void tell_lease();
    void show(const RoundResult& result, const SyncPicture& picture);
    void write_files(const SyncPicture& picture);

    const Parts parts_;
    bool failing_ = false;
    bool held_lease_ = false;
    std::int64_t told_held_ = 0;
    std::string told_state_;
    bool whole_shown_ = false;
};

}  // namespace tilbage::connect
