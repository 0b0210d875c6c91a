// The same as scim_user.h on parsed JSON, for messages that hold users. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>

#include "wire/scim_user.h"

namespace tilbage::wire {

[[nodiscard]] ScimResult<core::Person> read_scim_user(const boost::json::object& object);
// What may be written: no id, no meta, no provisioning errors.
[[nodiscard]] boost::json::object scim_user_object(const core::Person& person, boost::json::storage_ptr storage = {});
// Everything.
[[nodiscard]] boost::json::object scim_user_object(const core::Person& person, const ScimBase& base,
                                                   std::string_view version, boost::json::storage_ptr storage = {});

}  // namespace tilbage::wire
