// What lists of all resources have alike (RFC 7644 §3.4.2), on parsed JSON. Private to this folder's scim_*.cpp.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>

#include "wire/scim_error.h"

namespace tilbage::wire {

[[nodiscard]] std::string encode_scim_list_response(std::int64_t total, std::int64_t start_index,
                                                    boost::json::array resources);

struct ScimListHead {
    std::int64_t total = 0;
    std::int64_t start_index = 1;
};

// The head and the resources, which are null when there are none.
struct ScimListParts {
    ScimListHead head;
    const boost::json::array* resources = nullptr;
};
[[nodiscard]] ScimResult<ScimListParts> scim_list_parts(const boost::json::object& object);

// The head, after `read` was called with each resource; the first problem that it gives ends it. A page may
// be larger than ours.
template <class Read>
[[nodiscard]] ScimResult<ScimListHead> read_scim_list_response(const boost::json::object& object, Read read) {
    const auto parts = scim_list_parts(object);
    if (!parts) return tl::unexpected<ScimProblem>(parts.error());
    if (parts->resources == nullptr) return parts->head;
    for (const auto& one : *parts->resources) {
        if (!one.is_object()) return scim_problem(400, "invalidSyntax", "Resources must be a list of objects");
        if (auto problem = read(one.get_object())) return tl::unexpected<ScimProblem>(std::move(*problem));
    }
    return parts->head;
}

}  // namespace tilbage::wire
