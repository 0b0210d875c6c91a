#include "wire/relay_fields.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/core.h>

#include "base/unicode.h"

namespace tilbage::wire {
namespace json = boost::json;

void FieldError::set(std::string_view member, std::string_view expectation) {
    if (text_.empty()) text_ = fmt::format("member {} must be {}", member, expectation);
}

bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hex = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (dash ? text[i] != '-' : !hex) return false;
    }
    return true;
}

const json::value* Fields::find(std::string_view name) const {
    const auto* value = object_.if_contains(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::string Fields::text(std::string_view name, std::size_t max) const {
    auto text = optional_text(name, max);
    if (text.empty()) error_.set(name, "a text");
    return text;
}

std::string Fields::optional_text(std::string_view name, std::size_t max) const {
    const auto* value = find(name);
    if (value == nullptr) return {};
    const auto* text = value->if_string();
    if (text == nullptr || text->size() > max) {
        error_.set(name, fmt::format("a text of at most {} bytes", max));
        return {};
    }
    return std::string(*text);
}

std::string Fields::uuid(std::string_view name) const {
    auto value = text(name, 36);
    if (!is_uuid(value)) error_.set(name, "a UUID in lower case");
    return value;
}

std::optional<bool> Fields::optional_flag(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto* flag = value->if_bool();
    if (flag == nullptr) {
        error_.set(name, "true or false");
        return std::nullopt;
    }
    return *flag;
}

bool Fields::flag(std::string_view name) const {
    const auto value = optional_flag(name);
    if (!value) error_.set(name, "true or false");
    return value.value_or(false);
}

std::optional<std::int64_t> Fields::optional_number(std::string_view name, std::int64_t min, std::int64_t max) const {
    const auto* value = find(name);
    if (value == nullptr) return std::nullopt;
    const auto* number = value->if_int64();
    if (number == nullptr || *number < min || *number > max) {
        error_.set(name, fmt::format("a whole number from {} to {}", min, max));
        return std::nullopt;
    }
    return *number;
}

std::int64_t Fields::number(std::string_view name, std::int64_t min, std::int64_t max) const {
    const auto value = optional_number(name, min, max);
    if (!value) error_.set(name, "a whole number");
    return value.value_or(min);
}

const json::object* Fields::optional_object(std::string_view name) const {
    const auto* value = find(name);
    if (value == nullptr) return nullptr;
    const auto* object = value->if_object();
    if (object == nullptr) error_.set(name, "an object");
    return object;
}

const json::object* Fields::object(std::string_view name) const {
    const auto* object = optional_object(name);
    if (object == nullptr) error_.set(name, "an object");
    return object;
}

const json::array* Fields::array(std::string_view name, std::size_t min, std::size_t max) const {
    const auto* value = find(name);
    const auto* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr || array->size() < min || array->size() > max) {
        error_.set(name, fmt::format("a list of {} to {} members", min, max));
        return nullptr;
    }
    return array;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t most, std::size_t max) const {
    std::vector<std::string> texts;
    const auto* list = array(name, 0, most);
    if (list == nullptr) return texts;
    for (const auto& value : *list) {
        const auto* text = value.if_string();
        if (text == nullptr || text->empty() || text->size() > max || !base::is_valid_utf8(*text)) {
            refuse(name, "a list of texts, none of them empty or too long");
            return {};
        }
        texts.emplace_back(*text);
    }
    return texts;
}

}  // namespace tilbage::wire
