// What the calls of all SCIM resources read alike.
#pragma once

#include <cstdint>
#include <string_view>

#include "adapters/http/message.h"
#include "wire/scim_error.h"

namespace tilbage::tenant {

// A whole number in the query, or `fallback` when it is not there; invalidValue for anything else.
[[nodiscard]] wire::ScimResult<std::int64_t> number_in_query(const adapters::http::Request& request,
                                                             std::string_view name, std::int64_t fallback);
// Whether If-Match or If-None-Match (`condition`) names this entity tag; "*" names every one (RFC 9110 §13.1).
[[nodiscard]] bool names_version(std::string_view condition, std::string_view version);

}  // namespace tilbage::tenant
