#include "tenant/text/webhook_body.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <functional>
#include <set>

namespace tilbage::tenant {
namespace {

namespace json = boost::json;

// What stands in braces in a text, and what is put there. Braces around anything but a short word are left alone.
using Fill = std::function<std::string(std::string_view name)>;

bool is_name(std::string_view text) {
    constexpr std::size_t kLongest = 16;
    return !text.empty() && text.size() <= kLongest &&
           std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string filled(std::string_view text, const Fill& fill) {
    std::string done;
    while (!text.empty()) {
        const auto open = text.find('{');
        done += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = text.find('}', open);
        const auto name =
            close == std::string_view::npos ? std::string_view{} : text.substr(open + 1, close - open - 1);
        if (is_name(name)) {
            done += fill(name);
            text.remove_prefix(close + 1);
        } else {
            done += '{';
            text.remove_prefix(open + 1);
        }
    }
    return done;
}

void fill_in(json::value& value, const Fill& fill) {
    if (auto* text = value.if_string()) *text = filled(*text, fill);
    if (auto* list = value.if_array()) {
        for (auto& one : *list) fill_in(one, fill);
    }
    if (auto* object = value.if_object()) {
        for (auto& [name, one] : *object) fill_in(one, fill);
    }
}

}  // namespace

std::string problem_of_webhook_body(std::string_view pattern) {
    json::error_code failed;
    auto value = json::parse(pattern, failed);
    if (failed || !(value.is_object() || value.is_array())) return "must be a JSON object: " + failed.message();
    std::set<std::string, std::less<>> names;
    fill_in(value, [&](std::string_view name) {
        names.emplace(name);
        return std::string{};
    });
    for (const auto& name : names) {
        if (name != "id" && name != "to" && name != "digits" && name != "from" && name != "text") {
            return "knows no {" + name + "}, only {id}, {to}, {digits}, {from} and {text}";
        }
    }
    if (!names.contains("text")) return "must have {text} in one of its texts";
    if (!names.contains("to") && !names.contains("digits")) return "must have {to} or {digits} in one of its texts";
    return {};
}

std::string webhook_body(std::string_view pattern, const core::OutgoingText& text, std::string_view sender) {
    auto value = json::parse(pattern);
    fill_in(value, [&](std::string_view name) -> std::string {
        if (name == "id") return text.id;
        if (name == "to") return text.to;
        if (name == "digits") return text.to.substr(text.to.starts_with('+') ? 1 : 0);
        if (name == "from") return std::string(sender);
        return text.text;
    });
    return json::serialize(value);
}

}  // namespace tilbage::tenant
