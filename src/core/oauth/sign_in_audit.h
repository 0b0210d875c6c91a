// What a sign-in leaves in the audit: no name as typed, no address, no code.
#pragma once

#include <string_view>

#include "core/ports/audit_log.h"
#include "core/ports/sign_in_store.h"

namespace tilbage::core {

// The actor is anonymous until both factors that are needed were right.
[[nodiscard]] AuditRecord sign_in_record(const SignInFlow& flow, std::string_view action, std::string_view result,
                                         base::TimePoint now);

}  // namespace tilbage::core
