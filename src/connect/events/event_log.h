// The agent's event log: to journald where that is, and always to `events.jsonl` in the state folder, a line an event.
// Never holds a secret.
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/log/journal_socket.h"
#include "base/clock.h"
#include "base/result.h"
#include "connect/events/event_table.h"

namespace tilbage::connect {

// What is known of an event; empty: does not apply.
struct EventFacts {
    std::string tracking_id = {};    // the request's id, which people see as their support code
    std::string reason = {};         // docs/protocol.md §3
    std::string source_anchor = {};  // whom it is about
    std::string details = {};        // English: the directory's or the system's own words
    std::string object = {};         // of a right that is missing: the DN, and the right
    std::string right = {};

    bool operator==(const EventFacts&) const = default;
};

struct EventRecord {
    base::TimePoint at;
    int id = 0;
    std::string name;
    std::string level;  // "info", "warning", "error"
    EventFacts facts;
};

[[nodiscard]] std::string encode_event(const EventRecord& record);  // JSON, one line without its end
[[nodiscard]] base::Result<EventRecord> decode_event(std::string_view line);
// "PasswordResetFail: TrackingId: …, Reason: …", for people.
[[nodiscard]] std::string event_text(const EventRecord& record);

using WriteEvent = std::function<void(int id, const EventFacts& facts)>;

// When the file has grown to this, it becomes events.1.jsonl, that one events.2.jsonl, and so on; the last is dropped.
constexpr std::uintmax_t kEventFileLimit = std::uintmax_t{1024} * 1024;  // bytes
constexpr int kEventFilesKept = 4;                                       // beside the one that is written

// Any thread. Other processes may write beside it.
class EventLog {
public:
    EventLog(std::filesystem::path state_dir, const base::Clock& clock,
             adapters::log::JournalSocket journal = adapters::log::JournalSocket());
    void write(int id, const EventFacts& facts = {});

private:
    void append(const std::string& line);
    void rotate();

    const std::filesystem::path state_dir_;
    const base::Clock& clock_;
    const adapters::log::JournalSocket journal_;
    std::mutex mutex_;  // of the files
};

// The files that are there, oldest first.
[[nodiscard]] std::vector<std::filesystem::path> event_files(const std::filesystem::path& state_dir);

}  // namespace tilbage::connect
