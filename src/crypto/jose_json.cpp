#include "crypto/jose_json.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/encoding.h"

namespace tilbage::crypto {

std::optional<boost::json::object> decode_json_part(std::string_view base64url) {
    const auto bytes = base::from_base64url(base64url);
    if (!bytes) return std::nullopt;
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 4;
    auto value = boost::json::parse(base::as_text(*bytes), error, {}, options);
    if (error || !value.is_object()) return std::nullopt;
    return std::move(value.as_object());
}

std::string encode_json_part(const boost::json::object& object) {
    return base::to_base64url(base::as_bytes(boost::json::serialize(object)));
}

std::string_view text_member(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_string()) return {};
    return value->get_string();
}

std::optional<std::int64_t> number_member(const boost::json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || !value->is_int64()) return std::nullopt;
    return value->get_int64();
}

}  // namespace tilbage::crypto
