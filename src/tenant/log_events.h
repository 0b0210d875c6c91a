// The tenant's log vocabulary: what each event means and what to do about it. core/writeback/broker_events.h has the
// requests'.
#pragma once

#include "base/log.h"

namespace tilbage::tenant::events {

using base::LogEvent;
using base::LogLevel;

// The program listens at `address`. Nothing to do.
inline constexpr LogEvent kListening{1001, LogLevel::info, "tenant_listening"};
// The program was asked to end and does so.
inline constexpr LogEvent kStopping{1002, LogLevel::info, "tenant_stopping"};
// An answer could not be given because the store failed; the person was asked to try again later. Look at disk space
// and permissions.
inline constexpr LogEvent kStepFailed{1003, LogLevel::error, "step_failed"};
// The certificate was read again, as SIGHUP asked.
inline constexpr LogEvent kCertificateReloaded{1005, LogLevel::info, "certificate_reloaded"};
// The new certificate cannot be used, the old one stays. `error` says why; run check-config.
inline constexpr LogEvent kCertificateKept{1006, LogLevel::error, "certificate_kept"};
// Old data could not be taken away; it is tried again in a minute. Look at disk space and permissions.
inline constexpr LogEvent kHousekeepingFailed{1004, LogLevel::error, "housekeeping_failed"};

// An agent said hello. Nothing to do.
inline constexpr LogEvent kAgentConnected{1101, LogLevel::info, "agent_connected"};
// An agent's connection ended. Look at the agent's log when it does not come back.
inline constexpr LogEvent kAgentDisconnected{1102, LogLevel::info, "agent_disconnected"};
// Two processes use one agent's identity; the newer was turned away. Find the copy, and enrol it on its own or end it.
inline constexpr LogEvent kAgentDuplicate{1103, LogLevel::error, "agent_already_connected"};
// An agent made a new sealing key. Nothing to do.
inline constexpr LogEvent kAgentKeys{1107, LogLevel::info, "agent_keys_rolled"};
// A connection was refused: no token, or one that is no longer valid.
inline constexpr LogEvent kAgentRefused{1104, LogLevel::warning, "agent_refused"};
// An agent sent what the protocol does not know and was cut off. Check its version.
inline constexpr LogEvent kAgentProtocol{1105, LogLevel::warning, "agent_protocol_error"};

// An agent was enrolled with a one-time code. Nobody meant to? Remove it.
inline constexpr LogEvent kAgentEnrolled{1201, LogLevel::info, "agent_enrolled"};
// An enrolment was refused; `reason` says why. Many of them from one address are somebody who guesses.
inline constexpr LogEvent kEnrolmentRefused{1202, LogLevel::warning, "enrolment_refused"};
// An agent got no access token; `error` says why. Compare the clocks first.
inline constexpr LogEvent kTokenRefused{1203, LogLevel::warning, "token_refused"};
// An agent brought people up. Nothing to do; with many `refused`, look at the agent's log.
inline constexpr LogEvent kPeopleProvisioned{1204, LogLevel::info, "people_provisioned"};

// The mail server did not take a mail yet; it is tried again. Look at the mail server when it goes on.
inline constexpr LogEvent kMailDelayed{1301, LogLevel::warning, "mail_delayed"};
// A mail was given up: refused for good, or not sent while it was of use. `error` says why.
inline constexpr LogEvent kMailFailed{1302, LogLevel::error, "mail_failed"};
// The outbox could not be read or written.
inline constexpr LogEvent kMailStoreFailed{1303, LogLevel::error, "mail_store_failed"};

// The provider of text messages did not take one yet; it is tried again. `error` says why; run check-config when it
// goes on.
inline constexpr LogEvent kTextDelayed{1311, LogLevel::warning, "text_delayed"};
// A text message was given up: refused for good, not taken while it was of use, or asked of the provider and never
// answered (it may have arrived). `error` says which. The person can ask for another one.
inline constexpr LogEvent kTextFailed{1312, LogLevel::error, "text_failed"};
// The outbox of text messages could not be read or written.
inline constexpr LogEvent kTextStoreFailed{1313, LogLevel::error, "text_store_failed"};

// An administrator's sign-in was refused; `reason` says why. Many of them from one address are somebody who guesses.
inline constexpr LogEvent kSignInRefused{1401, LogLevel::warning, "sign_in_refused"};
// A program got no access token on behalf of an administrator; `error` says why. A code that was used before was seen
// by somebody else: look at the audit.
inline constexpr LogEvent kGrantRefused{1402, LogLevel::warning, "grant_refused"};
// An application that people sign in to got no tokens; `error` says why. A code or refresh token that was used before
// was seen by somebody else, or the application lost an answer: look at the audit.
inline constexpr LogEvent kApplicationRefused{1403, LogLevel::warning, "application_refused"};

}  // namespace tilbage::tenant::events
