// What the running agent tells about itself, kept in `status.json` for `tilbage-connect status`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/guarded.h"
#include "base/result.h"

namespace tilbage::connect {

struct DirectoryStatus {
    std::string section;      // "directory", "directory2"
    std::string domain = {};  // DNS name; empty: none has answered yet
    std::string server = {};
    std::string problem = {};  // why writeback cannot use it; empty: it can
    std::vector<std::string> warnings = {};
    bool operator==(const DirectoryStatus&) const = default;
};

struct Status {
    bool connected = false;
    std::optional<base::TimePoint> since;  // of `connected` being as it is
    std::string agent_id;
    std::string tenant;
    std::string tenant_url;
    std::string config_sha256;  // of the connect.toml in force, in hexadecimal; empty: none yet
    std::int64_t imported = 0;  // people in the last import that was whole
    std::optional<base::TimePoint> last_import_at;
    std::vector<DirectoryStatus> directories;
    std::string directory_server;  // of the first that answers, as the next three
    bool policy_hints = false;
    bool policy_readable = false;
    bool psos_readable = false;
    std::vector<std::string> warnings;  // of all
    std::string last_error;
    std::string configuration_problem;  // why the file as it is now is not in force, and an older one is
    std::string imported_with;          // the configuration with which the last import was done
    std::string waiting_for;            // "configuration", "registration", "directory", or empty: it serves
    bool writeback = false;
    bool staging = false;
    std::vector<std::string> renamed;  // units and groups of the configuration that have another name now
};

[[nodiscard]] std::string encode_status(const Status& status, bool running);
[[nodiscard]] base::Result<Status> load_status(const std::filesystem::path& state_dir);
// What an agent that is gone told of itself must not be taken for what the next one tells. Call it as soon as the lock
// is held.
void discard_status(const std::filesystem::path& state_dir);

// Any thread. Every update is written at once.
class StatusBoard {
public:
    explicit StatusBoard(std::filesystem::path state_dir) : state_dir_(std::move(state_dir)) {}
    void update(const std::function<void(Status&)>& change);

private:
    const std::filesystem::path state_dir_;
    base::Guarded<Status> status_;
};

}  // namespace tilbage::connect
