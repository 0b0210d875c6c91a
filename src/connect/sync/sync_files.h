// What the running agent's synchronisation leaves in files for others: `sync.json` in the state folder for
// `tilbage-connect sync status`, and the metrics for Prometheus' node_exporter.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "connect/sync/sync_board.h"

namespace tilbage::connect {

struct SyncFile {
    base::TimePoint at;  // when it was written
    bool holds_lease = false;
    std::string lease_holder;    // by name; empty: nobody, or not known
    core::SyncCheckIn check_in;  // report and last runs, as the tenant is told
};

[[nodiscard]] base::Result<void> write_sync_file(const std::filesystem::path& state_dir, const SyncFile& file);
// not_found: the agent has not synchronised yet. corrupt: it cannot be read.
[[nodiscard]] base::Result<SyncFile> read_sync_file(const std::filesystem::path& state_dir);

// Prometheus' text format, version 0.0.4.
[[nodiscard]] std::string metrics_text(const SyncPicture& picture, bool holds_lease);
// Readable by everybody, whole at any moment.
[[nodiscard]] base::Result<void> write_metrics(const std::filesystem::path& file, const std::string& text);

}  // namespace tilbage::connect
