// What the agent calls itself.
#pragma once

namespace tilbage::connect {

inline constexpr const char* kSoftware = "tilbage-connect/" TILBAGE_VERSION;

}  // namespace tilbage::connect
