// The one place that names concrete adapters: from a configuration to an agent at work.
#pragma once

#include <memory>

#include "base/result.h"
#include "connect/config.h"
#include "connect/supervisor.h"

namespace tilbage::connect {

class Agent final : public RunningAgent {
public:
    // Whether a domain controller lets an agent serve with this configuration; one try. Of several directories some may
    // be away at the moment, but none may be wrong.
    [[nodiscard]] static base::Result<void> examine(const Config& config);
    // Until one of the directories can be surveyed this waits and tries again, asking `pause(time)` before each try:
    // false ends the wait (conflict). Other errors are for the operator: not registered, a certificate that is not
    // trusted, a read-only domain controller. `config` and `workplace` must outlive the agent.
    [[nodiscard]] static base::Result<std::unique_ptr<RunningAgent>> start(const Config& config,
                                                                           const std::string& generation,
                                                                           Workplace& workplace, const Pause& pause);
    // Takes no more requests, finishes those that run, closes the connection.
    ~Agent() override;
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    // Rolls keys, drops old entries of the journal.
    void housekeeping() override;
    [[nodiscard]] bool wants_to_begin_anew() const override;

private:
    struct Parts;
    explicit Agent(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::connect
