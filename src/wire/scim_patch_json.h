// A PATCH as parsed. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <vector>

#include "wire/scim_filter_parser.h"
#include "wire/scim_patch.h"

namespace tilbage::wire {

struct ScimPatchOperation {
    enum class Kind { add, replace, remove };
    Kind kind = Kind::add;
    std::string path_text;
    std::optional<ScimTarget> target;  // empty: `value` has the attributes as members
    boost::json::value value;          // null: none
};

struct ScimPatchOperations {
    ScimResource resource = ScimResource::user;
    std::vector<ScimPatchOperation> operations;
};

[[nodiscard]] ScimResult<ScimPatch> read_scim_patch(ScimResource resource, const boost::json::object& object);
[[nodiscard]] boost::json::object scim_patch_object(const ScimPatch& patch);
// `object` has the schemas' spelling and what may be written.
[[nodiscard]] std::optional<ScimProblem> patch_scim_object(const ScimPatchOperations& patch,
                                                           boost::json::object& object);

}  // namespace tilbage::wire
