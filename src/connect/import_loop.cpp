#include "connect/import_loop.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "connect/backoff.h"
#include "connect/log_events.h"

namespace tilbage::connect {
namespace {

constexpr std::chrono::milliseconds kFirstRetry{1'000};
constexpr std::size_t kRefusalsToReport = 20;

}  // namespace

ImportLoop::ImportLoop(Parts parts, std::chrono::seconds interval, core::ImportRules rules,
                       std::function<void()> after_each)
    : parts_(std::move(parts)), interval_(interval), rules_(rules), after_each_(std::move(after_each)) {}

ImportLoop::~ImportLoop() { stop(); }

void ImportLoop::start() {
    thread_ = std::thread([this] { run(); });
}

void ImportLoop::stop() {
    stop_.set();
    if (thread_.joinable()) thread_.join();
}

void ImportLoop::run() {
    Backoff backoff(kFirstRetry, interval_, parts_.random);
    while (!stop_.is_set()) {
        if (import_once()) {
            backoff.reset();
            after_each_();
            stop_.wait_for(interval_);
        } else {
            stop_.wait_for(backoff.next());
        }
    }
}

bool ImportLoop::import_once() { return import_people_once() && import_groups_once(); }

bool ImportLoop::failed(const base::Error& error) {
    base::log(events::kImportFailed, {{"message", error.message}});
    parts_.status.update([&](Status& status) { status.last_error = "import: " + error.message; });
    return false;
}

bool ImportLoop::import_people_once() {
    const auto report = core::import_people(parts_.source, parts_.tenant, rules_);
    if (!report) return failed(report.error());
    parts_.status.update([&](Status& status) {
        status.imported = static_cast<std::int64_t>(report->people);
        status.last_import_at = parts_.clock.now();
        status.imported_with = parts_.configuration;
    });
    base::log(rules_.staging ? events::kImportStaged : events::kImported,
              {{"people", static_cast<std::int64_t>(report->people)},
               {"created", static_cast<std::int64_t>(report->created)},
               {"replaced", static_cast<std::int64_t>(report->replaced)},
               {"removed", static_cast<std::int64_t>(report->removed)},
               {"refused", static_cast<std::int64_t>(report->refused.size())}});
    tell(report->refused);
    return true;
}

bool ImportLoop::import_groups_once() {
    const auto report = core::import_groups(parts_.group_source, parts_.tenant, parts_.tenant_groups, rules_);
    if (!report) return failed(report.error());
    base::log(rules_.staging ? events::kGroupImportStaged : events::kGroupsImported,
              {{"groups", static_cast<std::int64_t>(report->groups)},
               {"created", static_cast<std::int64_t>(report->created)},
               {"replaced", static_cast<std::int64_t>(report->replaced)},
               {"removed", static_cast<std::int64_t>(report->removed)},
               {"refused", static_cast<std::int64_t>(report->refused.size())}});
    tell(report->refused);
    return true;
}

void ImportLoop::tell(const std::vector<std::string>& refused) const {
    const auto shown = std::min(refused.size(), kRefusalsToReport);
    for (std::size_t i = 0; i < shown; ++i) base::log(events::kImportRefused, {{"message", refused[i]}});
}

}  // namespace tilbage::connect
