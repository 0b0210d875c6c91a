// The secret in a person's cookie, and what the store knows it by.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "core/ports/reset_session_store.h"
#include "core/sspr/refusal.h"

namespace tilbage::core {

// 256 random bits in Base64url.
[[nodiscard]] std::string new_session_token(base::Random& random);
[[nodiscard]] crypto::Digest session_key(std::string_view token);

// The session of a cookie. session_missing: unknown or expired, and with `open_session` ended, too.
[[nodiscard]] Answer<ResetSession> any_session(ResetSessionStore& sessions, std::string_view token,
                                               base::TimePoint now);
[[nodiscard]] Answer<ResetSession> open_session(ResetSessionStore& sessions, std::string_view token,
                                                base::TimePoint now);

}  // namespace tilbage::core
