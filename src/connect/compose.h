// The one place that names concrete adapters: from a configuration to an agent at work.
#pragma once

#include <functional>
#include <memory>

#include "base/result.h"
#include "connect/config.h"

namespace tilbage::connect {

class Agent {
public:
    // Until the directory can be surveyed this waits and tries again, asking `pause(time)` before each try: false ends
    // the wait (conflict). Other errors are for the operator: not enrolled, a certificate that is not trusted, a
    // read-only domain controller.
    [[nodiscard]] static base::Result<std::unique_ptr<Agent>> start(
        const Config& config, const std::function<bool(std::chrono::milliseconds)>& pause);
    // Takes no more requests, finishes those that run, closes the connection.
    ~Agent();
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    // Every minute or so: rolls keys, drops old entries of the journal.
    void housekeeping();

private:
    struct Parts;
    explicit Agent(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::connect
