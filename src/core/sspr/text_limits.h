// What holds for every text message, whoever it is about and whatever for: so many to one number, so many of a tenant.
#pragma once

#include <string>

#include "base/secret.h"
#include "core/identity/ids.h"
#include "core/ports/attempt_counter.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// Counts one text, before it is sent. The number (E.164) stands in the store as an HMAC under `key` only. Refusals:
// too_many_attempts, busy.
[[nodiscard]] Answer<void> count_text(AttemptCounter& attempts, const base::SecretBytes& key, const TenantId& tenant,
                                      const std::string& number, base::TimePoint now);

}  // namespace tilbage::core
