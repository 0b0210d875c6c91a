// `tilbage-connect events`: reads the agent's event log.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace tilbage::connect {

struct EventQuery {
    bool as_json = false;
    bool follow = false;     // goes on with what comes, until it is told to end
    std::string since;       // "90m", "2h", "3d", "2026-11-22" or "2026-11-22T14:30:00" (UTC); empty: from the first
    std::vector<int> ids{};  // none: all
};

// Empty: not a time. `now` is what a duration is counted back from.
[[nodiscard]] std::optional<base::TimePoint> parse_since(std::string_view text, base::TimePoint now);

// Prints a line an event. 2: `since` cannot be read.
int events_command(const std::filesystem::path& state_dir, const EventQuery& query);

}  // namespace tilbage::connect
