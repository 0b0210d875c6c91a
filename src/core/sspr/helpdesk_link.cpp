#include "core/sspr/helpdesk_link.h"

#include <algorithm>

#include "core/sspr/policy_mistakes.h"

namespace tilbage::core {
namespace {

// What may stand in a URI without being told apart from the text around it (RFC 3986 §2): no spaces, quotes, brackets.
bool is_uri_character(char c) {
    return c > 0x20 && c < 0x7F && std::string_view("\"<>\\^`{|}").find(c) == std::string_view::npos;
}

bool is_number(std::string_view text) {
    const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    const bool known = std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || std::string_view("+-.()").find(c) != std::string_view::npos;
    });
    return known && digits >= 3;
}

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size();
}

}  // namespace

bool is_helpdesk_link(std::string_view link) {
    if (link.size() > policy_limits::kLongestHelpdesk || !std::ranges::all_of(link, is_uri_character)) return false;
    if (link.starts_with("mailto:")) return is_address(link.substr(7));
    if (link.starts_with("tel:")) return is_number(link.substr(4));
    if (!link.starts_with("https://")) return false;
    const auto host = link.substr(8, link.substr(8).find_first_of("/?#"));
    return !host.empty() && host.find('@') == std::string_view::npos;
}

}  // namespace tilbage::core
