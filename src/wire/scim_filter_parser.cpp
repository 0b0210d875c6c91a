#include "wire/scim_filter_parser.h"

#include <array>
#include <boost/json/parse.hpp>
#include <charconv>
#include <fmt/core.h>

#include "wire/scim_names.h"

namespace tilbage::wire {
namespace {

using Op = ScimFilter::Op;
using Type = ScimAttribute::Type;

struct Comparison {
    std::string_view word;
    Op op;
};
constexpr std::array<Comparison, 10> kComparisons{{{"eq", Op::eq},
                                                   {"ne", Op::ne},
                                                   {"co", Op::co},
                                                   {"sw", Op::sw},
                                                   {"ew", Op::ew},
                                                   {"gt", Op::gt},
                                                   {"ge", Op::ge},
                                                   {"lt", Op::lt},
                                                   {"le", Op::le},
                                                   {"pr", Op::pr}}};

bool is_name_character(char c) {
    const char lower = lower_ascii(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '$' || c == ':' ||
           c == '.';
}

bool is_part_of_text(Op op) { return op == Op::co || op == Op::sw || op == Op::ew; }

// What is compared when the path names it: a complex multi-valued attribute stands for its `value`.
const ScimAttribute* compared(const ScimPath& path) {
    if (path.sub != nullptr) return path.sub;
    if (path.attribute == nullptr) return nullptr;
    return path.attribute->type == Type::complex ? path.attribute->find("value") : path.attribute;
}

}  // namespace

std::nullopt_t ScimFilterParser::refuse(std::string_view what) {
    if (!problem_)
        problem_ = ScimProblem{400, std::string(problem_type_), fmt::format("at character {}: {}", at_ + 1, what)};
    return std::nullopt;
}

void ScimFilterParser::skip_spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
}

bool ScimFilterParser::take(char expected) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != expected) return false;
    ++at_;
    return true;
}

std::string_view ScimFilterParser::name_at() const {
    std::size_t end = at_;
    while (end < text_.size() && is_name_character(text_[end])) ++end;
    return text_.substr(at_, end - at_);
}

bool ScimFilterParser::take_word(std::string_view word) {
    skip_spaces();
    const auto name = name_at();
    if (!same_scim_name(name, word)) return false;
    at_ += name.size();
    return true;
}

std::optional<ScimPath> ScimFilterParser::path() {
    skip_spaces();
    const auto name = name_at();
    if (name.empty()) return refuse("the name of an attribute is expected");
    std::optional<ScimPath> path;
    if (inside_ == nullptr) {
        path = resolve_scim_path(resource_, name);
    } else if (const auto* sub = inside_->find(name)) {
        path = ScimPath{.extension = {}, .attribute = inside_, .sub = sub};
    } else if (inside_->type != Type::complex && same_scim_name(name, "value")) {
        path = ScimPath{.extension = {}, .attribute = inside_};
    }
    if (!path) return refuse("there is no such attribute");
    at_ += name.size();
    return path;
}

std::optional<ScimFilterValue> ScimFilterParser::quoted() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    if (end >= text_.size()) return refuse("the text has no end");
    boost::system::error_code error;
    const auto value = boost::json::parse(text_.substr(at_, end + 1 - at_), error);
    if (error || !value.is_string()) return refuse("a JSON text is expected");
    at_ = end + 1;
    return ScimFilterValue(std::string(std::string_view(value.get_string())));
}

std::optional<ScimFilterValue> ScimFilterParser::literal() {
    skip_spaces();
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const auto word = name_at();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    std::optional<ScimFilterValue> value;
    if (same_scim_name(word, "true")) value = true;
    if (same_scim_name(word, "false")) value = false;
    if (same_scim_name(word, "null")) value = nullptr;
    if (error == std::errc() && end == word.data() + word.size() && !word.empty()) value = number;
    if (!value) return refuse("a text in quotes, a whole number, true, false or null is expected");
    at_ += word.size();
    return value;
}

// That the value can be compared so with what the schema says.
ScimFilterParser::Parsed ScimFilterParser::typed(ScimFilter filter) {
    const auto* attribute = compared(filter.path);
    if (attribute == nullptr || attribute->type == Type::complex)
        return refuse("this attribute can only be asked for with pr");
    if (std::holds_alternative<std::nullptr_t>(filter.value)) {
        if (filter.op != Op::eq && filter.op != Op::ne) return refuse("null goes with eq and ne");
        return filter;
    }
    auto* text = std::get_if<std::string>(&filter.value);
    if (attribute->type == Type::boolean) {
        if (text != nullptr && same_scim_name(*text, "true")) filter.value = true;
        if (text != nullptr && same_scim_name(*text, "false")) filter.value = false;
        if (!std::holds_alternative<bool>(filter.value)) return refuse("true or false is expected");
        if (filter.op != Op::eq && filter.op != Op::ne) return refuse("true and false go with eq and ne");
        return filter;
    }
    const bool is_number = attribute->type == Type::integer;
    if (is_number != std::holds_alternative<std::int64_t>(filter.value) || (!is_number && text == nullptr))
        return refuse("the value is not of the attribute's type");
    if (is_number && is_part_of_text(filter.op)) return refuse("co, sw and ew go with texts");
    return filter;
}

ScimFilterParser::Parsed ScimFilterParser::comparison(const ScimPath& path) {
    ScimFilter filter;
    filter.path = path;
    for (const auto& one : kComparisons) {
        if (!take_word(one.word)) continue;
        filter.op = one.op;
        if (one.op == Op::pr) return filter;
        auto value = literal();
        if (!value) return std::nullopt;
        filter.value = std::move(*value);
        return typed(std::move(filter));
    }
    return refuse("eq, ne, co, sw, ew, gt, ge, lt, le or pr is expected");
}

ScimFilterParser::Parsed ScimFilterParser::values_of(const ScimPath& path, int depth) {
    if (path.attribute == nullptr || path.sub != nullptr || inside_ != nullptr)
        return refuse("brackets do not go here");
    inside_ = path.attribute;
    auto inner = either(depth + 1);
    inside_ = nullptr;
    if (!inner) return std::nullopt;
    if (!take(']')) return refuse("] is expected");
    ScimFilter filter;
    filter.op = Op::values;
    filter.path = path;
    filter.operands.push_back(std::move(*inner));
    return filter;
}

ScimFilterParser::Parsed ScimFilterParser::expression(int depth) {
    const auto attribute = path();
    if (!attribute) return std::nullopt;
    if (at_ < text_.size() && text_[at_] == '[') {
        ++at_;
        return values_of(*attribute, depth);
    }
    return comparison(*attribute);
}

ScimFilterParser::Parsed ScimFilterParser::grouped(int depth) {
    auto inner = either(depth + 1);
    if (!inner) return std::nullopt;
    if (!take(')')) return refuse(") is expected");
    return inner;
}

ScimFilterParser::Parsed ScimFilterParser::negation(int depth) {
    if (!take('(')) return refuse("( is expected behind not");
    auto inner = grouped(depth);
    if (!inner) return std::nullopt;
    ScimFilter filter;
    filter.op = Op::negation;
    filter.operands.push_back(std::move(*inner));
    return filter;
}

ScimFilterParser::Parsed ScimFilterParser::term(int depth) {
    if (depth > kMaxScimFilterDepth) return refuse("too many parentheses");
    if (take('(')) return grouped(depth);
    if (take_word("not")) return negation(depth);
    return expression(depth);
}

ScimFilterParser::Parsed ScimFilterParser::both(int depth) {
    auto left = term(depth);
    while (left && take_word("and")) {
        auto right = term(depth);
        if (!right) return std::nullopt;
        ScimFilter filter;
        filter.op = Op::both;
        filter.operands.push_back(std::move(*left));
        filter.operands.push_back(std::move(*right));
        left = std::move(filter);
    }
    return left;
}

ScimFilterParser::Parsed ScimFilterParser::either(int depth) {
    auto left = both(depth);
    while (left && take_word("or")) {
        auto right = both(depth);
        if (!right) return std::nullopt;
        ScimFilter filter;
        filter.op = Op::either;
        filter.operands.push_back(std::move(*left));
        filter.operands.push_back(std::move(*right));
        left = std::move(filter);
    }
    return left;
}

ScimResult<ScimFilter> ScimFilterParser::filter() {
    Parsed parsed;
    if (text_.size() > kMaxScimFilterBytes) {
        refuse("the filter is too long");
    } else {
        parsed = either(0);
    }
    skip_spaces();
    if (parsed && at_ < text_.size()) refuse("and, or or the end is expected");
    if (problem_) return tl::unexpected<ScimProblem>(std::move(*problem_));
    return std::move(*parsed);
}

ScimResult<ScimTarget> ScimFilterParser::target() {
    ScimTarget target;
    if (const auto found = path()) {
        target.path = *found;
        if (at_ < text_.size() && text_[at_] == '[') {
            ++at_;
            if (auto values = values_of(*found, 0)) target.values = std::move(values->operands.front());
            if (!problem_ && !found->attribute->multi_valued) refuse("brackets go behind attributes with many values");
            if (!problem_ && at_ < text_.size() && text_[at_] == '.') {
                ++at_;
                const auto name = name_at();
                target.path.sub = found->attribute->find(name);
                if (target.path.sub == nullptr) refuse("there is no such attribute");
                at_ += name.size();
            }
        }
        if (!problem_ && at_ < text_.size()) refuse("the end is expected");
    }
    if (problem_) return tl::unexpected<ScimProblem>(std::move(*problem_));
    return target;
}

}  // namespace tilbage::wire
