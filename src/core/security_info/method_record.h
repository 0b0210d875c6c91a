// What a change to somebody's methods leaves in the audit: the kind, no address, no number, no name.
#pragma once

#include <string_view>

#include "core/methods/method_kind.h"
#include "core/ports/account_session_store.h"
#include "core/ports/audit_log.h"

namespace tilbage::core {

// "method.register", "method.remove", "method.code_sent".
[[nodiscard]] AuditRecord method_record(const AccountSession& session, std::string_view action, MethodKind kind,
                                        std::string_view result, base::TimePoint now);

}  // namespace tilbage::core
