// The SCIM services beside the tenant ([export1] to [export9]) that the same people and groups are told to. Each has
// its own state, back-off and guard; none holds up the tenant or another.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/boot_clock.h"
#include "base/guarded.h"
#include "base/random.h"
#include "connect/config.h"
#include "connect/events/event_log.h"
#include "connect/sync/sync_store.h"
#include "core/sync/further_export.h"
#include "core/sync_service/check_in.h"

namespace tilbage::connect {

// How it stands with one of them, for everybody who asks.
struct ServicePicture {
    int number = 1;
    std::string name;
    std::string url;
    std::string state;  // "telling", "comparing", "idle", "waiting_for_approval", "failed", "standby", "staging"
    std::optional<core::SyncProblem> problem = {};
    std::int64_t people = 0;  // that it is to have
    std::int64_t groups = 0;
    std::int64_t refused = 0;  // by it
    std::int64_t held = 0;     // removals that wait
    std::int64_t created = 0;  // since the start, as the next three
    std::int64_t updated = 0;
    std::int64_t removed = 0;
    std::int64_t failures = 0;
    std::optional<base::TimePoint> told_at = {};  // when it last had everything, or took something
};

class FurtherServices {
public:
    struct World {
        const Config& config;
        SyncStore& store;
        core::SyncEngine& engine;
        const base::Clock& clock;
        const base::BootClock& boot_clock;
        base::Random& random;
        std::function<bool()> holds_lease;
        std::function<core::RemovalThreshold()> threshold;
        std::function<bool()> is_over;  // the agent ends: calls under way are given up
        std::function<void()> wake;     // any thread: look() has something to do
        WriteEvent write_event;
    };
    // Everything in `world` outlives it.
    explicit FurtherServices(World world);
    ~FurtherServices();
    FurtherServices(const FurtherServices&) = delete;
    FurtherServices& operator=(const FurtherServices&) = delete;

    // The loop's thread: takes what has been answered and gives each its next. Never waits. `asked`: somebody waits,
    // tries that failed are not put off.
    void look(bool asked);
    // The loop's thread, all three.
    std::size_t allow_removals();
    void explain(core::Explanation& explanation);
    [[nodiscard]] bool is_configured() const { return !services_.empty(); }

    [[nodiscard]] std::vector<ServicePicture> pictures() const;

private:
    struct Service;
    void look(Service& service, bool asked);
    void take(Service& service, const core::FurtherExport::Step& step);
    void fail(Service& service, const base::Error& error);
    void show(Service& service);
    void log_held(Service& service, std::int64_t before);

    World world_;
    std::vector<std::unique_ptr<Service>> services_;
    base::Guarded<std::vector<ServicePicture>> pictures_;
};

}  // namespace tilbage::connect
