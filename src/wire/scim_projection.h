// Which attributes an answer has: `attributes` and `excludedAttributes` (RFC 7644 §3.9).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "wire/scim_error.h"
#include "wire/scim_path.h"

namespace tilbage::wire {

// `id` and `schemas` are always there (RFC 7643 §3.1, returned "always").
struct ScimProjection {
    enum class Kind { everything, only, without };
    Kind kind = Kind::everything;
    std::vector<ScimPath> paths;
};

// Comma-separated lists; nullopt: not asked for. Both at once are refused. Names that the resource does not have are
// not there anyhow, and are no error.
[[nodiscard]] ScimResult<ScimProjection> parse_scim_projection(ScimResource resource,
                                                               std::optional<std::string_view> attributes,
                                                               std::optional<std::string_view> excluded);

}  // namespace tilbage::wire
