// Whether password writeback was on when the agent last served, so that switching it on and off is told once, in the
// event log, also when it happened while no agent ran. `writeback` in the state folder.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace tilbage::connect {

// False when nothing was noted yet.
[[nodiscard]] bool was_writeback_on(const std::filesystem::path& state_dir);
[[nodiscard]] base::Result<void> note_writeback(const std::filesystem::path& state_dir, bool on);

}  // namespace tilbage::connect
