// Identifiers in the order of time (RFC 9562 §5.7).
#pragma once

#include <string>

#include "base/clock.h"
#include "base/random.h"

namespace tilbage::base {

// Version 7, lower case: what is made later sorts behind, so that the rows of a store stand where the last ones stood.
// Tells when it was made, to the millisecond.
[[nodiscard]] std::string new_ordered_uuid(Random& random, TimePoint at);

}  // namespace tilbage::base
