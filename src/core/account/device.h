// Roughly what somebody signs in with, for them to know a sign-in of theirs again: two names out of few. The User-Agent
// header itself (RFC 9110 §10.1.5) is kept nowhere.
#pragma once

#include <string_view>

namespace tilbage::core {

enum class Browser { other, chrome, edge, firefox, opera, safari, samsung_internet };
enum class System { other, android, chrome_os, ios, linux, macos, windows };

struct Device {
    Browser browser = Browser::other;
    System system = System::other;

    bool operator==(const Device&) const = default;
};

// Of whatever a client says of itself; nothing rests on it.
[[nodiscard]] Device device_of(std::string_view user_agent);

// "chrome", "chrome_os": in the store, in the audit and in the page's API.
[[nodiscard]] std::string_view to_string(Browser browser);
[[nodiscard]] std::string_view to_string(System system);
// `other` for every other word.
[[nodiscard]] Browser browser_named(std::string_view word);
[[nodiscard]] System system_named(std::string_view word);

}  // namespace tilbage::core
