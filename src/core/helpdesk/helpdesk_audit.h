// What the help desk leaves in the audit: who, whom, what, how it ended; no code, number or address.
#pragma once

#include <string>
#include <string_view>

#include "core/oauth/authenticate_administrator.h"
#include "core/ports/audit_log.h"

namespace tilbage::core {

// `details`: a flat JSON object.
[[nodiscard]] AuditRecord helpdesk_record(const Principal& administrator, const PersonId& person,
                                          std::string_view action, std::string_view result, std::string details,
                                          base::TimePoint now);

}  // namespace tilbage::core
