// An explanation in JSON, as it stands in an agent's answer to an order and in the portal's API (docs/protocol.md §11).
#pragma once

#include <boost/json/object.hpp>

#include "core/sync/explanation.h"
#include "wire/relay_fields.h"

namespace tilbage::wire {

// Texts that are too long are cut.
[[nodiscard]] boost::json::object explanation_json(const core::Explanation& explanation);
[[nodiscard]] core::Explanation read_explanation(const boost::json::object& object, FieldError& error);

}  // namespace tilbage::wire
