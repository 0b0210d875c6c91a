// The bodies of `POST /connect/v1/sync` (docs/protocol.md §11) as data. Encoders never fail; decoders are strict on
// types, forms and limits, and ignore members that they do not know. Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/sync_service/check_in.h"

namespace tilbage::wire {

constexpr std::string_view kSyncCheckInPath = "/connect/v1/sync";
constexpr std::size_t kMaxSyncCheckIn = std::size_t{512} * 1024;  // bytes

// Runs that would make it larger than kMaxSyncCheckIn are left out, the last first: what the answer does not
// acknowledge comes again. Texts that are too long are cut.
[[nodiscard]] std::string encode_sync_check_in(const core::SyncCheckIn& check_in);
// invalid_argument names the member that is wrong and never repeats its value.
[[nodiscard]] base::Result<core::SyncCheckIn> decode_sync_check_in(std::string_view body);

[[nodiscard]] std::string encode_sync_answer(const core::SyncCheckInAnswer& answer);
[[nodiscard]] base::Result<core::SyncCheckInAnswer> decode_sync_answer(std::string_view body);

}  // namespace tilbage::wire
