// The one-time code that an operator reads out to whoever sets an agent up: "7K2M-9QX4-TB8C-3WNE".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "crypto/hash.h"

namespace tilbage::core {

constexpr std::chrono::hours kEnrolmentCodeLifetime{1};

// 80 random bits in Crockford's Base32, whose letters are not mistaken for one another (no I, L, O, U). Because it is
// random and long, its plain SHA-256 is safe to keep.
[[nodiscard]] std::string new_enrolment_code(base::Random& random);

// The digest that the store knows a code by. Case, hyphens and spaces do not matter, and O is read as 0, I and L as 1.
// Empty when it cannot be a code.
[[nodiscard]] std::optional<crypto::Digest> enrolment_code_digest(std::string_view typed);

}  // namespace tilbage::core
