// The agent as a running process, for the run that configures it.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace tilbage::connect::setup {

class AgentService {
public:
    virtual ~AgentService() = default;
    [[nodiscard]] virtual bool is_running(const std::filesystem::path& state_dir) = 0;
    // Returns when the start was asked for. unavailable: nothing here can start it; the message has the command.
    [[nodiscard]] virtual base::Result<void> start(const std::filesystem::path& config_file) = 0;
    // Takes back what start() did.
    [[nodiscard]] virtual base::Result<void> stop() = 0;
};

// `systemctl enable --now tilbage-connect` where systemd runs the machine and has that unit.
class SystemdAgentService final : public AgentService {
public:
    [[nodiscard]] bool is_running(const std::filesystem::path& state_dir) override;
    [[nodiscard]] base::Result<void> start(const std::filesystem::path& config_file) override;
    [[nodiscard]] base::Result<void> stop() override;
};

}  // namespace tilbage::connect::setup
