// What this folder reports, with what to do about it.
#pragma once

#include "base/log.h"

namespace tilbage::adapters::ldap {

// Nothing to do. Also after a failure: the server is back, or another one took over.
inline constexpr base::LogEvent kDirectoryConnected{4200, base::LogLevel::info, "directory_connected"};
// Look at the server named, its certificate and the network between; the next server in the list is used meanwhile.
inline constexpr base::LogEvent kDirectoryServerFailed{4201, base::LogLevel::warning, "directory_server_failed"};
// The directory refuses the agent's own account: check bind_dn and password_file, or account and keytab_file, and the
// account's state. Tried again
// after half a minute, so that the account is not locked out.
inline constexpr base::LogEvent kConnectorRefused{4202, base::LogLevel::error, "directory_connector_refused"};
// This account's ms-DS-ConsistencyGuid is another object's source anchor too: it is not brought up until one of them is
// corrected.
inline constexpr base::LogEvent kSourceAnchorDisputed{4203, base::LogLevel::warning, "source_anchor_disputed"};
// Nothing to do: changes are found by looking for them several times a second. Tried again after half an hour.
inline constexpr base::LogEvent kNotificationsRefused{4204, base::LogLevel::info, "directory_notifications_refused"};

}  // namespace tilbage::adapters::ldap
