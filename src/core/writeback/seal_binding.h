// A sealed password serves the one act that it was sealed for.
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "core/ports/sealing_keys.h"
#include "core/writeback/password_envelope.h"
#include "core/writeback/reason.h"
#include "core/writeback/request.h"
#include "crypto/jwe.h"

namespace tilbage::core {

// What the protected header must repeat, exactly (docs/protocol.md §2).
[[nodiscard]] crypto::JweClaims claims_of(const Binding& binding);

// cannot_open: another agent's key or a destroyed one, a seal that does not open, one that was made for another act, a
// layout that is not ours. Which of these is not told.
[[nodiscard]] tl::expected<PasswordPair, Reason> open_seal(const std::string& sealed, const Binding& binding,
                                                           const SealingKeys& keys);

}  // namespace tilbage::core
