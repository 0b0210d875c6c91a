// An agent that runs in a state folder and does nothing but preview what other rules would mean.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/guarded.h"
#include "connect/state/state_folder.h"
#include "core/sync/sync_report.h"
#include "core/sync/sync_rules.h"

namespace tilbage::connect {

class PreviewingAgent {
public:
    using Preview = std::function<core::ScopePreview(const core::WantedRules& wanted)>;
    // `preview` is called on a thread of the agent's own.
    PreviewingAgent(const std::filesystem::path& state_dir, Preview preview);
    ~PreviewingAgent();
    PreviewingAgent(const PreviewingAgent&) = delete;
    PreviewingAgent& operator=(const PreviewingAgent&) = delete;

    base::Guarded<std::vector<core::WantedRules>> asked;  // last

private:
    const Preview preview_;
    const base::SystemClock clock_;
    RunLock lock_;
    std::unique_ptr<adapters::sql::Database> database_;
    std::atomic<bool> ends_ = false;
    std::thread thread_;
};

}  // namespace tilbage::connect
