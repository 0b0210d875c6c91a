#include "languages/language_file.h"

#include <algorithm>
#include <boost/json/parser.hpp>
#include <fmt/format.h>
#include <optional>

namespace tilbage::languages {
namespace {

namespace json = boost::json;
using base::ErrorCode;
using base::fail;
using base::Result;

Result<json::value> parse(const LanguageFile& file) {
    json::parser parser;
    boost::system::error_code error;
    const auto read = parser.write_some(file.json.data(), file.json.size(), error);
    const auto rest = file.json.substr(std::min(read, file.json.size()));
    const bool ends = rest.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (!error && ends) return parser.release();
    const auto line = 1 + std::ranges::count(file.json.substr(0, read), '\n');
    return fail(ErrorCode::corrupt, fmt::format("{}: line {}: not JSON ({})", path_of(file.tag), line,
                                                error ? error.message() : "more after the end"));
}

// Puts every leaf below `value` into `messages`; the path of what is neither words nor a group of words, if there is
// one.
std::optional<std::string> gather(const json::value& value, const std::string& path, auto& messages) {
    const auto below = [&](std::string_view name) {
        return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
    };
    if (const auto* text = value.if_string()) {
        messages.emplace(path, std::string(*text));
        return std::nullopt;
    }
    if (const auto* object = value.if_object()) {
        for (const auto& [name, member] : *object)
            if (auto wrong = gather(member, below(name), messages)) return wrong;
        return std::nullopt;
    }
    const auto* array = value.if_array();
    if (array == nullptr) return path;
    for (std::size_t i = 0; i < array->size(); ++i) {
        if (!(*array)[i].is_string()) return below(std::to_string(i));
        messages.emplace(below(std::to_string(i)), std::string((*array)[i].get_string()));
    }
    return std::nullopt;
}

std::string taken(auto& messages, std::string_view path) {
    const auto found = messages.find(path);
    if (found == messages.end()) return {};
    auto text = std::move(found->second);
    messages.erase(found);
    return text;
}

}  // namespace

std::string path_of(std::string_view tag) { return fmt::format("languages/{}.json", tag); }

Result<Language> read_language(const LanguageFile& file) {
    const auto value = parse(file);
    if (!value) return fail(value.error());
    const auto wrong = [&](std::string_view path, std::string_view what) {
        return fail(ErrorCode::corrupt, fmt::format("{}: {}: {}", path_of(file.tag), path, what));
    };
    Language language{.tag = std::string(file.tag), .name = {}, .locale = {}, .messages = {}};
    if (!value->is_object()) return wrong("(top)", "not an object");
    if (const auto path = gather(*value, {}, language.messages))
        return wrong(*path, "neither words nor a group of words");
    language.name = taken(language.messages, "language.name");
    language.locale = taken(language.messages, "language.locale");
    if (language.name.empty()) return wrong("language.name", "missing: how the language calls itself");
    if (language.locale.empty()) return wrong("language.locale", "missing: such as \"da-DK\"");
    return language;
}

}  // namespace tilbage::languages
