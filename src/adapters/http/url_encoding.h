// Percent-encoding (RFC 3986 §2.1), request targets (RFC 9112 §3.2) and forms (application/x-www-form-urlencoded).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace tilbage::adapters::http {

// Nothing when a `%` is not followed by two hex digits, or the result holds NUL.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);
// Everything but unreserved characters is encoded: fits a path segment and a query value.
[[nodiscard]] std::string percent_encode(std::string_view text);

// `+` is a space. Empty pieces are skipped. Nothing when a piece cannot be decoded or is not UTF-8.
[[nodiscard]] std::optional<std::vector<Parameter>> parse_form(std::string_view text);

struct Target {
    std::string path;
    std::vector<Parameter> query;
};
// Origin form or absolute form. The path is decoded once and not normalised; control characters, invalid UTF-8 and
// backslashes are refused.
[[nodiscard]] std::optional<Target> parse_target(std::string_view target);

}  // namespace tilbage::adapters::http
