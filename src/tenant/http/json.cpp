#include "tenant/http/json.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace tilbage::tenant {

namespace json = boost::json;

core::Answer<json::object> read_object(const std::string& body) {
    json::parse_options options;
    options.max_depth = 8;
    json::error_code error;
    auto value = json::parse(body, error, {}, options);
    if (error || !value.is_object()) return core::refuse(core::RefusalCode::malformed);
    return std::move(value.get_object());
}

core::Answer<std::string> read_text(const json::object& object, std::string_view name, std::size_t max_bytes) {
    const auto* value = object.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr || text->size() > max_bytes) return core::refuse(core::RefusalCode::malformed);
    return std::string(text->data(), text->size());
}

core::Answer<std::string> read_optional_text(const json::object& object, std::string_view name, std::size_t max_bytes) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) return std::string{};
    return read_text(object, name, max_bytes);
}

core::Answer<base::SecretBytes> take_secret(json::object& object, std::string_view name, std::size_t max_bytes) {
    auto* const value = object.if_contains(name);
    auto* const text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr || text->size() > max_bytes) return core::refuse(core::RefusalCode::malformed);
    auto secret = base::SecretBytes::copy_of(std::string_view(text->data(), text->size()));
    base::wipe(text->data(), text->size());
    return secret;
}

std::optional<crypto::Jwk> read_public_key(const json::object& key) {
    constexpr std::size_t kMaxText = 256;
    const auto kind = read_text(key, "kty", kMaxText);
    const auto curve = read_text(key, "crv", kMaxText);
    const auto x = read_text(key, "x", kMaxText);
    const auto y = read_text(key, "y", kMaxText);
    if (!kind || !curve || !x || !y || *kind != "EC" || *curve != "P-256" || key.contains("d")) return std::nullopt;
    return crypto::Jwk{.x = *x, .y = *y};
}

adapters::http::Response json_response(unsigned status, const json::object& object) {
    adapters::http::Response response;
    response.status = status;
    response.content_type = "application/json";
    response.headers.push_back({"Cache-Control", "no-store"});
    response.body = json::serialize(object);
    return response;
}

adapters::http::Response error_response(unsigned status, std::string_view code, std::string_view message,
                                        const json::object& details) {
    json::object error{{"code", code}, {"message", message}};
    if (!details.empty()) error["details"] = details;
    return json_response(status, {{"error", std::move(error)}});
}

}  // namespace tilbage::tenant
