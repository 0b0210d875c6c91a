// What stands inside a sealed password: always 1,604 bytes, so that its length tells nothing (docs/protocol.md §2).
#pragma once

#include <cstddef>

#include "base/result.h"
#include "base/secret.h"

namespace tilbage::core {

constexpr std::size_t kEnvelopeSize = 1604;

// UTF-8 exactly as typed; nothing about it has been checked yet.
struct PasswordPair {
    base::SecretBytes current;  // empty for a reset
    base::SecretBytes next;
};

// corrupt: not this layout to the last zero.
[[nodiscard]] base::Result<PasswordPair> read_envelope(const base::SecretBytes& plaintext);
// invalid_argument: the two do not fit.
[[nodiscard]] base::Result<base::SecretBytes> write_envelope(const PasswordPair& passwords);

}  // namespace tilbage::core
