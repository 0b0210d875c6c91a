// An outcome as the page may see it (docs/protocol.md §1 and §3).
#pragma once

#include <boost/json/object.hpp>

#include "core/sspr/submit_sealed.h"

namespace tilbage::tenant {

// Without what is for administrators only (object, right). `progress.outcome` is set.
[[nodiscard]] boost::json::object outcome_json(const core::RequestProgress& progress);

}  // namespace tilbage::tenant
