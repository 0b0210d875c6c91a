// What every mail of ours is made of: paragraphs, as plain text and as a page of HTML.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace tilbage::tenant {

[[nodiscard]] std::string plain(std::initializer_list<std::string> paragraphs);
// Escaped.
[[nodiscard]] std::string paragraph(std::string_view text);
// A code to be read and typed, large.
[[nodiscard]] std::string code_line(std::string_view code);
// Both escaped. `address` is one of our own, from the configuration.
[[nodiscard]] std::string link(std::string_view address, std::string_view text);
// No picture, nothing from elsewhere; colours by name, since six digits in a row are the code's privilege.
[[nodiscard]] std::string page(std::string_view tag, std::string_view body);

struct WrittenTime {
    std::string date;  // 2026-11-22
    std::string time;  // 21:05, in UTC
};
[[nodiscard]] WrittenTime written(base::TimePoint at);

}  // namespace tilbage::tenant
