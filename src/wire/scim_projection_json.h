// A projection applied. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>

#include "wire/scim_projection.h"

namespace tilbage::wire {

// `resource` has the schemas' spelling.
void project(boost::json::object& resource, const ScimProjection& projection);

}  // namespace tilbage::wire
