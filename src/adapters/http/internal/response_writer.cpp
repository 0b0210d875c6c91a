#include "adapters/http/internal/response_writer.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace tilbage::adapters::http::internal {
namespace {

bool is_token(std::string_view text) {  // RFC 9110 §5.6.2
    constexpr std::string_view kPunctuation = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               kPunctuation.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x20 ? c != 0x7f : c == '\t'; });
}

bool is_ours(std::string_view name) {
    for (const std::string_view ours : {"content-length", "transfer-encoding", "connection", "date", "content-type"})
        if (equal_ignoring_case(name, ours)) return true;
    return false;
}

bool can_be_written(const Response& response) {
    return response.status >= 200 && response.status <= 599 && is_field_value(response.content_type) &&
           std::all_of(response.headers.begin(), response.headers.end(), [](const Header& header) {
               return is_token(header.name) && is_field_value(header.value) && !is_ours(header.name);
           });
}

// IMF-fixdate (RFC 9110 §5.6.7), made once a second. In English whatever the locale.
const std::string& date_now() {
    thread_local std::time_t made_at = 0;
    thread_local std::string text;
    const std::time_t now = std::time(nullptr);
    if (now == made_at) return text;
    constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    gmtime_r(&now, &parts);
    const auto two = [](int number) {
        return std::string{static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
    };
    text = std::string(kDays[static_cast<std::size_t>(parts.tm_wday)]) + ", " + two(parts.tm_mday) + " " +
           std::string(kMonths[static_cast<std::size_t>(parts.tm_mon)]) + " " + std::to_string(1900 + parts.tm_year) +
           " " + two(parts.tm_hour) + ":" + two(parts.tm_min) + ":" + two(parts.tm_sec) + " GMT";
    made_at = now;
    return text;
}

void add(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

bool omits_content(const Response& response, bool to_head_request) {
    return to_head_request || response.status == 204 || response.status == 304;
}

std::string write_head(Response& response, AfterResponse after) {
    if (!can_be_written(response)) {
        response = Response{};
        response.status = 500;
    }
    std::string head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    head.append(reason_phrase(response.status)).append("\r\n");
    add(head, "Date", date_now());
    if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
    for (const auto& header : response.headers) add(head, header.name, header.value);
    if (response.status != 204 && response.status != 304)
        add(head, "Content-Length", std::to_string(response.content().size()));
    if (after == AfterResponse::close) add(head, "Connection", "close");
    head.append("\r\n");
    return head;
}

}  // namespace tilbage::adapters::http::internal
