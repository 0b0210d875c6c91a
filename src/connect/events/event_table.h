// The agent's event log: which events there are. Ids and names of the 31xxx to 33xxx are those that administrators of
// password writeback know from elsewhere, as far as they apply here, and so is 116; the 34xxx and 35xxx are our own.
// docs/operations/events.md says what each means and what to do.
#pragma once

#include <span>
#include <string_view>

#include "base/log.h"

namespace tilbage::connect {

struct EventKind {
    int id;
    base::LogLevel level;
    std::string_view name;
};

// By ascending id.
[[nodiscard]] std::span<const EventKind> all_events();
// Of an id that is in the table; anything else is a mistake in the program (std::out_of_range).
[[nodiscard]] const EventKind& event_of(int id);

namespace event_id {
// Those that no request gives (core::act_events and core::event_id have the others).
inline constexpr int kOnboardingEventStart = 31004;
inline constexpr int kOnboardingEventSuccess = 31005;
inline constexpr int kOffboardingEventStart = 31012;
inline constexpr int kOffboardingEventSuccess = 31013;
inline constexpr int kWriteBackServiceStarted = 31015;
inline constexpr int kWriteBackServiceStopped = 31016;
inline constexpr int kKeyPairCreationSuccess = 31018;
inline constexpr int kServiceBusHeartBeat = 31019;
inline constexpr int kServiceBusListenerError = 31034;
inline constexpr int kServiceBusError = 32002;
inline constexpr int kConfigurationError = 32005;
inline constexpr int kValidationError = 32008;
inline constexpr int kAuthTokenError = 32009;
inline constexpr int kCryptoError = 32010;
inline constexpr int kServiceBusWarning = 32014;
inline constexpr int kADConfigurationError = 33009;
inline constexpr int kDeletionThreshold = 116;
inline constexpr int kFullSynchronization = 35001;
inline constexpr int kSynchronizationFailed = 35002;
inline constexpr int kSynchronizationRecovered = 35003;
inline constexpr int kExportRefused = 35004;
inline constexpr int kScopeNotFound = 35005;
inline constexpr int kLeaseTaken = 35006;
inline constexpr int kLeaseLost = 35007;
inline constexpr int kSyncStateSetAside = 35008;
}  // namespace event_id

}  // namespace tilbage::connect
