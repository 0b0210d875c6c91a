#include "core/banned/bans.h"

namespace tilbage::core {

std::string_view to_string(BanMode mode) { return mode == BanMode::enforce ? "enforce" : "audit"; }

std::optional<BanMode> parse_ban_mode(std::string_view text) {
    if (text == "enforce") return BanMode::enforce;
    if (text == "audit") return BanMode::audit;
    return std::nullopt;
}

}  // namespace tilbage::core
