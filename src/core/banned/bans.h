// What is banned, by whom, and what became of a password.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/banned/banned_part.h"

namespace tilbage::core {

enum class BanMode {
    enforce,
    audit,  // what would be refused is let through, and noted
};

// "enforce", "audit".
[[nodiscard]] std::string_view to_string(BanMode mode);
[[nodiscard]] std::optional<BanMode> parse_ban_mode(std::string_view text);

// What the tenant's administrators have decided, as the agent was told it last.
struct TenantBans {
    bool enabled = false;
    BanMode mode = BanMode::enforce;
    std::vector<std::string> words;
    std::vector<std::string> organization;  // its names

    bool operator==(const TenantBans&) const = default;
};

// The agent's own configuration.
struct ScreenSettings {
    BanMode breached = BanMode::enforce;
    bool administrators = true;  // what an administrator sets for somebody is judged as well
};

struct Verdict {
    std::optional<BannedPart> refused;
    std::optional<BannedPart> would_be_refused;  // if it were not for the audit mode
    std::string problem;                         // English: the list of breached passwords could not be asked

    bool operator==(const Verdict&) const = default;
};

}  // namespace tilbage::core
