#include "connect/events/event_log.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/unicode.h"
#include "connect/log_events.h"
#include "connect/version.h"
#include "wire/relay_fields.h"

namespace tilbage::connect {
namespace json = boost::json;
namespace {

constexpr std::size_t kLongest = std::size_t{4} * 1024;  // of one text: a directory's own words may be anything

std::string_view level_name(base::LogLevel level) {
    switch (level) {
        case base::LogLevel::debug:
            return "debug";
        case base::LogLevel::info:
            return "info";
        case base::LogLevel::warning:
            return "warning";
        case base::LogLevel::error:
            return "error";
    }
    return "error";
}

// As syslog has them (RFC 5424 §6.2.1).
std::string priority_of(std::string_view level) {
    if (level == "error") return "3";
    if (level == "warning") return "4";
    return level == "debug" ? "7" : "6";
}

std::string readable(const std::string& text) {
    if (!base::is_valid_utf8(text)) return "(not UTF-8)";
    if (text.size() <= kLongest) return text;
    auto end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // not inside a character
    return text.substr(0, end);
}

struct FactName {
    std::string EventFacts::* member;
    std::string_view key;      // in the file
    std::string_view field;    // in the journal
    std::string_view caption;  // for people
};
constexpr FactName kFacts[] = {
    {&EventFacts::tracking_id, "tracking_id", "TILBAGE_TRACKING_ID", "TrackingId"},
    {&EventFacts::reason, "reason", "TILBAGE_REASON", "Reason"},
    {&EventFacts::source_anchor, "source_anchor", "TILBAGE_SOURCE_ANCHOR", "SourceAnchorValue"},
    {&EventFacts::object, "object", "TILBAGE_OBJECT", "Object"},
    {&EventFacts::right, "right", "TILBAGE_RIGHT", "Right"},
    {&EventFacts::details, "details", "TILBAGE_DETAILS", "Details"},
};

std::filesystem::path file_at(const std::filesystem::path& state_dir, int generation) {
    return state_dir / (generation == 0 ? std::string("events.jsonl") : fmt::format("events.{}.jsonl", generation));
}

std::vector<adapters::log::JournalField> journal_fields(const EventRecord& record) {
    std::vector<adapters::log::JournalField> fields = {{"MESSAGE", event_text(record)},
                                                       {"PRIORITY", priority_of(record.level)},
                                                       {"SYSLOG_IDENTIFIER", "tilbage-connect"},
                                                       {"TILBAGE_EVENT_ID", std::to_string(record.id)},
                                                       {"TILBAGE_EVENT_NAME", record.name}};
    for (const auto& [member, key, field, caption] : kFacts) {
        if (!(record.facts.*member).empty()) fields.push_back({std::string(field), record.facts.*member});
    }
    return fields;
}

}  // namespace

std::string encode_event(const EventRecord& record) {
    json::object object{
        {"at", base::to_millis(record.at)}, {"id", record.id}, {"name", record.name}, {"level", record.level}};
    for (const auto& [member, key, field, caption] : kFacts) {
        if (!(record.facts.*member).empty()) object[key] = record.facts.*member;
    }
    return json::serialize(object);
}

base::Result<EventRecord> decode_event(std::string_view line) {
    constexpr std::int64_t kMaxMillis = 253'402'300'799'999;
    boost::system::error_code code;
    const auto value = json::parse({line.data(), line.size()}, code);
    if (code || !value.is_object()) return base::fail(base::ErrorCode::corrupt, "not a JSON object");
    wire::FieldError error;
    const wire::Fields fields(value.get_object(), error);
    EventRecord record{.at = base::from_millis(fields.number("at", 0, kMaxMillis)),
                       .id = static_cast<int>(fields.number("id", 0, 65'535)),
                       .name = fields.text("name", 64),
                       .level = fields.text("level", 16),
                       .facts = {}};
    for (const auto& [member, key, field, caption] : kFacts) {
        record.facts.*member = fields.optional_text(key, kLongest);
    }
    if (error.is_set()) return base::fail(base::ErrorCode::corrupt, error.text());
    return record;
}

std::string event_text(const EventRecord& record) {
    auto text = record.name;
    std::string_view before = ": ";
    for (const auto& [member, key, field, caption] : kFacts) {
        if ((record.facts.*member).empty()) continue;
        text += fmt::format("{}{}: {}", before, caption, record.facts.*member);
        before = ", ";
    }
    return text;
}

EventLog::EventLog(std::filesystem::path state_dir, const base::Clock& clock, adapters::log::JournalSocket journal)
    : state_dir_(std::move(state_dir)), clock_(clock), journal_(std::move(journal)) {}

void EventLog::write(int id, const EventFacts& facts) {
    const auto& kind = event_of(id);
    EventRecord record{.at = clock_.now(),
                       .id = kind.id,
                       .name = std::string(kind.name),
                       .level = std::string(level_name(kind.level)),
                       .facts = facts};
    for (const auto& fact : kFacts) record.facts.*fact.member = readable(record.facts.*fact.member);
    append(encode_event(record) + '\n');
    journal_.send(journal_fields(record));
}

void EventLog::append(const std::string& line) {
    const auto file = file_at(state_dir_, 0);
    std::lock_guard lock(mutex_);
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
    // One call: lines of two processes do not mix.
    const bool written = descriptor >= 0 && ::write(descriptor, line.data(), line.size()) == std::ssize(line);
    if (!written) {
        base::log(events::kStateNotWritten, {{"message", file.string() + ": " + std::strerror(errno)}});
    }
    struct stat status{};
    const bool full =
        descriptor >= 0 && ::fstat(descriptor, &status) == 0 && std::cmp_greater_equal(status.st_size, kEventFileLimit);
    if (descriptor >= 0) ::close(descriptor);
    if (full) rotate();
}

void EventLog::rotate() {
    std::error_code ignored;  // a number that is not there yet
    for (int generation = kEventFilesKept; generation > 0; --generation) {
        std::filesystem::rename(file_at(state_dir_, generation - 1), file_at(state_dir_, generation), ignored);
    }
}

std::vector<std::filesystem::path> event_files(const std::filesystem::path& state_dir) {
    std::vector<std::filesystem::path> files;
    for (int generation = kEventFilesKept; generation >= 0; --generation) {
        auto file = file_at(state_dir, generation);
        if (std::filesystem::exists(file)) files.push_back(std::move(file));
    }
    return files;
}

}  // namespace tilbage::connect
