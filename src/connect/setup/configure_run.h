// Configure: from what is to the draft, one step after another on a thread of its own.
//
// Until the rename of connect.toml, which is the one commit point, the agent goes on with what it has. Each step is
// noted in `setup.json` in the state folder before and after it is done, so that a run that was killed is found by the
// next one (see run_journal.h), which goes on from what was really done: an agent that is registered is not registered
// again, and one whose registration was not noted is removed at the tenant.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "connect/setup/agent_service.h"
#include "connect/setup/cloud_client.h"
#include "connect/setup/draft.h"
#include "connect/setup/run_view.h"

namespace tilbage::connect::setup {

struct RunTimes {
    std::chrono::milliseconds appear{3'000};  // an agent that waits for its first configuration, before one is started
    std::chrono::milliseconds start{30'000};  // the agent's process to be there
    std::chrono::milliseconds take_up{30'000};  // the agent to have the new configuration in force
    std::chrono::milliseconds connect{60'000};  // the agent to be connected at the tenant
    std::chrono::milliseconds import{600'000};  // the first import
    std::chrono::milliseconds poll{100};        // between looks at the agent's status
};

struct RunWorld {
    const base::Clock& clock;
    base::Random& random;
    AgentService& service;
    // Who is signed in now; asked at each use, so that somebody who signed in again is found by a retry. Nothing: only
    // what needs no cloud can be done.
    std::function<std::optional<CloudSession>()> cloud;
    // Registers with a one-time code instead of an administrator's token, when it is not empty.
    std::string enrolment_code;
    RunTimes times;
    // For tests: called after each write of the journal.
    std::function<void()> journal_written;
};

// Any thread. What `world` refers to must outlive the run.
class ConfigureRun {
public:
    // Begins at once. conflict: another run, of this or another program, is under way. invalid_argument: as plan().
    // With nothing to do it is done at once, without steps.
    [[nodiscard]] static base::Result<std::unique_ptr<ConfigureRun>> start(RunWorld world, const Current& current,
                                                                           Draft draft);
    // Ends the step that runs as soon as it can be left, and leaves the rest; a later run goes on.
    ~ConfigureRun();
    ConfigureRun(const ConfigureRun&) = delete;
    ConfigureRun& operator=(const ConfigureRun&) = delete;

    [[nodiscard]] RunView view() const;
    // As soon as the revision is greater than `after`, at the latest when the time is up.
    [[nodiscard]] RunView wait(std::int64_t after, std::chrono::milliseconds time) const;

    // From the step that failed on. conflict: the run is not `failed`.
    [[nodiscard]] base::Result<void> retry();
    // Puts the previous configuration back and removes what the run registered; the steps become `undone`, on the
    // run's thread. conflict: the run is not `failed`. What cannot be undone is told as that step's error, and the run
    // is `failed` again.
    [[nodiscard]] base::Result<void> rollback();

private:
    class Impl;
    explicit ConfigureRun(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::connect::setup
