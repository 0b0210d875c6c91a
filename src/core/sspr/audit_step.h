// What a reset session leaves in the audit: no user ID as typed, no address, no code.
#pragma once

#include <string>
#include <string_view>

#include "core/ports/audit_log.h"
#include "core/ports/reset_session_store.h"

namespace tilbage::core {

// The actor of every step is anonymous until a code was right. Decoys are recorded, without a target.
[[nodiscard]] AuditRecord session_record(const ResetSession& session, std::string_view action, std::string_view result,
                                         base::TimePoint now);

}  // namespace tilbage::core
