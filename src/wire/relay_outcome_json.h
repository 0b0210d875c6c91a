// The same as relay_outcome.h on parsed JSON, for frames that hold an outcome among other members. Private to this
// folder.
#pragma once

#include <boost/json/object.hpp>

#include "core/writeback/outcome.h"
#include "wire/relay_fields.h"

namespace tilbage::wire {

// Adds `reason`, `details` and `description` to `object`.
void put_outcome(boost::json::object& object, const core::Outcome& outcome);
[[nodiscard]] core::Outcome read_outcome(const Fields& fields, FieldError& error);

}  // namespace tilbage::wire
