#include "connect/examine.h"

#include <fmt/core.h>
#include <map>

#include "adapters/curl/http_client.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "connect/http_failure.h"
#include "connect/http_options.h"
#include "connect/served_directory.h"
#include "connect/state/identity.h"
#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"
#include "connect/survey.h"

namespace tilbage::connect {
namespace {

using core::SurveyFinding;
using Weight = Finding::Weight;
using Subject = Finding::Subject;

Weight weight_of(SurveyFinding::Weight weight) {
    switch (weight) {
        case SurveyFinding::Weight::note:
            return Weight::note;
        case SurveyFinding::Weight::warning:
            return Weight::warning;
        case SurveyFinding::Weight::error:
            return Weight::error;
    }
    return Weight::error;
}

}  // namespace

std::string_view to_text(Finding::Weight weight) {
    switch (weight) {
        case Weight::good:
            return "good";
        case Weight::note:
            return "note";
        case Weight::warning:
            return "warning";
        case Weight::error:
            return "error";
    }
    return "error";
}

std::string_view to_text(Finding::Subject subject) {
    switch (subject) {
        case Subject::configuration:
            return "configuration";
        case Subject::tenant:
            return "tenant";
        case Subject::directory:
            return "directory";
        case Subject::agent:
            return "agent";
    }
    return "configuration";
}

std::vector<Finding> examine_state(const Config& config) {
    if (const auto prepared = prepare_state_dir(config.state_dir); !prepared)
        return {{Weight::error, Subject::agent, prepared.error().message}};
    const auto identity = load_identity(config.state_dir);
    if (identity) {
        return {{Weight::good, Subject::agent,
                 fmt::format("enrolled at {} as agent {}", identity->tenant, identity->agent_id.str())}};
    }
    if (identity.error().code != base::ErrorCode::not_found)
        return {{Weight::error, Subject::agent, identity.error().message}};
    return {{Weight::note, Subject::agent,
             "not enrolled yet: run tilbage-connect wizard, or tilbage-connect enroll with a code from the tenant"}};
}

std::vector<Finding> examine_tenant(const Config& config) {
    if (config.tenant.url.empty())
        return {{Weight::error, Subject::tenant, "no tenant is configured: run tilbage-connect wizard"}};
    adapters::curl::HttpClient http(http_options(config));
    const auto answer = http.send({.method = "GET", .url = config.tenant.url + "/healthz", .headers = {}, .body = {}});
    if (!answer) return {{Weight::error, Subject::tenant, "tenant: " + to_error(answer.error()).message}};
    if (answer->status != 200) {
        return {
            {Weight::error, Subject::tenant,
             fmt::format("tenant: {}/healthz answers {}; is tenant.url right?", config.tenant.url, answer->status)}};
    }
    return {{Weight::good, Subject::tenant, fmt::format("the tenant answers at {}", config.tenant.url)}};
}

namespace {

using Domains = std::map<std::string, std::string>;  // what each section's servers are controllers of

void examine_one(const DirectoryConfig& config, Domains& domains, std::vector<Finding>& findings) {
    adapters::ldap::LdapSurveyor surveyor(config.directory, scope_bases(config), protected_groups(config));
    for (const auto& [server, survey] : survey_all(surveyor)) {
        if (!survey) {
            findings.push_back({Weight::error, Subject::directory, survey.error().message});
            continue;
        }
        findings.push_back({Weight::good, Subject::directory,
                            fmt::format("{}: a writable domain controller of {}, signed in as {}", survey->server,
                                        survey->domain_dns, config.directory.account_name())});
        for (const auto& finding : survey->findings) {
            findings.push_back(
                {weight_of(finding.weight), Subject::directory, fmt::format("{}: {}", survey->server, finding.text)});
        }
        const auto& section = domains.try_emplace(survey->domain_dns, config.section()).first->second;
        if (section == config.section()) continue;
        findings.push_back({Weight::error, Subject::directory,
                            fmt::format("{}: {} is [{}] already, and cannot be [{}] as well", survey->server,
                                        survey->domain_dns, section, config.section())});
    }
}

}  // namespace

std::vector<Finding> examine_directory(const Config& config) {
    const auto directories = directories_of(config);
    if (directories.empty())
        return {{Weight::error, Subject::directory, "no directory is configured: run tilbage-connect wizard"}};
    std::vector<Finding> findings;
    Domains domains;
    for (const auto* directory : directories) examine_one(*directory, domains, findings);
    return findings;
}

std::vector<Finding> examine_agent(const Config& config) {
    if (!RunLock::is_held(config.state_dir)) {
        return {{Weight::error, Subject::agent,
                 "the agent does not run: start it with systemctl start tilbage-connect, or tilbage-connect run"}};
    }
    const auto status = load_status(config.state_dir);
    if (!status) return {{Weight::warning, Subject::agent, "the agent runs and has told nothing of itself yet"}};
    std::vector<Finding> findings;
    if (status->connected) {
        findings.push_back({Weight::good, Subject::agent, fmt::format("connected to {}", status->tenant_url)});
    } else {
        findings.push_back({Weight::error, Subject::agent,
                            status->last_error.empty() ? "the agent is not connected to the tenant"
                                                       : "not connected: " + status->last_error});
    }
    for (const auto& warning : status->warnings) findings.push_back({Weight::warning, Subject::agent, warning});
    return findings;
}

}  // namespace tilbage::connect
