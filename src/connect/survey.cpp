#include "connect/survey.h"

#include <algorithm>
#include <optional>

#include "base/log.h"
#include "connect/log_events.h"

namespace tilbage::connect {
namespace {

using core::DirectorySurvey;
using core::SurveyFinding;

bool may_pass(const base::Error& error) {
    return error.code == base::ErrorCode::unavailable || error.code == base::ErrorCode::timeout;
}

const base::LogEvent& event_of(SurveyFinding::Weight weight) {
    switch (weight) {
        case SurveyFinding::Weight::note:
            return events::kFindingNote;
        case SurveyFinding::Weight::warning:
            return events::kFindingWarning;
        case SurveyFinding::Weight::error:
            return events::kFindingError;
    }
    return events::kFindingError;
}

base::Error first_error(const DirectorySurvey& survey) {
    for (const auto& finding : survey.findings) {
        if (finding.weight == SurveyFinding::Weight::error) return {base::ErrorCode::invalid_argument, finding.text};
    }
    return {};
}

}  // namespace

std::vector<ServerReport> survey_all(core::DirectorySurveyor& surveyor) {
    std::vector<ServerReport> reports;
    for (const auto& server : surveyor.servers()) reports.push_back({server, surveyor.survey(server)});
    return reports;
}

base::Result<DirectorySurvey> survey_to_start(core::DirectorySurveyor& surveyor) {
    std::optional<base::Error> passing;
    std::optional<base::Error> lasting;
    for (const auto& server : surveyor.servers()) {
        auto survey = surveyor.survey(server);
        if (survey && !survey->has_error()) return survey;
        if (survey) log_findings(*survey);
        auto error = survey ? first_error(*survey) : survey.error();
        auto& kept = may_pass(error) ? passing : lasting;
        if (!kept) kept = std::move(error);
    }
    // A server that may come back is worth waiting for.
    return base::fail(passing ? *passing
                              : lasting.value_or(base::Error{base::ErrorCode::invalid_argument, "no server"}));
}

void log_findings(const DirectorySurvey& survey) {
    for (const auto& finding : survey.findings) {
        base::log(event_of(finding.weight), {{"server", survey.server}, {"message", finding.text}});
    }
}

void show_survey(const std::string& section, const base::Result<DirectorySurvey>& survey, StatusBoard& board) {
    board.update([&](Status& status) {
        const auto shown = std::ranges::find(status.directories, section, &DirectoryStatus::section);
        if (shown == status.directories.end()) return;
        shown->problem = survey ? std::string() : survey.error().message;
        if (!survey) return;
        shown->domain = survey->domain_dns;
        shown->server = survey->server;
        shown->warnings.clear();
        for (const auto& finding : survey->findings) shown->warnings.push_back(finding.text);
        const auto first =
            std::ranges::find_if(status.directories, [](const DirectoryStatus& each) { return !each.server.empty(); });
        if (first == shown) {
            status.directory_server = survey->server;
            status.policy_hints = survey->policy_hints;
            status.policy_readable = survey->policy_readable;
            status.psos_readable = survey->psos_readable;
        }
        status.warnings.clear();
        for (const auto& each : status.directories) {
            for (const auto& warning : each.warnings)
                status.warnings.push_back(status.directories.size() > 1 ? each.domain + ": " + warning : warning);
        }
    });
}

}  // namespace tilbage::connect
