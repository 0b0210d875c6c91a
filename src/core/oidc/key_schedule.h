// When keys that sign ID tokens come and go. Pure rules.
#pragma once

#include <optional>
#include <vector>

#include "core/ports/signing_key_store.h"

namespace tilbage::core {

// The one that signs now: the newest whose time has come. `keys` are by signs_from. Null: none.
[[nodiscard]] const SigningKey* signing_key_at(const std::vector<SigningKey>& keys, base::TimePoint now);
// When a key that is to be made now begins to sign: at once when there is none, kKeyPublishedBefore on when the newest
// comes to its end. Nothing: none is to be made.
[[nodiscard]] std::optional<base::TimePoint> next_key_signs_from(const std::vector<SigningKey>& keys,
                                                                 base::TimePoint now);
// Those that nothing of what they signed needs any more.
[[nodiscard]] std::vector<std::string> outlived_keys(const std::vector<SigningKey>& keys, base::TimePoint now);

}  // namespace tilbage::core
