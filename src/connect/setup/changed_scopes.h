// Whom a draft adds to those who are synchronised, and whom it removes: the questions for the agent that runs.
#pragma once

#include <vector>

#include "connect/config.h"
#include "core/sync/sync_rules.h"

namespace tilbage::connect::setup {

// Of each directory of `now` that has another scope in `wanted`, by number, its rules there; rules without a unit for
// one that goes. A directory whose servers or account are others is not compared: nobody knows it yet.
[[nodiscard]] std::vector<core::WantedRules> changed_scopes(const Config& now, const Config& wanted);

}  // namespace tilbage::connect::setup
