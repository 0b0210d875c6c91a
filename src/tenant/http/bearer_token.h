// The access token of a request (RFC 6750 §2.1).
#pragma once

#include <optional>
#include <string_view>

#include "adapters/http/message.h"

namespace tilbage::tenant {

[[nodiscard]] inline std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view kScheme = "Bearer ";
    if (authorization.size() <= kScheme.size()) return std::nullopt;
    if (!adapters::http::equal_ignoring_case(authorization.substr(0, kScheme.size()), kScheme)) return std::nullopt;
    return authorization.substr(kScheme.size());
}

}  // namespace tilbage::tenant
