// The same as scim_group.h on parsed JSON, for messages that hold groups. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>

#include "wire/scim_group.h"

namespace tilbage::wire {

[[nodiscard]] ScimResult<core::Group> read_scim_group(const boost::json::object& object);
// What may be written: no id, no meta.
[[nodiscard]] boost::json::object scim_group_object(const core::Group& group);
// Everything.
[[nodiscard]] boost::json::object scim_group_object(const core::Group& group, const ScimBase& base,
                                                    std::string_view version);
[[nodiscard]] boost::json::array scim_members(const std::vector<core::GroupMember>& members);
// One member; refuses what is none.
[[nodiscard]] std::optional<core::GroupMember> read_scim_member(const boost::json::value& value,
                                                                std::optional<ScimProblem>& problem);

}  // namespace tilbage::wire
