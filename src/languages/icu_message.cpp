#include "languages/icu_message.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <vector>

namespace tilbage::languages {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

icu::UnicodeString utf16(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    return text.toUTF8String(out);
}

std::string in_words(UErrorCode status) {
    switch (static_cast<int>(status)) {
        case U_UNMATCHED_BRACES:
            return "a brace has no partner";
        case U_DEFAULT_KEYWORD_MISSING:
            return "a plural or select has no \"other\"";
        case U_PATTERN_SYNTAX_ERROR:
            return "not an ICU message";
        default:
            return fmt::format("not an ICU message ({})", u_errorName(status));
    }
}

tl::unexpected<base::Error> broken(UErrorCode status, const UParseError& where) {
    auto problem = in_words(status);
    if (const icu::UnicodeString after(where.postContext); !after.isEmpty())
        problem += fmt::format(", at \"{}\"", utf8(after));
    return fail(ErrorCode::invalid_argument, std::move(problem));
}

icu::Formattable formattable(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return icu::Formattable(static_cast<int64_t>(*number));
    if (const auto* text = std::get_if<std::string>(&value)) return icu::Formattable(utf16(*text));
    return icu::Formattable(icu::UnicodeString("none"));
}

// Without ICU: what has neither an argument nor anything quoted.
bool is_plain(std::string_view pattern) { return pattern.find_first_of("{}'") == std::string_view::npos; }

}  // namespace

Result<std::set<std::string>> arguments_of(std::string_view pattern) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const auto text = utf16(pattern);
    const icu::MessagePattern parsed(text, &where, status);
    if (U_FAILURE(status)) return broken(status, where);
    std::set<std::string> names;
    for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
        const auto& part = parsed.getPart(i);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER)
            return fail(ErrorCode::invalid_argument,
                        fmt::format("{{{}}} has a number, where a name belongs", utf8(parsed.getSubstring(part))));
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME) names.insert(utf8(parsed.getSubstring(part)));
    }
    // What the parser lets through: types that there are not.
    const icu::MessageFormat format(text, icu::Locale::getEnglish(), where, status);
    if (U_FAILURE(status)) return broken(status, where);
    return names;
}

std::set<std::string> select_keys_of(std::string_view pattern) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessagePattern parsed(utf16(pattern), nullptr, status);
    std::set<std::string> keys;
    if (U_FAILURE(status)) return keys;
    std::vector<std::string> open;  // arguments around; empty for those that are not selects
    for (std::int32_t i = 0; i < parsed.countParts(); ++i) {
        const auto& part = parsed.getPart(i);
        if (part.getType() == UMSGPAT_PART_TYPE_ARG_START) {
            const bool is_select = part.getArgType() == UMSGPAT_ARG_TYPE_SELECT;
            open.push_back(is_select ? utf8(parsed.getSubstring(parsed.getPart(i + 1))) : std::string());
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_LIMIT) {
            open.pop_back();
        } else if (part.getType() == UMSGPAT_PART_TYPE_ARG_SELECTOR && !open.back().empty()) {
            keys.insert(fmt::format("{}: {}", open.back(), utf8(parsed.getSubstring(part))));
        }
    }
    return keys;
}

Result<std::string> format_message(std::string_view pattern, std::string_view locale,
                                   std::span<const Argument> arguments) {
    if (is_plain(pattern)) return std::string(pattern);
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const auto known =
        icu::Locale::forLanguageTag(icu::StringPiece(locale.data(), static_cast<std::int32_t>(locale.size())), status);
    const icu::MessageFormat format(utf16(pattern), known, where, status);
    if (U_FAILURE(status)) return broken(status, where);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& argument : arguments) {
        names.push_back(utf16(argument.name));
        values.push_back(formattable(argument.value));
    }
    icu::UnicodeString said;
    format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), said, status);
    if (U_FAILURE(status)) return broken(status, where);
    return utf8(said);
}

}  // namespace tilbage::languages
