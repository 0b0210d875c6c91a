// One languages/<tag>.json, read: what the language calls itself, and its messages by path (`mails.code.subject`; those
// of an array `mails.weekdays.0`, `mails.weekdays.1`, …).
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tilbage::languages {

struct LanguageFile {
    std::string_view tag;   // RFC 5646, the file's name
    std::string_view json;  // UTF-8
};

struct Language {
    std::string tag;
    std::string name;    // in the language itself
    std::string locale;  // of ICU, BCP 47: "da-DK"
    std::map<std::string, std::string, std::less<>> messages;
};

// The error names the file, and the line or the path.
[[nodiscard]] base::Result<Language> read_language(const LanguageFile& file);

// "languages/da.json"
[[nodiscard]] std::string path_of(std::string_view tag);

}  // namespace tilbage::languages
