#include "connect/events/events_command.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/core.h>
#include <fstream>
#include <sys/stat.h>

#include "connect/events/event_log.h"

namespace tilbage::connect {
namespace {

constexpr std::chrono::milliseconds kLookAgain{300};

std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::optional<base::TimePoint> parse_duration(std::string_view text, base::TimePoint now) {
    constexpr std::int64_t kMost = 10'000;
    const auto count = number(text.substr(0, text.size() - 1));
    if (!count || *count > kMost) return std::nullopt;
    switch (text.back()) {
        case 's':
            return now - std::chrono::seconds(*count);
        case 'm':
            return now - std::chrono::minutes(*count);
        case 'h':
            return now - std::chrono::hours(*count);
        case 'd':
            return now - std::chrono::hours(24 * *count);
        default:
            return std::nullopt;
    }
}

// The whole text in this form; strptime alone takes 31 February.
std::optional<base::TimePoint> parse_date(const std::string& text, const char* form) {
    std::tm parts{};
    const char* end = strptime(text.c_str(), form, &parts);
    if (end == nullptr || *end != '\0') return std::nullopt;
    const auto wanted_day = parts.tm_mday;
    const auto seconds = timegm(&parts);
    if (seconds < 0 || parts.tm_mday != wanted_day) return std::nullopt;
    return base::from_seconds(seconds);
}

class Printer {
public:
    Printer(const EventQuery& query, base::TimePoint since) : query_(query), since_(since) {}

    void print(const std::string& line) const {
        const auto record = decode_event(line);
        if (!record || record->at < since_) return;
        if (!query_.ids.empty() && std::ranges::find(query_.ids, record->id) == query_.ids.end()) return;
        if (query_.as_json) {
            fmt::print("{}\n", line);
        } else {
            const auto seconds = static_cast<std::time_t>(base::to_seconds(record->at));
            fmt::print("{:%Y-%m-%d %H:%M:%S} UTC  {}  {:7}  {}\n", fmt::gmtime(seconds), record->id, record->level,
                       printable(event_text(*record)));
        }
    }

private:
    // A directory's own words must not move the cursor of a terminal.
    static std::string printable(std::string text) {
        std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
        return text;
    }

    const EventQuery& query_;
    const base::TimePoint since_;
};

// Whole lines from `from` on; where the next begins.
std::streamoff print_from(const std::filesystem::path& path, std::streamoff from, const Printer& printer) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(from);
    std::string line;
    while (std::getline(file, line) && !file.eof()) {
        from += static_cast<std::streamoff>(line.size()) + 1;
        printer.print(line);
    }
    return from;
}

ino_t inode_of(const std::filesystem::path& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

// The rest of the file that was read, should it have been put aside meanwhile, then the new one from its beginning.
void follow(const std::filesystem::path& state_dir, std::streamoff position, const Printer& printer) {
    const auto current = state_dir / "events.jsonl";
    const auto aside = state_dir / "events.1.jsonl";
    auto inode = inode_of(current);
    sigset_t ends;
    sigemptyset(&ends);
    for (const int signal : {SIGTERM, SIGINT}) sigaddset(&ends, signal);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    const timespec wait{.tv_sec = 0, .tv_nsec = std::chrono::nanoseconds(kLookAgain).count()};
    while (true) {
        std::fflush(stdout);
        if (std::ferror(stdout) != 0 || sigtimedwait(&ends, nullptr, &wait) > 0) return;
        const auto now = inode_of(current);
        if (now != inode) {
            if (inode != 0 && inode_of(aside) == inode) print_from(aside, position, printer);
            inode = now;
            position = 0;
        }
        position = print_from(current, position, printer);
    }
}

}  // namespace

std::optional<base::TimePoint> parse_since(std::string_view text, base::TimePoint now) {
    if (text.empty()) return base::TimePoint();
    if (auto time = parse_duration(text, now)) return time;
    std::string copy(text);
    if (copy.ends_with('Z')) copy.pop_back();
    for (const auto* form : {"%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"}) {
        if (auto time = parse_date(copy, form)) return time;
    }
    return std::nullopt;
}

int events_command(const std::filesystem::path& state_dir, const EventQuery& query) {
    const auto since = parse_since(query.since, base::SystemClock().now());
    if (!since) {
        fmt::print(stderr,
                   "tilbage-connect: --since {}: give a time as 90m, 2h, 3d, 2026-11-22 or 2026-11-22T14:30:00 (UTC)\n",
                   query.since);
        return 2;
    }
    const Printer printer(query, *since);
    std::streamoff position = 0;
    for (const auto& file : event_files(state_dir)) {
        position = print_from(file, 0, printer);
        if (file.filename() != "events.jsonl") position = 0;
    }
    if (query.follow) follow(state_dir, position, printer);
    return 0;
}

}  // namespace tilbage::connect
