#include "connect/check_config.h"

#include <fmt/core.h>
#include <string_view>

#include "adapters/curl/http_client.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "connect/http_failure.h"
#include "connect/http_options.h"
#include "connect/state/identity.h"
#include "connect/state/state_folder.h"
#include "connect/survey.h"

namespace tilbage::connect {
namespace {

using core::SurveyFinding;

// Prints and counts.
class Findings {
public:
    void good(std::string_view text) const { fmt::print("ok       {}\n", text); }
    void note(std::string_view text) const { fmt::print("note     {}\n", text); }
    void warning(std::string_view text) const { fmt::print("warning  {}\n", text); }
    void error(std::string_view text) {
        fmt::print("error    {}\n", text);
        failed_ = true;
    }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    bool failed_ = false;
};

void check_state(const Config& config, Findings& findings) {
    if (const auto prepared = prepare_state_dir(config.state_dir); !prepared)
        return findings.error(prepared.error().message);
    const auto identity = load_identity(config.state_dir);
    if (identity) {
        findings.good(fmt::format("enrolled at {} as agent {}", identity->tenant, identity->agent_id.str()));
    } else if (identity.error().code == base::ErrorCode::not_found) {
        findings.note("not enrolled yet: run tilbage-connect enroll with a code from the tenant");
    } else {
        findings.error(identity.error().message);
    }
}

void check_tenant(const Config& config, Findings& findings) {
    adapters::curl::HttpClient http(http_options(config));
    const auto answer = http.send({.method = "GET", .url = config.tenant.url + "/healthz", .headers = {}, .body = {}});
    if (!answer) return findings.error("tenant: " + to_error(answer.error()).message);
    if (answer->status != 200) {
        return findings.error(
            fmt::format("tenant: {}/healthz answers {}; is tenant.url right?", config.tenant.url, answer->status));
    }
    findings.good(fmt::format("the tenant answers at {}", config.tenant.url));
}

void check_directory(const Config& config, Findings& findings) {
    const bool whole_domain = config.scope.units.mode == core::Scope::Mode::all;
    const auto bases = whole_domain ? std::vector<std::string>() : names_of(config.scope.units.include);
    adapters::ldap::LdapSurveyor surveyor(config.directory, bases, config.scope.protected_groups);
    for (const auto& [server, survey] : survey_all(surveyor)) {
        if (!survey) {
            findings.error(survey.error().message);
            continue;
        }
        findings.good(fmt::format("{}: a writable domain controller of {}, signed in as {}", survey->server,
                                  survey->domain_dns, config.directory.bind_dn));
        for (const auto& finding : survey->findings) {
            const auto text = fmt::format("{}: {}", survey->server, finding.text);
            switch (finding.weight) {
                case SurveyFinding::Weight::note:
                    findings.note(text);
                    break;
                case SurveyFinding::Weight::warning:
                    findings.warning(text);
                    break;
                case SurveyFinding::Weight::error:
                    findings.error(text);
                    break;
            }
        }
    }
}

}  // namespace

int check_config(const Config& config) {
    Findings findings;
    findings.good("the configuration file");
    check_state(config, findings);
    check_tenant(config, findings);
    check_directory(config, findings);
    return findings.failed() ? 1 : 0;
}

}  // namespace tilbage::connect
