// An outcome as the page, or an administrator, may see it (docs/protocol.md §1 and §3).
#pragma once

#include <boost/json/object.hpp>

#include "core/sspr/submit_sealed.h"

namespace tilbage::tenant {

// Whose eyes it is for: `object` and `right` are for administrators only.
enum class Audience { person, administrator };

[[nodiscard]] boost::json::object outcome_details_json(const core::OutcomeDetails& details, Audience audience);
// `progress.outcome` is set.
[[nodiscard]] boost::json::object outcome_json(const core::RequestProgress& progress,
                                               Audience audience = Audience::person);
// {"outcome": null | {…}}
[[nodiscard]] boost::json::object progress_json(const core::RequestProgress& progress,
                                                Audience audience = Audience::person);

}  // namespace tilbage::tenant
