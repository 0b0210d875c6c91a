// What the running agent's synchronisation leaves in files for others: `sync.json` in the state folder for
// `tilbage-connect sync status`, and the metrics for Prometheus' node_exporter.
#pragma once

#include <boost/json/array.hpp>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "connect/sync/further_services.h"
#include "connect/sync/sync_board.h"

namespace tilbage::connect {

struct SyncFile {
    base::TimePoint at;  // when it was written
    bool holds_lease = false;
    std::string lease_holder;    // by name; empty: nobody, or not known
    core::SyncCheckIn check_in;  // report and last runs, as the tenant is told
    std::vector<ServicePicture> services = {};
};

[[nodiscard]] base::Result<void> write_sync_file(const std::filesystem::path& state_dir, const SyncFile& file);
// not_found: the agent has not synchronised yet. corrupt: it cannot be read.
[[nodiscard]] base::Result<SyncFile> read_sync_file(const std::filesystem::path& state_dir);

// As they stand there and in `sync status --json`.
[[nodiscard]] boost::json::array services_json(const std::vector<ServicePicture>& services);

// Prometheus' text format, version 0.0.4.
[[nodiscard]] std::string metrics_text(const SyncPicture& picture, bool holds_lease);
// The same of the services beside the tenant, with their names as labels; empty without any.
[[nodiscard]] std::string service_metrics_text(const std::vector<ServicePicture>& services);
// Readable by everybody, whole at any moment.
[[nodiscard]] base::Result<void> write_metrics(const std::filesystem::path& file, const std::string& text);

}  // namespace tilbage::connect
