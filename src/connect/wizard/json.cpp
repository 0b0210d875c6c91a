#include "connect/wizard/json.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace tilbage::connect::wizard {

namespace json = boost::json;

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

adapters::http::Response malformed_response() {
    return error_response(400, "malformed", "The body is not the JSON object that this call takes.");
}

Body::Body(const std::string& text) {
    json::parse_options options;
    options.max_depth = 8;
    json::error_code error;
    auto value = json::parse(text, error, {}, options);
    if (error || !value.is_object()) {
        malformed_ = true;
    } else {
        object_ = std::move(value.get_object());
    }
}

std::string Body::text(std::string_view name) {
    const auto* value = object_.if_contains(name);
    const auto* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) {
        malformed_ = true;
        return {};
    }
    return std::string(text->data(), text->size());
}

std::string Body::text_or(std::string_view name, std::string_view fallback) {
    const auto* value = object_.if_contains(name);
    return value == nullptr || value->is_null() ? std::string(fallback) : text(name);
}

base::SecretBytes Body::secret(std::string_view name) {
    auto* value = object_.if_contains(name);
    auto* text = value == nullptr ? nullptr : value->if_string();
    if (text == nullptr) {
        malformed_ = true;
        return {};
    }
    auto secret = base::SecretBytes::copy_of(std::string_view(text->data(), text->size()));
    base::wipe(text->data(), text->size());
    return secret;
}

bool Body::boolean(std::string_view name) {
    const auto* value = object_.if_contains(name);
    const bool* boolean = value == nullptr ? nullptr : value->if_bool();
    if (boolean == nullptr) malformed_ = true;
    return boolean != nullptr && *boolean;
}

std::vector<std::string> Body::texts_or_none(std::string_view name) {
    std::vector<std::string> texts;
    const auto* value = object_.if_contains(name);
    if (value == nullptr || value->is_null()) return texts;
    const auto* array = value->if_array();
    if (array == nullptr) {
        malformed_ = true;
        return texts;
    }
    for (const auto& item : *array) {
        if (const auto* text = item.if_string()) {
            texts.emplace_back(text->data(), text->size());
        } else {
            malformed_ = true;
        }
    }
    return texts;
}

std::vector<Body> Body::objects(std::string_view name) {
    std::vector<Body> objects;
    auto* value = object_.if_contains(name);
    auto* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr) {
        malformed_ = true;
        return objects;
    }
    for (auto& item : *array) {
        if (auto* object = item.if_object()) {
            objects.emplace_back(std::move(*object));
        } else {
            malformed_ = true;
        }
    }
    return objects;
}

Body Body::object(std::string_view name) {
    auto* value = object_.if_contains(name);
    auto* object = value == nullptr ? nullptr : value->if_object();
    if (object == nullptr) malformed_ = true;
    return object == nullptr ? Body(json::object()) : Body(std::move(*object));
}

}  // namespace tilbage::connect::wizard
