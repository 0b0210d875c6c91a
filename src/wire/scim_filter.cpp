#include "wire/scim_filter.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <functional>

#include "base/rfc3339.h"
#include "base/unicode.h"
#include "wire/scim_filter_json.h"
#include "wire/scim_filter_parser.h"
#include "wire/scim_group_json.h"
#include "wire/scim_names.h"
#include "wire/scim_user_json.h"

namespace tilbage::wire {

namespace json = boost::json;

namespace {

using Op = ScimFilter::Op;
using Type = ScimAttribute::Type;

template <class T>
bool in_order(Op op, const T& a, const T& b) {
    switch (op) {
        case Op::eq:
        case Op::ne:  // of which the opposite is taken
            return a == b;
        case Op::gt:
            return a > b;
        case Op::ge:
            return a >= b;
        case Op::lt:
            return a < b;
        case Op::le:
            return a <= b;
        case Op::co:
        case Op::sw:
        case Op::ew:
        case Op::pr:
        case Op::both:
        case Op::either:
        case Op::negation:
        case Op::values:
            return false;
    }
    return false;
}

bool text_compares(Op op, const std::string& a, const std::string& b) {
    if (op == Op::co) return a.find(b) != std::string::npos;
    if (op == Op::sw) return a.starts_with(b);
    if (op == Op::ew) return a.ends_with(b);
    return in_order(op, a, b);
}

bool text_matches(const ScimFilter& filter, const ScimAttribute& attribute, std::string_view text) {
    const auto& wanted = std::get<std::string>(filter.value);
    if (attribute.type == Type::date_time) {
        const auto a = base::from_rfc3339(text);
        const auto b = base::from_rfc3339(wanted);
        if (a && b) return in_order(filter.op, *a, *b);
    }
    if (attribute.case_exact) return text_compares(filter.op, std::string(text), wanted);
    return text_compares(filter.op, base::fold_case(text), base::fold_case(wanted));
}

bool one_matches(const ScimFilter& filter, const ScimAttribute& attribute, const json::value& value) {
    if (const auto* flag = std::get_if<bool>(&filter.value)) return value.is_bool() && value.get_bool() == *flag;
    if (const auto* number = std::get_if<std::int64_t>(&filter.value))
        return value.is_int64() && in_order(filter.op, value.get_int64(), *number);
    return value.is_string() && std::holds_alternative<std::string>(filter.value) &&
           text_matches(filter, attribute, value.get_string());
}

bool is_present(const json::value& value) {
    if (const auto* text = value.if_string()) return !text->empty();
    if (const auto* list = value.if_array()) return std::ranges::any_of(*list, is_present);
    if (const auto* object = value.if_object()) return !object->empty();
    return !value.is_null();
}

// Calls `ask` with the values that the path names below `value` until one says yes.
bool any_value(const json::value& value, const ScimAttribute& attribute, const ScimAttribute* sub,
               const std::function<bool(const ScimAttribute&, const json::value&)>& ask) {
    if (const auto* list = value.if_array())
        return std::ranges::any_of(*list, [&](const auto& one) { return any_value(one, attribute, sub, ask); });
    const auto* object = value.if_object();
    if (object == nullptr) return ask(attribute, value);
    if (sub == nullptr) sub = attribute.find("value");
    const auto* found = sub == nullptr ? nullptr : object->if_contains(sub->name);
    return found != nullptr && ask(*sub, *found);
}

// `value`: null when the resource has none.
bool comparison_matches(const ScimFilter& filter, const json::value* value) {
    const auto present = [&] {
        if (value == nullptr) return false;
        if (filter.path.sub == nullptr) return is_present(*value);
        return any_value(*value, *filter.path.attribute, filter.path.sub,
                         [](const ScimAttribute&, const json::value& one) { return is_present(one); });
    };
    if (filter.op == Op::pr) return present();
    if (std::holds_alternative<std::nullptr_t>(filter.value)) return present() != (filter.op == Op::eq);
    const bool found = value != nullptr && any_value(*value, *filter.path.attribute, filter.path.sub,
                                                     [&](const ScimAttribute& attribute, const json::value& one) {
                                                         return one_matches(filter, attribute, one);
                                                     });
    return found != (filter.op == Op::ne);
}

// The value of a path's attribute; null when there is none.
const json::value* value_at(const json::object& resource, const ScimPath& path) {
    if (path.extension.empty()) return resource.if_contains(path.attribute->name);
    const auto* extension = resource.if_contains(path.extension);
    if (extension == nullptr || path.attribute == nullptr) return extension;
    return extension->get_object().if_contains(path.attribute->name);
}

template <class Leaf>
bool evaluate(const ScimFilter& filter, const Leaf& leaf) {
    switch (filter.op) {
        case Op::both:
            return evaluate(filter.operands[0], leaf) && evaluate(filter.operands[1], leaf);
        case Op::either:
            return evaluate(filter.operands[0], leaf) || evaluate(filter.operands[1], leaf);
        case Op::negation:
            return !evaluate(filter.operands[0], leaf);
        case Op::eq:
        case Op::ne:
        case Op::co:
        case Op::sw:
        case Op::ew:
        case Op::gt:
        case Op::ge:
        case Op::lt:
        case Op::le:
        case Op::pr:
        case Op::values:
            return leaf(filter);
    }
    return false;
}

bool any_of_values_matches(const ScimFilter& filter, const json::value* value) {
    if (value == nullptr) return false;
    const auto& inner = filter.operands.front();
    if (const auto* list = value->if_array())
        return std::ranges::any_of(*list, [&](const auto& one) { return value_matches(inner, one); });
    return value_matches(inner, *value);
}

}  // namespace

bool value_matches(const ScimFilter& filter, const json::value& value) {
    return evaluate(filter, [&](const ScimFilter& leaf) { return comparison_matches(leaf, &value); });
}

bool matches(const ScimFilter& filter, const json::object& resource) {
    return evaluate(filter, [&](const ScimFilter& leaf) {
        const auto* value = value_at(resource, leaf.path);
        return leaf.op == Op::values ? any_of_values_matches(leaf, value) : comparison_matches(leaf, value);
    });
}

bool matches(const ScimFilter& filter, const core::Person& person) {
    return matches(filter, scim_user_object(person, ScimBase{}, {}));
}

bool matches(const ScimFilter& filter, const core::Group& group) {
    return matches(filter, scim_group_object(group, ScimBase{}, {}));
}

ScimResult<ScimFilter> parse_scim_filter(ScimResource resource, std::string_view text) {
    return ScimFilterParser(resource, text, "invalidFilter").filter();
}

namespace {

std::optional<ScimLookup> lookup_of(const ScimFilter& filter) {
    const auto* value = std::get_if<std::string>(&filter.value);
    if (value == nullptr || !filter.path.extension.empty() || filter.path.attribute == nullptr) return std::nullopt;
    const auto name = filter.path.attribute->name;
    using Attribute = ScimLookup::Attribute;
    if (name == "id") return ScimLookup{Attribute::id, *value};
    if (name == "externalId") return ScimLookup{Attribute::external_id, *value};
    if (name == "userName") return ScimLookup{Attribute::user_name, *value};
    if (name == "emails" && (filter.path.sub == nullptr || filter.path.sub->name == "value"))
        return ScimLookup{Attribute::mail, *value};
    return std::nullopt;
}

}  // namespace

std::optional<ScimLookup> lookup_in(const ScimFilter& filter) {
    if (filter.op == Op::eq) return lookup_of(filter);
    if (filter.op != Op::both && filter.op != Op::values) return std::nullopt;
    for (const auto& operand : filter.operands)
        if (auto lookup = lookup_in(operand)) return lookup;
    return std::nullopt;
}

std::string scim_equals(std::string_view name, std::string_view value) {
    return std::string(name) + " eq " + json::serialize(json::string(value));
}

}  // namespace tilbage::wire
