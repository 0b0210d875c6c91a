// What people's sign-in to applications leaves in the audit: who, where, what came of it; no token, no address.
#pragma once

#include <string>
#include <string_view>

#include "core/oidc/application.h"
#include "core/ports/audit_log.h"

namespace tilbage::core {

struct ApplicationEvent {
    std::string_view action;  // "application.sign_in", "application.code_reused", …
    std::string_view result;
    TenantId tenant;
    ApplicationId application;
    PersonId person;
    std::string correlation;  // of the grant; may be empty
};
[[nodiscard]] AuditRecord application_record(const ApplicationEvent& event, base::TimePoint now);

}  // namespace tilbage::core
