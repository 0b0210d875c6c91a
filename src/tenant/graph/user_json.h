// A person as Graph's user.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>
#include <vector>

#include "core/ports/person_search.h"

namespace tilbage::tenant::graph {

// The names that $select may have of every user.
[[nodiscard]] const std::vector<std::string_view>& user_properties();
[[nodiscard]] boost::json::object user_json(const core::ListedPerson& listed);

}  // namespace tilbage::tenant::graph
