#include "connect/sync/further_services.h"

#include <algorithm>
#include <fmt/core.h>
#include <utility>

#include "adapters/config/secret_file.h"
#include "base/log.h"
#include "connect/backoff.h"
#include "connect/log_events.h"
#include "connect/provisioning/scim_export_target.h"
#include "connect/sync/leased_target.h"
#include "connect/version.h"

namespace tilbage::connect {
namespace {

constexpr base::Millis kFirstRetry{1'000};
constexpr base::Millis kLastRetry{300'000};
constexpr base::Millis kCountEvery{5'000};

std::int64_t count_of(std::size_t count) { return static_cast<std::int64_t>(count); }

core::SyncProblem problem_of(const base::Error& error) {
    const bool silent = error.code == base::ErrorCode::unavailable || error.code == base::ErrorCode::timeout;
    return {.code = silent ? "service_unavailable" : "service_refused", .message = error.message};
}

// Read at the start, and again when the service refuses it: whoever replaces the file need not restart the agent.
class TokenFile {
public:
    explicit TokenFile(std::filesystem::path path) : path_(std::move(path)) {}
    base::Result<std::string> get() {
        if (!token_.empty()) return token_;
        const auto secret = adapters::config::read_secret_file(path_);
        if (!secret) return base::fail(secret.error());
        token_ = std::string(secret->open_text());
        return token_;
    }
    void discard() { token_.clear(); }

private:
    const std::filesystem::path path_;
    std::string token_;
};

}  // namespace

struct FurtherServices::Service {
    Service(const ExportConfig& config_, World& world)
        : config(config_),
          token(config.token_file),
          scim(options(config, world), config.url,
               {.get = [this] { return token.get(); }, .discard = [this](const std::string&) { token.discard(); }}),
          target(scim, world.boot_clock, {.plain = true, .deactivates = config.deactivates}),
          leased(target, world.holds_lease),
          backoff(kFirstRetry, kLastRetry, world.random),
          further({.space = world.store.space(),
                   .tenants = world.store.metaverse(),
                   .metaverse = world.store.further(config.number),
                   .work = world.store.work(),
                   .clock = world.clock,
                   .target = leased,
                   .target_id = config.url,
                   .groups = config.groups,
                   .on_answer = world.wake},
                  world.engine) {
        picture.number = config.number;
        picture.name = config.name;
        picture.url = config.url;
        picture.state = "standby";
    }
    static adapters::curl::HttpClientOptions options(const ExportConfig& config, const World& world) {
        adapters::curl::HttpClientOptions options;
        options.ca_file = config.ca_file;
        options.user_agent = kSoftware;
        options.body_limit = std::size_t{64} << 20;
        options.is_over = world.is_over;
        return options;
    }

    const ExportConfig config;
    TokenFile token;
    ScimClient scim;
    ScimExportTarget target;
    LeasedTarget leased;
    Backoff backoff;
    base::Millis not_before{0};
    base::Millis counted_at{0};
    bool is_whole = false;
    ServicePicture picture;
    core::FurtherExport further;
};

FurtherServices::FurtherServices(World world) : world_(std::move(world)) {
    for (int number = 1; number <= kMostExports; ++number) {
        const auto found = std::ranges::find(world_.config.exports, number, &ExportConfig::number);
        if (found != world_.config.exports.end()) {
            services_.push_back(std::make_unique<Service>(*found, world_));
        } else if (auto done = core::FurtherExport::forsake(world_.store.further(number)); !done) {
            base::log(events::kStateNotWritten, {{"message", done.error().message}});
        }
    }
    for (const auto& service : services_) show(*service);
}

FurtherServices::~FurtherServices() = default;

void FurtherServices::look(bool asked) {
    for (const auto& service : services_) look(*service, asked);
}

void FurtherServices::look(Service& service, bool asked) {
    const auto now = world_.boot_clock.now().time;
    const bool staging = world_.config.synchronization.staging;
    const bool may = !staging && world_.holds_lease() && (asked || now >= service.not_before);
    const core::ExportRules rules{.staging = staging, .threshold = world_.threshold()};
    const auto before = service.picture.held;
    try {
        const auto step = service.further.step(rules, may);
        if (!step) {
            fail(service, step.error());
        } else {
            take(service, *step);
        }
    } catch (const std::exception& error) {  // of third-party code: must not end the synchronisation
        fail(service, {base::ErrorCode::internal, error.what()});
    }
    const bool changed = service.picture.state == "telling" || now >= service.counted_at + kCountEvery;
    if (!changed && before == service.picture.held) return;
    service.counted_at = now;
    show(service);
    log_held(service, before);
}

void FurtherServices::take(Service& service, const core::FurtherExport::Step& step) {
    auto& picture = service.picture;
    const auto& run = step.run;
    picture.created += count_of(run.created);
    picture.updated += count_of(run.updated);
    picture.removed += count_of(run.removed);
    picture.held = count_of(run.held);
    if (run.interrupted) return fail(service, {base::ErrorCode::unavailable, "the service asks to be told later"});
    for (const auto& refusal : run.refusals) {
        base::log(events::kServiceRefused,
                  {{"service", picture.name}, {"who", refusal.who}, {"message", refusal.message}});
        world_.write_event(event_id::kExportRefused,
                           {.details = fmt::format("{}: {}: {}", picture.name, refusal.who, refusal.message)});
    }
    if (run.changed_something()) {
        base::log(events::kServiceTold, {{"service", picture.name},
                                         {"created", count_of(run.created)},
                                         {"updated", count_of(run.updated)},
                                         {"removed", count_of(run.removed)},
                                         {"refused", count_of(run.refused)}});
    }
    const bool went_well = run.changed_something() || step.compared || step.is_whole;
    if (went_well) {
        picture.told_at = world_.clock.now();
        service.backoff.reset();
        service.not_before = {};
        if (std::exchange(picture.problem, std::nullopt))
            world_.write_event(event_id::kSynchronizationRecovered, {.details = picture.name});
    }
    service.is_whole = step.is_whole || (service.is_whole && !service.further.is_under_way());
}

void FurtherServices::fail(Service& service, const base::Error& error) {
    // Lost in the middle: who has the lease now tells the rest.
    if (!world_.holds_lease()) return;
    auto& picture = service.picture;
    service.is_whole = false;
    service.not_before = world_.boot_clock.now().time + service.backoff.next();
    auto problem = problem_of(error);
    if (!picture.problem || picture.problem->code != problem.code) {
        ++picture.failures;
        base::log(events::kServiceFailed, {{"service", picture.name}, {"message", problem.message}});
        world_.write_event(event_id::kSynchronizationFailed,
                           {.reason = problem.code, .details = fmt::format("{}: {}", picture.name, problem.message)});
    }
    picture.problem = std::move(problem);
    service.counted_at = {};  // shown at once
}

void FurtherServices::log_held(Service& service, std::int64_t before) {
    if (service.picture.held <= before) return;
    const auto details = fmt::format("{}: {} removals wait", service.picture.name, service.picture.held);
    base::log(events::kRemovalsHeld, {{"message", details}});
    world_.write_event(event_id::kDeletionThreshold, {.details = details});
}

void FurtherServices::show(Service& service) {
    auto& picture = service.picture;
    if (const auto counts = service.further.counts()) {
        picture.people = counts->people;
        picture.groups = service.config.groups ? counts->groups : 0;
        picture.refused = counts->refused;
        picture.held = counts->held;
    }
    if (world_.config.synchronization.staging) {
        picture.state = "staging";
    } else if (!world_.holds_lease()) {
        picture.state = "standby";
    } else if (picture.problem) {
        picture.state = "failed";
    } else if (service.further.is_under_way() || !service.is_whole) {
        picture.state = "telling";
    } else {
        picture.state = picture.held > 0 ? "waiting_for_approval" : "idle";
    }
    std::vector<ServicePicture> all;
    for (const auto& each : services_) all.push_back(each->picture);
    pictures_.with([&](auto& pictures) { pictures = std::move(all); });
}

std::size_t FurtherServices::allow_removals() {
    std::size_t allowed = 0;
    for (const auto& service : services_) allowed += service->further.allow_removals().value_or(0);
    return allowed;
}

void FurtherServices::explain(core::Explanation& explanation) {
    if (explanation.anchor.empty()) return;
    for (const auto& service : services_) {
        auto explained = service->further.explain(explanation.anchor);
        if (!explained) continue;
        explained->name = service->config.name;
        explanation.services.push_back(std::move(*explained));
    }
}

std::vector<ServicePicture> FurtherServices::pictures() const {
    return pictures_.with([](const auto& pictures) { return pictures; });
}

}  // namespace tilbage::connect
