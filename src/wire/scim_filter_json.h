// A filter asked of parsed JSON. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>

#include "wire/scim_filter.h"

namespace tilbage::wire {

// `resource` has the schemas' spelling.
[[nodiscard]] bool matches(const ScimFilter& filter, const boost::json::object& resource);
// What stands in brackets, asked of one value of the attribute.
[[nodiscard]] bool value_matches(const ScimFilter& filter, const boost::json::value& value);

}  // namespace tilbage::wire
