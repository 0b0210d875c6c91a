// The parts of configuring in a terminal that `configure` and `apply` share.
#pragma once

#include <functional>
#include <optional>

#include "connect/setup/configure_run.h"
#include "connect/setup/plan.h"
#include "connect/setup/terminal.h"

namespace tilbage::connect::setup {

// One line an action.
void tell_plan(Terminal& terminal, const std::vector<Action>& actions);
[[nodiscard]] std::string step_in_words(std::string_view step, const languages::Words& words);

// Signs in with a device code: says where to go and what to type, and waits. The error has been told.
[[nodiscard]] std::optional<CloudSession> sign_in_with_device_code(Terminal& terminal, const CloudAddress& address,
                                                                   const std::string& expected_tenant_id,
                                                                   const base::Clock& clock, base::Random& random);

// Tells each step as it comes, until the run is no longer running.
RunView follow(Terminal& terminal, const ConfigureRun& run);

}  // namespace tilbage::connect::setup
