// What an agent finds out about one domain controller, and about its own account, before it writes anything: for the
// check of the configuration and for the start.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace tilbage::core {

struct SurveyFinding {
    enum class Weight { note, warning, error };
    Weight weight = Weight::note;
    std::string text;  // English, whole sentences: what it is and what to do
};

struct DirectorySurvey {
    std::string server;  // "ldaps://dc1.example.org:636"
    std::string domain_dns;
    std::string domain_netbios;
    std::string base_dn;
    std::string own_sid;                            // of the account that the agent signs in as
    std::vector<std::string> protected_group_sids;  // of the operator's further groups
    bool policy_hints = false;                      // a reset obeys history and minimum age
    bool policy_readable = false;                   // the domain's own password policy
    bool psos_readable = false;                     // Password Settings Objects, whose numbers the page could show then
    std::vector<SurveyFinding> findings;

    [[nodiscard]] bool has_error() const {
        for (const auto& finding : findings) {
            if (finding.weight == SurveyFinding::Weight::error) return true;
        }
        return false;
    }
};

class DirectorySurveyor {
public:
    virtual ~DirectorySurveyor() = default;
    [[nodiscard]] virtual std::vector<std::string> servers() const = 0;
    // Connects, signs in and looks around; blocks. An error: the server cannot be used at all, and the message says why
    // and what to do. Only unavailable and timeout may pass by themselves.
    virtual base::Result<DirectorySurvey> survey(const std::string& server) = 0;
};

}  // namespace tilbage::core
