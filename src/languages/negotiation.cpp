#include "languages/negotiation.h"

#include <algorithm>
#include <charconv>

namespace tilbage::languages {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '_' ? '-' : c; }

bool same_tag(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

struct Range {
    std::string_view tag;
    int weight = 0;  // thousandths
};

// "0.8" → 800; what is not a weight counts as none.
int thousandths(std::string_view weight) {
    if (weight.empty() || (weight[0] != '0' && weight[0] != '1')) return 0;
    if (weight[0] == '1') return 1000;
    if (weight.size() < 3 || weight[1] != '.') return 0;
    std::string digits(weight.substr(2, 3));
    digits.resize(3, '0');
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size() ? value : 0;
}

Range range_of(std::string_view item) {
    const auto semicolon = item.find(';');
    Range range{trimmed(item.substr(0, semicolon)), 1000};
    if (semicolon == std::string_view::npos) return range;
    const auto parameter = trimmed(item.substr(semicolon + 1));
    if (parameter.starts_with("q=") || parameter.starts_with("Q="))
        range.weight = thousandths(trimmed(parameter.substr(2)));
    return range;
}

}  // namespace

std::optional<std::size_t> best_for_locale(std::span<const std::string> tags, std::string_view locale) {
    auto range = locale.substr(0, locale.find_first_of(".@"));
    while (!range.empty()) {
        const auto found = std::ranges::find_if(tags, [&](const auto& tag) { return same_tag(tag, range); });
        if (found != tags.end()) return static_cast<std::size_t>(found - tags.begin());
        const auto last = range.find_last_of("-_");
        range = range.substr(0, last == std::string_view::npos ? 0 : last);
    }
    return std::nullopt;
}

std::optional<std::size_t> best_for_accept_language(std::span<const std::string> tags, std::string_view header) {
    std::optional<std::size_t> best;
    int weight = 0;
    while (!header.empty()) {
        const auto end = std::min(header.find(','), header.size());
        const auto range = range_of(header.substr(0, end));
        header.remove_prefix(std::min(end + 1, header.size()));
        if (range.weight <= weight) continue;
        const auto found =
            range.tag == "*" && !tags.empty() ? std::optional<std::size_t>(0) : best_for_locale(tags, range.tag);
        if (!found) continue;
        best = found;
        weight = range.weight;
    }
    return best;
}

}  // namespace tilbage::languages
