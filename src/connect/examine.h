// What is wrong with a configuration, asked of the tenant and of each domain controller: for `check-config` and for the
// wizard's troubleshooting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connect/config.h"

namespace tilbage::connect {

struct Finding {
    enum class Weight { good, note, warning, error };
    enum class Subject { configuration, tenant, directory, agent };
    Weight weight = Weight::note;
    Subject subject = Subject::configuration;
    std::string text;  // English, whole sentences: what it is and what to do
};
[[nodiscard]] std::string_view to_text(Finding::Weight weight);    // "good", …
[[nodiscard]] std::string_view to_text(Finding::Subject subject);  // "configuration", …

// Each blocks. `config` may be unfinished: what it lacks is a finding.
[[nodiscard]] std::vector<Finding> examine_state(const Config& config);
[[nodiscard]] std::vector<Finding> examine_tenant(const Config& config);
// Every domain controller of every directory.
[[nodiscard]] std::vector<Finding> examine_directory(const Config& config);
// Whether the agent runs and is connected, and what it last complained about.
[[nodiscard]] std::vector<Finding> examine_agent(const Config& config);

}  // namespace tilbage::connect
