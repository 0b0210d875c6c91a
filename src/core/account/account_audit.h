// What people's sign-in and account leave in the audit: no name as typed, no address of theirs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/ports/account_session_store.h"
#include "core/ports/audit_log.h"

namespace tilbage::core {

// "account.sign_in", with the reason as the agent told it. The actor is the person once the password was right; a
// stranger's name leaves no target. Of one that failed the network that it came from stands there (an address block,
// docs/protocol.md §6), by which the helpdesk finds a device that goes on trying.
[[nodiscard]] AuditRecord sign_in_record(const SignInTicket& ticket, bool proven, std::string_view result,
                                         std::string_view address_block, base::TimePoint now);
[[nodiscard]] AuditRecord account_record(const AccountSession& session, std::string_view action,
                                         std::string_view result, base::TimePoint now);

}  // namespace tilbage::core
