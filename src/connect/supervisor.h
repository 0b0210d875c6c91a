// Keeps an agent at work on the configuration that is in its files: waits for a first one, takes over a new one when
// that is whole and works, and lets the old one serve until then.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "connect/configuration_files.h"
#include "connect/state/workplace.h"

namespace tilbage::connect {

class RunningAgent {
public:
    virtual ~RunningAgent() = default;  // finishes the requests that run
    virtual void housekeeping() = 0;    // every minute or so
    // It cannot go on as it is, and a new one on the same configuration can.
    [[nodiscard]] virtual bool wants_to_begin_anew() const { return false; }
};

// False ends a wait early: told to end, or there is another configuration.
using Pause = std::function<bool(std::chrono::milliseconds)>;

struct AgentMaker {
    // One try whether an agent could serve on it; blocks.
    std::function<base::Result<void>(const Config&)> examine;
    // `config` and `workplace` outlive the agent. Waits for a directory that does not answer, with `pause`.
    std::function<base::Result<std::unique_ptr<RunningAgent>>(const Config&, const std::string& generation, Workplace&,
                                                              const Pause&)>
        start;
};

class Supervisor {
public:
    enum class Signal { none, end, reload };
    // Waits that long, or for a signal.
    using WaitForSignal = std::function<Signal(std::chrono::milliseconds)>;

    Supervisor(std::filesystem::path file, AgentMaker maker, WaitForSignal wait, const base::Clock& clock);
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    // Until it is told to end: 0. 1: another process serves in the state folder.
    int run();

private:
    struct Serving {
        std::unique_ptr<const Config> config;
        std::string fingerprint;
        std::unique_ptr<RunningAgent> agent;
    };

    void wait_and_watch();
    void look_at_configuration();
    void consider(Config config, const std::string& generation);
    void begin_anew();
    void start(std::unique_ptr<const Config> config, const std::string& generation, std::string fingerprint);
    bool pause(std::chrono::milliseconds time);
    // False: it cannot be used; said already.
    bool take_workplace(const std::filesystem::path& state_dir);
    void stop_serving();
    void wait_for(std::string_view what, const std::string& message);
    void keep_old(const std::string& message);
    void say(const std::string& message);

    const std::filesystem::path file_;
    const AgentMaker maker_;
    const WaitForSignal wait_;
    const base::Clock& clock_;
    FileWatch watch_;
    std::unique_ptr<Workplace> workplace_;
    std::optional<Serving> serving_;  // after the workplace: goes first
    std::string said_;                // the last message, so that it is said once
    bool ending_ = false;
    bool occupied_ = false;       // another process is there
    bool look_soon_ = true;       // something has changed, or must be tried again
    bool reload_ = false;         // asked for, also when nothing has changed
    base::TimePoint look_again_;  // a try that failed is repeated then
    base::TimePoint housekeeping_;
    base::TimePoint anew_not_before_{};
};

}  // namespace tilbage::connect
