#include "adapters/http/url_encoding.h"

#include <algorithm>

#include "base/unicode.h"

namespace tilbage::adapters::http {
namespace {

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool is_acceptable_path(std::string_view path) {
    return path.starts_with('/') && base::is_valid_utf8(path) && path.find('\\') == std::string_view::npos &&
           std::none_of(path.begin(), path.end(), is_control);
}

std::optional<std::string> decode_form_text(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    auto decoded = percent_decode(spaced);
    if (decoded && !base::is_valid_utf8(*decoded)) return std::nullopt;
    return decoded;
}

// "https://host/path" → "/path" (absolute form, RFC 9112 §3.2.2).
std::string_view without_authority(std::string_view target) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
            const auto path = target.find_first_of("/?", scheme.size());
            return path == std::string_view::npos || target[path] == '?' ? std::string_view("/") : target.substr(path);
        }
    return target;
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (text.size() - i < 3) return std::nullopt;
            const int high = hex_value(text[i + 1]);
            const int low = hex_value(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        }
        if (c == '\0') return std::nullopt;
        decoded.push_back(c);
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
    return encoded;
}

std::optional<std::vector<Parameter>> parse_form(std::string_view text) {
    std::vector<Parameter> parameters;
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const std::string_view piece = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (piece.empty()) continue;
        const auto equals = std::min(piece.find('='), piece.size());
        auto name = decode_form_text(piece.substr(0, equals));
        auto value = decode_form_text(piece.substr(std::min(equals + 1, piece.size())));
        if (!name || !value) return std::nullopt;
        parameters.push_back({std::move(*name), std::move(*value)});
    }
    return parameters;
}

std::optional<Target> parse_target(std::string_view target) {
    target = without_authority(target);
    const auto question = std::min(target.find('?'), target.size());
    auto path = percent_decode(target.substr(0, question));
    if (!path || !is_acceptable_path(*path)) return std::nullopt;
    auto query = parse_form(target.substr(std::min(question + 1, target.size())));
    if (!query) return std::nullopt;
    return Target{std::move(*path), std::move(*query)};
}

}  // namespace tilbage::adapters::http
