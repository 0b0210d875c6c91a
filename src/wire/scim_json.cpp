#include "wire/scim_json.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>
#include <fmt/core.h>

#include "base/rfc3339.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

ScimResult<json::object> parse_scim_object(std::string_view text) {
    boost::system::error_code error;
    // Strict: UTF-8, no comments, 32 levels. What is read is looked at once and thrown away as a whole.
    json::value value = json::parse(text, error, json::make_shared_resource<json::monotonic_resource>());
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

const json::value* find_member(const json::object& object, std::string_view name) {
    if (const json::value* found = object.if_contains(name)) return found;
    for (const auto& member : object)
        if (same_scim_name(member.key(), name)) return &member.value();
    return nullptr;
}

const json::value* ScimAttributes::find(std::string_view name) const {
    const json::value* found = find_member(object_, name);
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

std::string ScimAttributes::free_text(std::string_view name, std::size_t max) const {
    const json::value* value = find(name);
    if (value == nullptr) return {};
    const json::string* text = value->if_string();
    if (text == nullptr || text->size() > max || std::string_view(*text).find('\0') != std::string_view::npos) {
        refuse(name, fmt::format("a text of at most {} bytes without a zero byte", max));
        return {};
    }
    return std::string(std::string_view(*text));
}

std::optional<base::TimePoint> ScimAttributes::time(std::string_view name) const {
    constexpr std::size_t kMaxTime = 64;
    const std::string written = text(name, kMaxTime);
    if (written.empty()) return std::nullopt;
    const auto time = base::from_rfc3339(written);
    if (!time) refuse(name, "a time as in RFC 3339");
    return time;
}

bool ScimAttributes::flag(std::string_view name, bool fallback) const {
    const json::value* value = find(name);
    if (value == nullptr) return fallback;
    if (const bool* flag = value->if_bool()) return *flag;
    if (const json::string* text = value->if_string()) {
        if (same_scim_name(*text, "true")) return true;
        if (same_scim_name(*text, "false")) return false;
    }
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
    const auto is_urn = [&](const json::value& one) {
        return one.is_string() && same_scim_name(one.get_string(), urn);
    };
    if (schemas == nullptr || std::ranges::none_of(*schemas, is_urn))
        refuse("schemas", fmt::format("a list with {}", urn));
}

}  // namespace tilbage::wire
