#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "languages/icu_message.h"
#include "languages/mistakes.h"

namespace tilbage::languages {
namespace {

using Names = std::set<std::string>;

struct Declared {
    std::string constant;  // "kNoticeWhat"; empty where it stands in a table
    std::string key;       // "notice.what"
    Names arguments;
    bool is_list = false;
};

std::string code_below(const std::filesystem::path& folder) {
    std::string code;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with("_test.cpp") || !(name.ends_with(".cpp") || name.ends_with(".h"))) continue;
        std::ifstream file(entry.path());
        code.append(std::istreambuf_iterator<char>(file), {});
    }
    return code;
}

Names quoted(const std::string& list) {
    static const std::regex kQuoted("\"([^\"]*)\"");
    Names names;
    for (std::sregex_iterator it(list.begin(), list.end(), kQuoted), end; it != end; ++it) names.insert((*it)[1]);
    return names;
}

std::vector<Declared> declared_in(const std::string& code) {
    static const std::regex kDeclaration(R"re(\bMessage(List)?<([^<>]*)>\s*(\w*)\s*\{\s*"([^"]*)")re");
    std::vector<Declared> found;
    for (std::sregex_iterator it(code.begin(), code.end(), kDeclaration), end; it != end; ++it)
        found.push_back({(*it)[3], (*it)[4], quoted((*it)[2]), (*it)[1].matched});
    return found;
}

std::map<std::string, int> words_in(const std::string& code) {
    static const std::regex kWord(R"(\bk[A-Z]\w*)");
    std::map<std::string, int> counts;
    for (std::sregex_iterator it(code.begin(), code.end(), kWord), end; it != end; ++it) ++counts[it->str()];
    return counts;
}

// "weekdays.3" belongs to the list "weekdays".
bool belongs_to(const Declared& message, std::string_view key) {
    if (!message.is_list) return key == message.key;
    if (!key.starts_with(message.key + ".")) return false;
    return key.substr(message.key.size() + 1).find_first_not_of("0123456789") == std::string_view::npos;
}

std::string in_braces(const Names& names) {
    std::string said;
    for (const auto& name : names) said += fmt::format("{}{{{}}}", said.empty() ? "" : " ", name);
    return said.empty() ? "no arguments" : said;
}

// The section's messages, by their keys inside it.
std::map<std::string, std::string> section_of(std::span<const LanguageFile> files, std::string_view section) {
    std::map<std::string, std::string> messages;
    const auto english = std::ranges::find(files, "en", &LanguageFile::tag);
    if (english == files.end()) return messages;
    const auto language = read_language(*english);
    if (!language) return messages;
    const auto prefix = fmt::format("{}.", section);
    for (const auto& [path, pattern] : language->messages)
        if (path.starts_with(prefix)) messages.emplace(path.substr(prefix.size()), pattern);
    return messages;
}

}  // namespace

std::vector<std::string> mistakes_in_program(const std::filesystem::path& folder, std::span<const LanguageFile> files,
                                             std::string_view section) {
    const auto code = code_below(folder);
    const auto uses = words_in(code);
    auto unsaid = section_of(files, section);
    const auto messages = unsaid;
    std::vector<std::string> mistakes;
    const auto add = [&](std::string_view key, const std::string& what) {
        mistakes.push_back(fmt::format("{}: {}.{}: {}", path_of("en"), section, key, what));
    };
    for (const auto& message : declared_in(code)) {
        bool found = false;
        for (const auto& [key, pattern] : messages) {
            if (!belongs_to(message, key)) continue;
            found = true;
            unsaid.erase(key);
            const auto names = arguments_of(pattern);
            if (names && *names != message.arguments)
                add(key,
                    fmt::format("English has {}, the code gives {}", in_braces(*names), in_braces(message.arguments)));
        }
        if (!found) add(message.key, "missing; the code says it");
        if (!message.constant.empty() && uses.at(message.constant) < 2)
            add(message.key, fmt::format("{} is declared and said nowhere", message.constant));
    }
    for (const auto& [key, pattern] : unsaid) add(key, "nobody says it");
    return mistakes;
}

}  // namespace tilbage::languages
