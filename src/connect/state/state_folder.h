// The folder that holds keys, journal and status. One running agent at a time.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>

#include "base/result.h"

namespace tilbage::connect {

// Makes it (0700) when it is not there. permission_denied: others may look inside.
[[nodiscard]] base::Result<void> prepare_state_dir(const std::filesystem::path& state_dir);

// Held by the running agent for as long as it lives; the system lets go when the process ends, however it ends.
class RunLock {
public:
    static constexpr std::string_view kSetup = "setup.lock";  // that of a program which configures the agent

    // conflict: another agent runs on this folder.
    [[nodiscard]] static base::Result<RunLock> take(const std::filesystem::path& state_dir,
                                                    std::string_view file = "run.lock");
    [[nodiscard]] static bool is_held(const std::filesystem::path& state_dir, std::string_view file = "run.lock");
    ~RunLock();
    RunLock(RunLock&& other) noexcept : descriptor_(other.descriptor_) { other.descriptor_ = -1; }
    RunLock& operator=(RunLock&&) = delete;

private:
    explicit RunLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace tilbage::connect
