// The same as scim_user.h on parsed JSON, for messages that hold users. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>

#include "wire/scim_user.h"

namespace tilbage::wire {

[[nodiscard]] ScimResult<core::Person> read_scim_user(const boost::json::object& object);
[[nodiscard]] boost::json::object scim_user_object(const core::Person& person);
[[nodiscard]] boost::json::object scim_user_object(const core::Person& person, const ScimBase& base);

}  // namespace tilbage::wire
