#include "languages/languages.h"

#include <algorithm>
#include <fmt/format.h>

#include "languages/icu_message.h"
#include "languages/negotiation.h"

namespace tilbage::languages {
namespace {

std::optional<std::string> said(const Language& language, std::string_view path, std::span<const Argument> arguments) {
    const auto found = language.messages.find(path);
    if (found == language.messages.end()) return std::nullopt;
    auto text = format_message(found->second, language.locale, arguments);
    if (!text) return std::nullopt;
    return std::move(*text);
}

}  // namespace

Words::Words(std::shared_ptr<const Language> language, std::shared_ptr<const Language> english, std::string section)
    : language_(std::move(language)), english_(std::move(english)), section_(std::move(section)) {}

std::string Words::say(std::string_view key, std::initializer_list<Argument> arguments) const {
    auto path = fmt::format("{}.{}", section_, key);
    if (auto text = said(*language_, path, arguments)) return std::move(*text);
    if (auto text = said(*english_, path, arguments)) return std::move(*text);
    return path;
}

std::vector<std::string> Words::say_list(std::string_view key, std::initializer_list<Argument> arguments) const {
    std::vector<std::string> items;
    // English says how many there are.
    while (english_->messages.contains(fmt::format("{}.{}.{}", section_, key, items.size())))
        items.push_back(say(fmt::format("{}.{}", key, items.size()), arguments));
    return items;
}

Languages::Languages(std::span<const LanguageFile> files, std::string_view section) {
    std::map<std::string, std::shared_ptr<const Language>> read;
    for (const auto& file : files)
        if (auto language = read_language(file)) read[language->tag] = std::make_shared<const Language>(*language);
    auto& found = read["en"];
    if (!found)
        found = std::make_shared<const Language>(
            Language{.tag = "en", .name = "English", .locale = "en-US", .messages = {}});
    const auto english = found;
    const std::string name(section);
    all_.emplace_back(english, english, name);
    for (const auto& [tag, language] : read)
        if (language != english) all_.emplace_back(language, english, name);
    for (const auto& words : all_) tags_.push_back(words.tag());
}

bool Languages::has(std::string_view tag) const { return std::ranges::find(tags_, tag) != tags_.end(); }

bool Languages::knows(std::string_view locale) const { return best_for_locale(tags_, locale).has_value(); }

const Words& Languages::for_locale(std::string_view locale) const {
    return all_[best_for_locale(tags_, locale).value_or(0)];
}

const Words& Languages::for_accept_language(std::string_view header) const {
    return all_[best_for_accept_language(tags_, header).value_or(0)];
}

}  // namespace tilbage::languages
