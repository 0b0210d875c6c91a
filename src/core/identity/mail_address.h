// Whether a text is one mail address that can stand in a mail's header and in an envelope.
#pragma once

#include <algorithm>
#include <string_view>

namespace tilbage::core {

inline constexpr std::size_t kMaxMailAddress = 320;  // bytes (RFC 3696 §3)

// One mailbox, and nothing that could end a header or start a second recipient.
[[nodiscard]] inline bool is_mail_address(std::string_view text) {
    const auto at = text.rfind('@');
    return text.size() <= kMaxMailAddress && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
           text.find_first_of(" ,;:<>()[]\"\\") == std::string_view::npos &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace tilbage::core
