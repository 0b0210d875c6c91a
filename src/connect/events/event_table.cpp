#include "connect/events/event_table.h"

#include <algorithm>
#include <fmt/core.h>
#include <stdexcept>

namespace tilbage::connect {
namespace {

using enum base::LogLevel;

constexpr EventKind kEvents[] = {
    {116, warning, "DeletionThresholdExceeded"},
    {31001, info, "PasswordResetStart"},
    {31002, info, "PasswordResetSuccess"},
    {31003, error, "PasswordResetFail"},
    {31004, info, "OnboardingEventStart"},
    {31005, info, "OnboardingEventSuccess"},
    {31006, info, "ChangePasswordStart"},
    {31007, info, "ChangePasswordSuccess"},
    {31008, error, "ChangePasswordFail"},
    {31009, info, "ResetUserPasswordByAdminStart"},
    {31010, info, "ResetUserPasswordByAdminSuccess"},
    {31011, error, "ResetUserPasswordByAdminFail"},
    {31012, info, "OffboardingEventStart"},
    {31013, info, "OffboardingEventSuccess"},
    {31015, info, "WriteBackServiceStarted"},
    {31016, info, "WriteBackServiceStopped"},
    {31018, info, "KeyPairCreationSuccess"},
    {31019, info, "ServiceBusHeartBeat"},
    {31034, error, "ServiceBusListenerError"},
    {32000, error, "UnknownError"},
    {32002, error, "ServiceBusError"},
    {32003, error, "InPutValidationError"},
    {32004, error, "DecryptionError"},
    {32005, error, "ConfigurationError"},
    {32008, error, "ValidationError"},
    {32009, error, "AuthTokenError"},
    {32010, error, "CryptoError"},
    {32014, warning, "ServiceBusWarning"},
    {33001, error, "ADUnKnownError"},
    {33002, error, "ADUserNotFoundError"},
    {33003, error, "ADMutliMatchError"},
    {33004, error, "ADPermissionsError"},
    {33005, warning, "ADUserAccountDisabled"},
    {33006, warning, "ADUserAccountLockedOut"},
    {33007, warning, "ADUserIncorrectPassword"},
    {33008, warning, "ADPasswordPolicyError"},
    {33009, error, "ADConfigurationError"},
    {34001, info, "UnlockUserAccountStart"},
    {34002, info, "UnlockUserAccountSuccess"},
    {34003, error, "UnlockUserAccountFail"},
    {34011, info, "SignInSuccess"},
    {34012, warning, "SignInFail"},
    {35001, info, "FullSynchronization"},
    {35002, error, "SynchronizationFailed"},
    {35003, info, "SynchronizationRecovered"},
    {35004, warning, "ExportRefused"},
    {35005, error, "ScopeNotFound"},
    {35006, info, "SynchronizationTakenOver"},
    {35007, info, "SynchronizationHandedOver"},
    {35008, warning, "SynchronizationStateSetAside"},
};
static_assert(std::ranges::is_sorted(kEvents, {}, &EventKind::id));

}  // namespace

std::span<const EventKind> all_events() { return kEvents; }

const EventKind& event_of(int id) {
    const auto* found = std::ranges::lower_bound(kEvents, id, {}, &EventKind::id);
    if (found == std::end(kEvents) || found->id != id) throw std::out_of_range(fmt::format("no event {}", id));
    return *found;
}

}  // namespace tilbage::connect
