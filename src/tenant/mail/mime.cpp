#include "tenant/mail/mime.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "base/encoding.h"

namespace tilbage::tenant {
namespace {

constexpr std::string_view kLineEnd = "\r\n";

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c >= ' ' && c < 0x7f; });
}

// Whole UTF-8 characters of at most `max` bytes.
std::string_view leading_characters(std::string_view text, std::size_t max) {
    if (text.size() <= max) return text;
    while (max > 0 && (static_cast<unsigned char>(text[max]) & 0xc0U) == 0x80U) --max;
    return text.substr(0, max);
}

// RFC 2047 §4.1; words of at most 75 characters.
std::string encoded_words(std::string_view text) {
    constexpr std::size_t kBytesPerWord = 42;
    std::string out;
    while (!text.empty()) {
        auto part = leading_characters(text, kBytesPerWord);
        if (part.empty()) part = text.substr(0, kBytesPerWord);
        text.remove_prefix(part.size());
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base::to_base64(base::as_bytes(part)) + "?=";
    }
    return out;
}

std::string header_text(std::string_view text) { return is_plain(text) ? std::string(text) : encoded_words(text); }

std::string from_header(const Sender& sender) {
    const auto open = sender.from.rfind('<');
    if (open == std::string::npos || is_plain(sender.from)) return sender.from;
    auto name = sender.from.substr(0, open);
    while (!name.empty() && name.back() == ' ') name.pop_back();
    return encoded_words(name) + " <" + sender.address + ">";
}

// RFC 2045 §6.7
std::string quoted_printable(std::string_view text) {
    constexpr std::size_t kLongestLine = 75;  // and the soft break's '='
    std::string out;
    std::size_t column = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '\n') {
            out += kLineEnd;
            column = 0;
            continue;
        }
        const bool before_line_end = i + 1 == text.size() || text[i + 1] == '\n';
        const bool literal = (c > ' ' && c < 0x7f && c != '=') || (c == ' ' && !before_line_end);
        const std::string piece = literal ? std::string(1, text[i]) : fmt::format("={:02X}", c);
        if (column + piece.size() > kLongestLine) {
            out += "=\r\n";
            column = 0;
        }
        out += piece;
        column += piece.size();
    }
    return out;
}

// Breaks at spaces, so that no word (a code least of all) is cut by a soft break.
std::string wrapped(std::string_view text) {
    constexpr std::size_t kWidth = 66;
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" \n", 1), text.size());
        const auto word = text.substr(0, end);
        if (word.front() == '\n') column = 0;
        if (column > 0 && word.front() == ' ' && column + word.size() > kWidth) {
            out += '\n';
            out += word.substr(1);
            column = word.size() - 1;
        } else {
            out += word;
            column += word.size();
        }
        text.remove_prefix(end);
    }
    return out;
}

std::string letters(base::Random& random, std::size_t count) {
    std::string out;
    while (out.size() < count) {
        std::array<std::uint8_t, 1> byte{};
        random.fill(byte);
        if (byte[0] < 26 * 9) out += static_cast<char>('a' + byte[0] % 26);
    }
    return out;
}

// RFC 5322 §3.3
std::string date_header(base::TimePoint now) {
    using namespace std::chrono;
    constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = floor<days>(now);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(now - day));
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays[weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string part(const std::string& boundary, std::string_view type, std::string_view text) {
    return fmt::format(
        "--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        boundary, type, quoted_printable(wrapped(text)));
}

}  // namespace

std::string to_rfc5322(const core::Mail& mail, const Sender& sender, base::TimePoint now, base::Random& random) {
    const auto domain = sender.address.substr(sender.address.find('@') + 1);
    const auto boundary = "tilbage-" + letters(random, 32);
    std::string message = "From: " + from_header(sender) + "\r\n";
    message += "To: <" + mail.to + ">\r\n";
    message += "Subject: " + header_text(mail.subject) + "\r\n";
    message += "Date: " + date_header(now) + "\r\n";
    message += "Message-ID: <" + letters(random, 32) + "@" + domain + ">\r\n";
    message += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    message += "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n";
    message += part(boundary, "text/plain", mail.text);
    message += part(boundary, "text/html", mail.html);
    message += "--" + boundary + "--\r\n";
    return message;
}

}  // namespace tilbage::tenant
