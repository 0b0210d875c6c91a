#include "core/account/device.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tilbage::core {
namespace {

template <class Name, std::size_t Size>
using Table = std::array<std::pair<std::string_view, Name>, Size>;

// The first that is there: browsers also name those that they want to be taken for.
constexpr Table<Browser, 10> kBrowserMarks{{{"Edg/", Browser::edge},
                                            {"EdgA/", Browser::edge},
                                            {"EdgiOS/", Browser::edge},
                                            {"OPR/", Browser::opera},
                                            {"SamsungBrowser/", Browser::samsung_internet},
                                            {"Firefox/", Browser::firefox},
                                            {"FxiOS/", Browser::firefox},
                                            {"Chrome/", Browser::chrome},
                                            {"CriOS/", Browser::chrome},
                                            {"Safari/", Browser::safari}}};
constexpr Table<System, 8> kSystemMarks{{{"Windows", System::windows},
                                         {"Android", System::android},
                                         {"CrOS", System::chrome_os},
                                         {"iPhone", System::ios},
                                         {"iPad", System::ios},
                                         {"Macintosh", System::macos},
                                         {"Linux", System::linux},
                                         {"X11", System::linux}}};

constexpr Table<Browser, 7> kBrowsers{{{"other", Browser::other},
                                       {"chrome", Browser::chrome},
                                       {"edge", Browser::edge},
                                       {"firefox", Browser::firefox},
                                       {"opera", Browser::opera},
                                       {"safari", Browser::safari},
                                       {"samsung_internet", Browser::samsung_internet}}};
constexpr Table<System, 7> kSystems{{{"other", System::other},
                                     {"android", System::android},
                                     {"chrome_os", System::chrome_os},
                                     {"ios", System::ios},
                                     {"linux", System::linux},
                                     {"macos", System::macos},
                                     {"windows", System::windows}}};

template <class Name, std::size_t Size>
Name first_in(const Table<Name, Size>& marks, std::string_view text) {
    const auto found =
        std::ranges::find_if(marks, [&](const auto& mark) { return text.find(mark.first) != std::string_view::npos; });
    return found == marks.end() ? Name::other : found->second;
}

template <class Name, std::size_t Size>
std::string_view word_of(const Table<Name, Size>& words, Name name) {
    return std::ranges::find(words, name, &std::pair<std::string_view, Name>::second)->first;
}

template <class Name, std::size_t Size>
Name named(const Table<Name, Size>& words, std::string_view word) {
    const auto found = std::ranges::find(words, word, &std::pair<std::string_view, Name>::first);
    return found == words.end() ? Name::other : found->second;
}

}  // namespace

Device device_of(std::string_view user_agent) {
    return {first_in(kBrowserMarks, user_agent), first_in(kSystemMarks, user_agent)};
}

std::string_view to_string(Browser browser) { return word_of(kBrowsers, browser); }
std::string_view to_string(System system) { return word_of(kSystems, system); }
Browser browser_named(std::string_view word) { return named(kBrowsers, word); }
System system_named(std::string_view word) { return named(kSystems, word); }

}  // namespace tilbage::core
