// An outcome as an audit record.
#pragma once

#include <string>

#include "core/ports/audit_log.h"
#include "core/ports/request_store.h"

namespace tilbage::core {

// `agent` is empty when the tenant itself gave up waiting. Says `late` when the outcome replaces outcome_unknown, and,
// for administrators, the object and the right that is missing on it.
[[nodiscard]] AuditRecord outcome_record(const StoredRequest& request, const Outcome& outcome, const std::string& agent,
                                         base::TimePoint now);

}  // namespace tilbage::core
