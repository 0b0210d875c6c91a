// Imports at the start and every so often; tries again sooner when it did not work.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "base/random.h"
#include "connect/state/status_board.h"
#include "connect/stop_signal.h"
#include "core/ports/people_source.h"
#include "core/ports/provisioning.h"
#include "core/sync/import_groups.h"

namespace tilbage::connect {

// A thread of its own from start() to stop().
class ImportLoop {
public:
    struct Parts {
        core::PeopleSource& source;
        core::Provisioning& tenant;
        core::GroupSource& group_source;
        core::GroupProvisioning& tenant_groups;
        StatusBoard& status;
        const base::Clock& clock;
        base::Random& random;
        std::string configuration = {};  // for the status: with which an import was done
    };
    // `after_each` runs on the loop's thread after every import that was whole.
    ImportLoop(Parts parts, std::chrono::seconds interval, core::ImportRules rules, std::function<void()> after_each);
    ~ImportLoop();  // stop()
    ImportLoop(const ImportLoop&) = delete;
    ImportLoop& operator=(const ImportLoop&) = delete;

    void start();
    // Waits for an import that runs.
    void stop();

private:
    void run();
    // False: try again soon.
    bool import_once();
    bool import_people_once();
    bool import_groups_once();
    bool failed(const base::Error& error);
    void tell(const std::vector<std::string>& refused) const;

    Parts parts_;
    const std::chrono::seconds interval_;
    const core::ImportRules rules_;
    const std::function<void()> after_each_;
    StopSignal stop_;
    std::thread thread_;
};

}  // namespace tilbage::connect
