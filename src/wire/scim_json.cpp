#include "wire/scim_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/core.h>

namespace tilbage::wire {

namespace json = boost::json;

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

ScimResult<json::object> parse_scim_object(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);  // strict: UTF-8, no comments, 32 levels
    if (error || !value.is_object()) return scim_problem(400, "invalidSyntax", "the body is not one JSON object");
    return std::move(value.get_object());
}

json::object scim_error_object(const ScimProblem& problem) {
    json::object object{{"schemas", {"urn:ietf:params:scim:api:messages:2.0:Error"}},
                        {"status", std::to_string(problem.status)},
                        {"detail", problem.detail}};
    if (!problem.type.empty()) object["scimType"] = problem.type;
    return object;
}

std::string encode_scim_error(const ScimProblem& problem) { return json::serialize(scim_error_object(problem)); }

void ScimAttributes::refuse(std::string_view name, std::string_view expectation) const {
    if (!problem_) problem_ = ScimProblem{400, "invalidValue", fmt::format("{} must be {}", name, expectation)};
}

const json::value* ScimAttributes::find(std::string_view name) const {
    const json::value* found = object_.if_contains(name);
    if (found == nullptr) {
        const auto any_case =
            std::ranges::find_if(object_, [&](const auto& one) { return same_name(one.key(), name); });
        if (any_case != object_.end()) found = &any_case->value();
    }
    return found == nullptr || found->is_null() ? nullptr : found;
}

std::string ScimAttributes::text(std::string_view name, std::size_t max) const {
    const json::value* value = find(name);
    if (value == nullptr) return {};
    const json::string* text = value->if_string();
    if (text == nullptr || text->size() > max || has_control_character(*text)) {
        refuse(name, fmt::format("a text of at most {} bytes without control characters", max));
        return {};
    }
    return std::string(std::string_view(*text));
}

std::string ScimAttributes::required_text(std::string_view name, std::size_t max) const {
    std::string value = text(name, max);
    if (value.empty()) refuse(name, "there");
    return value;
}

bool ScimAttributes::flag(std::string_view name, bool fallback) const {
    const json::value* value = find(name);
    if (value == nullptr) return fallback;
    if (const bool* flag = value->if_bool()) return *flag;
    refuse(name, "true or false");
    return fallback;
}

std::int64_t ScimAttributes::number(std::string_view name, std::int64_t min, std::int64_t max,
                                    std::int64_t fallback) const {
    const json::value* value = find(name);
    if (value == nullptr) return fallback;
    const std::int64_t* number = value->if_int64();
    if (number != nullptr && *number >= min && *number <= max) return *number;
    refuse(name, fmt::format("a whole number from {} to {}", min, max));
    return fallback;
}

const json::object* ScimAttributes::object(std::string_view name) const {
    const json::value* value = find(name);
    if (value == nullptr) return nullptr;
    if (const json::object* object = value->if_object()) return object;
    refuse(name, "an object");
    return nullptr;
}

const json::array* ScimAttributes::array(std::string_view name, std::size_t max) const {
    const json::value* value = find(name);
    if (value == nullptr) return nullptr;
    const json::array* array = value->if_array();
    if (array != nullptr && array->size() <= max) return array;
    refuse(name, fmt::format("a list of at most {}", max));
    return nullptr;
}

void ScimAttributes::require_schema(std::string_view urn) const {
    constexpr std::size_t kMaxSchemas = 20;
    const json::array* schemas = array("schemas", kMaxSchemas);
    const auto is_urn = [&](const json::value& one) { return one.is_string() && same_name(one.get_string(), urn); };
    if (schemas == nullptr || std::ranges::none_of(*schemas, is_urn))
        refuse("schemas", fmt::format("a list with {}", urn));
}

}  // namespace tilbage::wire
