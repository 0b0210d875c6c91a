// A person's rules and state as JSON (docs/protocol.md §1, *describe*).
#pragma once

#include <boost/json/object.hpp>

#include "core/writeback/description.h"

namespace tilbage::tenant {

[[nodiscard]] boost::json::object description_json(const core::Description& description);

}  // namespace tilbage::tenant
