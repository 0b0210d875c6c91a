#include "wire/short_text.h"

#include "base/unicode.h"

namespace tilbage::wire {

std::string short_text(std::string_view text, std::size_t max) {
    constexpr std::string_view kEllipsis = "…";
    const auto goes_on = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    if (!base::is_valid_utf8(text)) {
        std::string ascii(text);
        for (char& c : ascii) {
            if (static_cast<unsigned char>(c) >= 0x80U) c = '?';
        }
        return short_text(ascii, max);
    }
    if (text.size() <= max) return std::string(text);
    auto end = max - kEllipsis.size();
    while (end > 0 && goes_on(text[end])) --end;
    return std::string(text.substr(0, end)).append(kEllipsis);
}

}  // namespace tilbage::wire
