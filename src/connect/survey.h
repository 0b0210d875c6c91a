// Looks at the directory before the agent begins, and tells what it found.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "connect/state/status_board.h"
#include "core/ports/directory_survey.h"

namespace tilbage::connect {

// One configured server: what it looked like, or why it cannot be used.
struct ServerReport {
    std::string server;
    base::Result<core::DirectorySurvey> survey;
};

// Every server, in the order of the configuration.
[[nodiscard]] std::vector<ServerReport> survey_all(core::DirectorySurveyor& surveyor);

// The first server that can be used, for starting with it. An error when none can: unavailable when waiting may help,
// else that of the first server that is wrong for good.
[[nodiscard]] base::Result<core::DirectorySurvey> survey_to_start(core::DirectorySurveyor& surveyor);

void log_findings(const core::DirectorySurvey& survey);
// Server, capabilities and warnings of one of the agent's directories, or why it cannot be used.
void show_survey(const std::string& section, const base::Result<core::DirectorySurvey>& survey, StatusBoard& status);

}  // namespace tilbage::connect
