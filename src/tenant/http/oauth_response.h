// What the OAuth endpoints share: forms, and answers in the shape of RFC 6749 §5.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http/message.h"

namespace tilbage::tenant {

using Form = std::vector<adapters::http::Parameter>;

// application/x-www-form-urlencoded. Nothing: it is something else.
[[nodiscard]] std::optional<Form> read_form(const adapters::http::Request& request);
// A parameter that stands there exactly once (RFC 6749 §3.2), or "".
[[nodiscard]] std::string only_value(const Form& form, std::string_view name);

// Kept nowhere (§5.1).
[[nodiscard]] adapters::http::Response oauth_response(const boost::json::object& object);
// §5.2.
[[nodiscard]] adapters::http::Response oauth_error(unsigned status, std::string_view code,
                                                   std::string_view description);

}  // namespace tilbage::tenant
