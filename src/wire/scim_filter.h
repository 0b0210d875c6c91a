// The filters that /Users knows (RFC 7644 §3.4.2.2): one attribute, `eq`, one text.
#pragma once

#include <string>
#include <string_view>

#include "wire/scim_error.h"

namespace tilbage::wire {

struct ScimFilter {
    enum class Attribute { external_id, user_name };
    Attribute attribute = Attribute::external_id;
    std::string value;
};

// invalidFilter for everything else.
[[nodiscard]] ScimResult<ScimFilter> parse_scim_filter(std::string_view text);
[[nodiscard]] std::string format_scim_filter(const ScimFilter& filter);

}  // namespace tilbage::wire
