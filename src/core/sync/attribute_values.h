// Values of staged attributes as types. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/clock.h"
#include "core/sync/staged_object.h"

namespace tilbage::core {

// Not asked of the directory by DirSync, which never tells it: the engine stages it beside the others
// (ChangeSource::password_expiry).
inline constexpr std::string_view kPasswordExpiryAttribute = "msDS-UserPasswordExpiryTimeComputed";

// userAccountControl (MS-ADTS 2.2.16).
inline constexpr std::int64_t kAccountDisabled = 0x2;
inline constexpr std::int64_t kTrustAccounts = 0x800 | 0x1000 | 0x2000;  // interdomain, workstation, server

// Empty optional: not there, or no decimal number.
[[nodiscard]] std::optional<std::int64_t> number_in(const StagedObject& object, std::string_view name);
[[nodiscard]] bool is_true(const StagedObject& object, std::string_view name);  // "TRUE" (RFC 4517 §3.3.3)
// Of a value that refers to another object.
[[nodiscard]] std::optional<ObjectGuid> reference_in(const StagedObject& object, std::string_view name);
// Of a FILETIME. Empty optional: not there, 0, or 0x7FFFFFFFFFFFFFFF, which all mean never.
[[nodiscard]] std::optional<base::TimePoint> time_in(const StagedObject& object, std::string_view name);
// "OU=" at its beginning, in any letter case.
[[nodiscard]] bool is_organizational_unit(std::string_view rdn);

}  // namespace tilbage::core
