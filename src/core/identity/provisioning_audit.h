// One transaction of provisioning, as its audit records tell of it.
#pragma once

#include <string>
#include <string_view>

#include "core/identity/person.h"
#include "core/ports/audit_log.h"

namespace tilbage::core {

struct ProvisioningRun {
    TenantId tenant_id;
    std::string actor;  // "agent:<id>", "administrator:<id>", "system"
    std::string correlation_id;
    base::TimePoint at;
};

[[nodiscard]] inline AuditRecord audit_of(const ProvisioningRun& run, std::string_view action, const PersonId& person,
                                          std::string details) {
    return {.tenant_id = run.tenant_id,
            .at = run.at,
            .actor = run.actor,
            .action = std::string(action),
            .target = person.str().empty() ? std::string() : "person:" + person.str(),
            .result = "succeeded",
            .correlation_id = run.correlation_id,
            .details = std::move(details)};
}

}  // namespace tilbage::core
