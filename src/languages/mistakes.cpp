#include "languages/mistakes.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <optional>
#include <set>

#include "languages/icu_message.h"

namespace tilbage::languages {
namespace {

using Names = std::set<std::string>;

class Report {
public:
    void add(std::string_view tag, std::string_view path, std::string_view what) {
        lines_.push_back(fmt::format("{}: {}: {}", path_of(tag), path, what));
    }
    void add(std::string line) { lines_.push_back(std::move(line)); }
    [[nodiscard]] std::vector<std::string> lines() && { return std::move(lines_); }

private:
    std::vector<std::string> lines_;
};

std::string in_braces(const Names& names) {
    std::vector<std::string> said;
    for (const auto& name : names) said.push_back(fmt::format("{{{}}}", name));
    return said.empty() ? "none" : fmt::format("{}", fmt::join(said, " "));
}

// Nothing for a broken pattern, which is then reported.
std::optional<Names> arguments_in(const Language& language, const std::string& path, Report& report) {
    const auto& pattern = language.messages.at(path);
    if (pattern.empty()) report.add(language.tag, path, "says nothing");
    auto names = arguments_of(pattern);
    if (names) return std::move(*names);
    report.add(language.tag, path, fmt::format("{}: \"{}\"", names.error().message, pattern));
    return std::nullopt;
}

void compare(const Language& english, const Language& language, Report& report) {
    for (const auto& [path, pattern] : english.messages)
        if (!language.messages.contains(path))
            report.add(language.tag, path, fmt::format("missing; English: \"{}\"", pattern));
    for (const auto& [path, pattern] : language.messages) {
        const auto names = arguments_in(language, path, report);
        const auto source = english.messages.find(path);
        if (source == english.messages.end()) {
            report.add(language.tag, path, "English has no such key");
            continue;
        }
        const auto expected = arguments_of(source->second);
        if (!names || !expected) continue;
        for (const auto& name : *expected)
            if (!names->contains(name)) report.add(language.tag, path, fmt::format("lacks the argument {{{}}}", name));
        const auto keys = select_keys_of(pattern);
        for (const auto& key : select_keys_of(source->second))
            if (!keys.contains(key)) report.add(language.tag, path, fmt::format("lacks the case {{{}}}", key));
        for (const auto& name : *names)
            if (!expected->contains(name))
                report.add(language.tag, path,
                           fmt::format("there is no argument {{{}}}; English has {}", name, in_braces(*expected)));
    }
}

std::optional<Language> english_of(std::span<const LanguageFile> files) {
    const auto found = std::ranges::find(files, "en", &LanguageFile::tag);
    if (found == files.end()) return std::nullopt;
    auto english = read_language(*found);
    if (!english) return std::nullopt;
    return std::move(*english);
}

}  // namespace

std::vector<std::string> mistakes_in(std::span<const LanguageFile> files) {
    Report report;
    const auto english = english_of(files);
    for (const auto& file : files) {
        const auto language = read_language(file);
        if (!language) {
            report.add(language.error().message);
            continue;
        }
        if (!(language->locale + "-").starts_with(language->tag + "-"))
            report.add(language->tag, "language.locale",
                       fmt::format("\"{}\" is not of \"{}\"", language->locale, language->tag));
        if (english) compare(*english, *language, report);
    }
    if (!english) report.add("en", "(top)", "English is the source of all others and cannot be read");
    return std::move(report).lines();
}

}  // namespace tilbage::languages
