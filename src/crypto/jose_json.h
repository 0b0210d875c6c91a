// Small, strict reading of the JSON inside JOSE objects.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string_view>

namespace tilbage::crypto {

// The object in a Base64url part; empty when it is anything else.
[[nodiscard]] std::optional<boost::json::object> decode_json_part(std::string_view base64url);
[[nodiscard]] std::string encode_json_part(const boost::json::object& object);
// Empty views and optionals for members that are missing or of another type.
[[nodiscard]] std::string_view text_member(const boost::json::object& object, std::string_view name);
[[nodiscard]] std::optional<std::int64_t> number_member(const boost::json::object& object, std::string_view name);

}  // namespace tilbage::crypto
