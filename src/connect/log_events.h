// What the agent reports, with what to do about it. Ids 4001 to 4199; outcomes carry the event ids that administrators
// of password writeback know (core::event_id) in the field `event_id`.
#pragma once

#include "base/log.h"

namespace tilbage::connect::events {

using base::LogEvent;
using base::LogLevel;

// Nothing to do.
inline constexpr LogEvent kStarted{4001, LogLevel::info, "agent_started"};
inline constexpr LogEvent kStopping{4002, LogLevel::info, "agent_stopping"};
// Why the agent does not begin; it ends, or tries again when `retry_ms` says so. `message` says what to do.
inline constexpr LogEvent kNotReady{4003, LogLevel::error, "agent_not_ready"};
// What the survey of a domain controller found. `message` says what it means; errors must be mended, warnings may be
// lived with.
inline constexpr LogEvent kFindingNote{4004, LogLevel::info, "directory_note"};
inline constexpr LogEvent kFindingWarning{4005, LogLevel::warning, "directory_warning"};
inline constexpr LogEvent kFindingError{4006, LogLevel::error, "directory_error"};
// connect.toml, or a file that it names, has changed, and the new configuration is taken over. Nothing to do.
inline constexpr LogEvent kReloading{4008, LogLevel::info, "configuration_reloading"};
// The configuration has changed, cannot be used, and the one before serves on; `message` says what is wrong.
inline constexpr LogEvent kConfigurationRefused{4009, LogLevel::error, "configuration_refused"};
// The status file or the journal cannot be written: look at state_dir, its permissions and the disk.
inline constexpr LogEvent kStateNotWritten{4007, LogLevel::error, "state_not_written"};

// Nothing to do.
inline constexpr LogEvent kRelayConnected{4011, LogLevel::info, "relay_connected"};
// The connection to the tenant ended or was not made; it is tried again by itself. When it goes on, look at the
// network, at tenant.url and at the tenant.
inline constexpr LogEvent kRelayDisconnected{4012, LogLevel::warning, "relay_disconnected"};
// Another process uses this agent's identity and was there first. Find it and end it; a copied state_dir is the usual
// cause.
inline constexpr LogEvent kAlreadyConnected{4013, LogLevel::error, "relay_already_connected"};
// The tenant gives no access token. Was the agent removed there? Then enrol it again.
inline constexpr LogEvent kNoToken{4014, LogLevel::error, "relay_no_token"};
// The tenant sent what the protocol does not know. Compare the versions of tenant and agent.
inline constexpr LogEvent kProtocolError{4015, LogLevel::error, "relay_protocol_error"};
// The clocks of tenant and agent differ so much that requests may look late. Set the clocks (NTP).
inline constexpr LogEvent kClocksDiffer{4016, LogLevel::warning, "clocks_differ"};

// How a request ended; `event_id` and `reason` say it, `note` has the directory's own words where there are any.
inline constexpr LogEvent kOutcome{4021, LogLevel::info, "request_outcome"};
// A page asked for somebody's rules. Nothing to do.
inline constexpr LogEvent kDescribed{4023, LogLevel::debug, "request_described"};
// The agent's account lacks `right` on `object`: grant it there, or on the organisational unit above.
inline constexpr LogEvent kPermissionMissing{4024, LogLevel::error, "permission_missing"};
// Audit mode: the new password would have been refused (`banned`: word, name, organization or breached) and was let
// through. Nothing to do; enforce the list when you have seen enough.
inline constexpr LogEvent kBannedInAudit{4025, LogLevel::warning, "password_would_be_banned"};
// The list of breached passwords cannot be read; passwords are let through without it. Look at banned.breached_file,
// its permissions and the disk.
inline constexpr LogEvent kBreachedListUnreadable{4026, LogLevel::error, "breached_list_unreadable"};
// The tenant's rules for banned passwords, as they hold from now on. Nothing to do.
inline constexpr LogEvent kBansTold{4027, LogLevel::info, "banned_passwords_told"};
// An answer of the directory did not come; the agent goes on finding out what became of the write.
inline constexpr LogEvent kFindingOut{4022, LogLevel::warning, "request_finding_out"};

// A round of the synchronisation that changed something, was a full one or was asked for. Nothing to do.
inline constexpr LogEvent kImported{4031, LogLevel::info, "import_done"};
// Staging mode: what it would have done. The tenant was told nothing.
inline constexpr LogEvent kImportStaged{4034, LogLevel::info, "import_staged"};
// The directory cannot be read, or the tenant not be told; `message` says why. It is tried again by itself.
inline constexpr LogEvent kImportFailed{4032, LogLevel::error, "import_failed"};
// The tenant refused single people or groups, mostly because a user name is another person's; `message` has its words.
inline constexpr LogEvent kImportRefused{4033, LogLevel::warning, "import_refused"};
// More people are gone than may go unseen. Look at [scope] and at the directory; then `tilbage-connect sync threshold
// --allow`, or the portal.
inline constexpr LogEvent kRemovalsHeld{4037, LogLevel::warning, "removals_held"};
// Of several agents of one directory one writes to the tenant. Nothing to do.
inline constexpr LogEvent kLeaseTaken{4038, LogLevel::info, "sync_lease_taken"};
inline constexpr LogEvent kLeaseLost{4039, LogLevel::info, "sync_lease_lost"};
// A unit or group that the configuration names has been renamed or moved (`written`, `now`); it is still the chosen
// one. Nothing to do; the wizard writes its new name when it configures the next time.
inline constexpr LogEvent kScopeRenamed{4040, LogLevel::info, "scope_renamed"};
// sync.db could not be used, is kept as sync.db.set-aside, and everything is read anew. Nothing to do, unless it comes
// again: then look at the disk.
inline constexpr LogEvent kSyncStateSetAside{4035, LogLevel::warning, "sync_state_set_aside"};
// A SCIM service beside the tenant was told something. Nothing to do.
inline constexpr LogEvent kServiceTold{4051, LogLevel::info, "service_told"};
// It cannot be told; `message` says why. It is tried again by itself, and nobody else waits for it.
inline constexpr LogEvent kServiceFailed{4052, LogLevel::error, "service_failed"};
// It refused single people or groups; `message` has its words.
inline constexpr LogEvent kServiceRefused{4053, LogLevel::warning, "service_refused"};
// The tenant does not answer the check-in; it is tried again by itself.
inline constexpr LogEvent kCheckInFailed{4036, LogLevel::warning, "check_in_failed"};

// A new sealing key was made, because the old one was 180 days old or because the tenant asked. Nothing to do.
inline constexpr LogEvent kKeyRolled{4041, LogLevel::info, "sealing_key_rolled"};
inline constexpr LogEvent kKeyNotRolled{4042, LogLevel::error, "sealing_key_not_rolled"};

}  // namespace tilbage::connect::events
