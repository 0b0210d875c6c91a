#include "adapters/http/message.h"

#include <algorithm>

namespace tilbage::adapters::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Calls `use` with each trimmed piece until it returns true; whether it did.
template <class F>
bool any_piece(std::string_view text, char separator, F use) {
    while (true) {
        const auto end = text.find(separator);
        if (use(trimmed(text.substr(0, end)))) return true;
        if (end == std::string_view::npos) return false;
        text.remove_prefix(end + 1);
    }
}

const Parameter* find(const std::vector<Parameter>& parameters, std::string_view name) {
    const auto at = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; });
    return at == parameters.end() ? nullptr : &*at;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool lists_token(std::string_view header_value, std::string_view token) {
    return any_piece(header_value, ',', [&](std::string_view piece) { return equal_ignoring_case(piece, token); });
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& header : headers)
        if (equal_ignoring_case(header.name, name)) return header.value;
    return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
    const Parameter* found = find(query, name);
    return found ? std::optional<std::string_view>(found->value) : std::nullopt;
}

std::string_view Request::path_value(std::string_view name) const {
    const Parameter* found = find(path_parameters, name);
    return found ? std::string_view(found->value) : std::string_view();
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
    std::optional<std::string_view> value;
    const auto take = [&](std::string_view pair) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) return false;
        value = pair.substr(equals + 1);
        return true;
    };
    for (const auto& header : headers)
        if (equal_ignoring_case(header.name, "cookie") && any_piece(header.value, ';', take)) return value;
    return std::nullopt;
}

std::string Request::media_type() const {
    const std::string_view value = header("content-type");
    std::string type(trimmed(value.substr(0, value.find(';'))));
    std::transform(type.begin(), type.end(), type.begin(), lower);
    return type;
}

std::string_view reason_phrase(unsigned status) {
    switch (status) {
        case 100:
            return "Continue";
        case 101:
            return "Switching Protocols";
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 206:
            return "Partial Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 411:
            return "Length Required";
        case 412:
            return "Precondition Failed";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 422:
            return "Unprocessable Content";
        case 426:
            return "Upgrade Required";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "";
    }
}

}  // namespace tilbage::adapters::http
