#include "mailbox.h"

#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/encoding.h"
#include "fault.h"
#include "samples.h"

namespace tilbage::bench {
namespace {

bool is_digit(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }

std::string without_line_ends(std::string_view text) {
    std::string joined;
    for (const char letter : text) {
        if (letter != '\r' && letter != '\n') joined += letter;
    }
    return joined;
}

// RFC 2045 §6.7, as far as digits and their neighbours need it.
std::string decode_quoted_printable(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '=') {
            decoded += text[at];
            continue;
        }
        const bool soft_break = text.substr(at + 1, 1) == "\r" || text.substr(at + 1, 1) == "\n";
        if (!soft_break) decoded += '?';
        at += 2;
        if (soft_break && text.substr(at - 1, 2) != "\r\n") --at;
    }
    return decoded;
}

std::string decode(std::string_view headers, std::string_view body) {
    if (headers.find("quoted-printable") != std::string_view::npos) return decode_quoted_printable(body);
    if (headers.find("base64") == std::string_view::npos) return std::string(body);
    const auto bytes = base::from_base64(without_line_ends(body));
    return bytes ? std::string(base::as_text(*bytes)) : std::string();
}

// The text/plain part, or the whole body of a mail that has no parts.
std::string plain_text(std::string_view mail) {
    const auto type = mail.find("text/plain");
    const auto blank = mail.find("\r\n\r\n", type == std::string_view::npos ? 0 : type);
    if (blank == std::string_view::npos) return {};
    const auto before = mail.rfind("\r\n\r\n", type == std::string_view::npos ? 0 : type);
    const auto headers_begin = before == std::string_view::npos ? 0 : before;
    const auto headers = mail.substr(headers_begin, blank - headers_begin);
    const auto body = mail.substr(blank + 4);
    return decode(headers, body.substr(0, body.find("\r\n--")));
}

std::string recipient(std::string_view mail) {
    constexpr std::string_view kName = "Delivered-To: ";
    const auto begin = mail.find(kName);
    if (begin == std::string_view::npos) return {};
    const auto address = mail.substr(begin + kName.size());
    return std::string(address.substr(0, address.find("\r\n")));
}

}  // namespace

std::string code_in_mail(const std::string& mail) {
    const auto text = plain_text(mail);
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        auto end = begin;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - begin >= 6 && end - begin <= 8) return text.substr(begin, end - begin);
        begin = end;
    }
    return {};
}

Mailbox::Mailbox(std::filesystem::path folder)
    : folder_(std::move(folder)), watch_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    if (watch_ < 0 || inotify_add_watch(watch_, folder_.c_str(), IN_MOVED_TO) < 0) {
        throw BenchFault("cannot watch " + folder_.string() + ": " + std::strerror(errno));
    }
}

Mailbox::~Mailbox() { close(watch_); }

std::map<std::string, std::string> Mailbox::codes_for(const std::vector<std::string>& addresses,
                                                      std::chrono::seconds patience) {
    const auto deadline = Clock::now() + patience;
    std::map<std::string, std::string> found;
    for (const auto& address : addresses) {
        while (!codes_.contains(address)) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
            if (left.count() <= 0)
                throw BenchFault("no code came to " + address + " within " + std::to_string(patience.count()) + " s");
            read_new_mails(left);
        }
        found.insert(codes_.extract(address));
    }
    return found;
}

void Mailbox::read_new_mails(std::chrono::milliseconds patience) {
    pollfd waiting{watch_, POLLIN, 0};
    poll(&waiting, 1, static_cast<int>(patience.count()));
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    const auto size = read(watch_, buffer.data(), buffer.size());
    for (ssize_t at = 0; at < size;) {
        const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        if ((event->mask & IN_Q_OVERFLOW) != 0) throw BenchFault("mails came faster than they were read");
        file(folder_ / event->name);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
}

void Mailbox::file(const std::filesystem::path& mail) {
    std::ifstream stream(mail, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    const auto code = code_in_mail(text);
    if (!code.empty()) codes_[recipient(text)] = code;
}

}  // namespace tilbage::bench
