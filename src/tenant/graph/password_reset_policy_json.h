// The password reset policy as the API has it (docs/protocol.md §12).
#pragma once

#include <boost/json/object.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/sspr/policy_mistakes.h"

namespace tilbage::tenant::graph {

// `available`: what this tenant can do at all, whatever is chosen. `languages`: tags of those that texts can be in.
[[nodiscard]] boost::json::object policy_json(const core::PasswordResetPolicy& policy,
                                              const core::MethodKinds& available,
                                              std::span<const std::string> languages);

// Reads what `change` names into `policy`. What is of the wrong type, not known or read only is a mistake; whether the
// values are right is mistakes_in()'s business.
[[nodiscard]] std::vector<core::PolicyMistake> apply_policy_json(const boost::json::object& change,
                                                                 core::PasswordResetPolicy& policy);

}  // namespace tilbage::tenant::graph
