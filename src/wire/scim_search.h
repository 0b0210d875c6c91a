// What a list is asked for in a body: POST /.search (RFC 7644 §3.4.3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wire/scim_error.h"

namespace tilbage::wire {

struct ScimSearch {
    std::optional<std::string> filter;
    std::optional<std::string> attributes;  // comma-separated, as in a query
    std::optional<std::string> excluded_attributes;
    std::optional<std::int64_t> start_index;
    std::optional<std::int64_t> count;
};

[[nodiscard]] ScimResult<ScimSearch> decode_scim_search(std::string_view text);

}  // namespace tilbage::wire
