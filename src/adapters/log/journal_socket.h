// journald's own protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL): one datagram an event, fields with names. Spares
// libsystemd, of which one call would be used.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tilbage::adapters::log {

struct JournalField {
    std::string name;  // A to Z, 0 to 9 and _, not first a digit or _
    std::string value;
};

// Any thread.
class JournalSocket {
public:
    explicit JournalSocket(std::filesystem::path path = "/run/systemd/journal/socket") : path_(std::move(path)) {}
    // False: nobody listens there, or the entry is too large for a datagram. Never waits.
    bool send(const std::vector<JournalField>& fields) const;

private:
    std::filesystem::path path_;
};

}  // namespace tilbage::adapters::log
