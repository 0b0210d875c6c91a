#include "connect/sync/sync_service.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <utility>

#include "adapters/ldap/change_notifications.h"
#include "adapters/ldap/ldap_change_source.h"
#include "base/boot_clock.h"
#include "base/log.h"
#include "connect/http_options.h"
#include "connect/log_events.h"
#include "connect/provisioning/scim_export_target.h"
#include "connect/sync/check_in.h"
#include "connect/sync/check_in_client.h"
#include "connect/sync/directory_rules.h"
#include "connect/sync/engine_joins.h"
#include "connect/sync/further_services.h"
#include "connect/sync/leased_target.h"
#include "connect/sync/local_desk.h"
#include "connect/sync/renamed_notes.h"
#include "connect/sync/sync_files.h"
#include "connect/sync/sync_loop.h"
#include "connect/sync/sync_reporter.h"
#include "connect/sync/sync_store.h"

namespace tilbage::connect {
namespace {

core::RemovalThreshold own_threshold(const Config& config) {
    return {.type = core::RemovalThreshold::Type::count,
            .value = static_cast<int>(config.synchronization.removal_threshold)};
}

adapters::curl::HttpClientOptions bulk_options(const Config& config, std::function<bool()> is_over) {
    auto options = http_options(config);
    options.body_limit = std::size_t{64} << 20;  // a page of groups with all their members
    options.is_over = std::move(is_over);
    return options;
}

// One directory, as the engine reads it.
struct ReadDirectory {
    const DirectoryConfig& config;
    std::unique_ptr<adapters::ldap::LdapChangeSource> source;
    std::unique_ptr<adapters::ldap::LdapChangeSource> probe = {};  // whether it answers at all; null: the only one
    std::unique_ptr<WatchedSource> watched = {};
    std::unique_ptr<EngineJoins> joins = {};
    std::unique_ptr<adapters::ldap::ChangeNotifications> notifications = {};
};

base::Result<void> reach(core::ChangeSource& source) {
    const auto server = source.look();
    if (!server) return base::fail(server.error());
    return {};
}

}  // namespace

// In the order in which they come to life; what is later uses what is earlier.
struct SyncService::Parts {
    explicit Parts(World world_)
        : world(std::move(world_)),
          store(nullptr),
          // What is under way when the lease is lost is another's to tell.
          scim(bulk_options(world.config, [this] { return world.farewell.has_begun() || !holds_lease(); }),
               world.config.tenant.url + "/scim/v2",
               {.get = [this] { return world.tokens.get(); },
                .discard = [this](const std::string& token) { world.tokens.discard(token); }}),
          service(scim, boot_clock),
          poster(http_options(world.config, world.farewell), world.config.tenant.url, world.tokens),
          check_in({}, handler(), boot_clock, world.random),
          target(service, [this] { return holds_lease(); }),
          desk(world.journal, world.clock) {}

    base::Result<void> open();
    base::Result<void> open_directories();
    void begin();
    CheckInHandler handler();
    RoundConditions conditions();
    void take_order(const core::SyncOrder& order);
    void finish_round(const RoundResult& result);
    void tell_set_aside(const std::string& why);
    void look_after_store();
    [[nodiscard]] bool holds_lease() const { return knows_no_leases || check_in.holds_lease(); }
    // The holder may be this agent, whose lease ran out because the tenant is away.
    [[nodiscard]] bool is_held_by_another() const {
        const auto holder = check_in.lease_holder();
        return !holds_lease() && !holder.empty() && holder != world.config.agent_name;
    }
    [[nodiscard]] core::RemovalThreshold threshold() const {
        return check_in.removal_threshold().value_or(own_threshold(world.config));
    }
    [[nodiscard]] std::vector<RoundDirectory> directories();

    World world;
    const base::SystemBootClock boot_clock;
    std::unique_ptr<SyncStore> store;
    ScimClient scim;
    ScimExportTarget service;
    CheckInClient poster;
    SyncBoard board;
    CheckIn check_in;
    LeasedTarget target;
    LocalDesk desk;
    RenamedNotes renamed_notes{world.status};
    std::vector<ReadDirectory> read;
    std::unique_ptr<core::SyncEngine> engine;
    std::unique_ptr<FurtherServices> further;
    std::unique_ptr<SyncRounds> rounds;
    std::unique_ptr<SyncReporter> reporter;
    std::unique_ptr<SyncLoop> loop;
    bool was_holder = false;
    std::atomic<bool> knows_no_leases = false;
    std::atomic<bool> must_begin_anew = false;
};

base::Result<void> SyncService::Parts::open() {
    auto opened = SyncStore::open(world.config.state_dir, world.identity, world.clock);
    if (!opened) return base::fail(opened.error());
    store = std::move(*opened);
    if (!store->set_aside().empty()) tell_set_aside(store->set_aside());
    return open_directories();
}

base::Result<void> SyncService::Parts::open_directories() {
    const auto configured = directories_of(world.config);
    std::vector<core::SourcedDirectory> sourced;
    for (const auto* directory : configured) {
        const adapters::ldap::LdapChangeSource::Options options{
            .alternate_mail_attribute = world.config.import.alternate_mail_attribute,
            .page_size = world.config.import.page_size};
        auto made = adapters::ldap::LdapChangeSource::create(directory->directory.clone(), options);
        if (!made) return base::fail(made.error());
        ReadDirectory one{.config = *directory, .source = std::move(*made)};
        if (configured.size() > 1) {
            auto probe = adapters::ldap::LdapChangeSource::create(directory->directory.clone(), options);
            if (!probe) return base::fail(probe.error());
            one.probe = std::move(*probe);
        }
        one.watched = std::make_unique<WatchedSource>(*one.source);
        std::vector<core::DirectoryNumber> others;
        for (const auto* other : configured)
            if (other != directory) others.push_back(other->number);
        one.joins = std::make_unique<EngineJoins>(
            store->space(), store->metaverse(), directory->number,
            [this, number = directory->number] { return engine->effective_scope(number); }, std::move(others));
        sourced.push_back({.number = directory->number,
                           .source = *one.watched,
                           .rules = directory_rules(*directory, world.config.import)});
        read.push_back(std::move(one));
    }
    engine = std::make_unique<core::SyncEngine>(
        core::SyncEngine::Ports{store->space(), store->metaverse(), store->work(), world.clock}, std::move(sourced));
    return {};
}

std::vector<RoundDirectory> SyncService::Parts::directories() {
    std::vector<RoundDirectory> all;
    for (const auto& directory : read) {
        RoundDirectory one{.number = directory.config.number, .source = *directory.watched};
        one.section = directory.config.section();
        one.server = directory.config.directory.servers.front();
        if (directory.probe) one.reach = [probe = directory.probe.get()] { return reach(*probe); };
        all.push_back(std::move(one));
    }
    return all;
}

RoundConditions SyncService::Parts::conditions() {
    return {.holds_lease = [this] { return holds_lease(); },
            .another_holds_lease = [this] { return is_held_by_another(); },
            .threshold = [this] { return threshold(); },
            .staging = world.config.synchronization.staging};
}

CheckInHandler SyncService::Parts::handler() {
    return {.post = [this](const std::string& body) { return poster.post(body); },
            .report =
                [this] {
                    auto report = board.picture().report;
                    report.wants_lease = !world.config.synchronization.staging;
                    return report;
                },
            .on_order = [this](const core::SyncOrder& order) { take_order(order); },
            .on_answer =
                [this](const core::SyncCheckInAnswer& answer) {
                    knows_no_leases = false;
                    if (answer.lease.held && !std::exchange(was_holder, answer.lease.held)) loop->wake();
                    was_holder = answer.lease.held;
                },
            .on_failure =
                [this](const base::Error& error) {
                    // A tenant that is older than the check-in has no leases to give: its agent does as it always did.
                    if (error.code == base::ErrorCode::not_found) {
                        if (!knows_no_leases.exchange(true)) loop->wake();
                        return;
                    }
                    base::log(events::kCheckInFailed, {{"message", error.message}});
                }};
}

void SyncService::Parts::take_order(const core::SyncOrder& order) {
    const bool at_once = order.kind == core::SyncOrderKind::run || order.kind == core::SyncOrderKind::full;
    loop->give({.kind = order.kind,
                .user = order.user,
                .answer =
                    [this, id = order.id](const LoopOrder::Answer& answer) {
                        check_in.answer({.id = id, .problem = answer.problem, .explanation = answer.explanation});
                    },
                .when_taken_up = at_once});
}

void SyncService::Parts::finish_round(const RoundResult& result) {
    const auto taken = board.take(result, *rounds, *engine, directories(), threshold(), world.clock.now());
    if (!taken) base::log(events::kStateNotWritten, {{"message", taken.error().message}});
    reporter->tell(result);
    std::vector<core::RenamedObject> renamed;
    for (const auto& directory : directories())
        std::ranges::move(engine->renamed(directory.number), std::back_inserter(renamed));
    renamed_notes.tell(std::move(renamed));
    look_after_store();
}

void SyncService::Parts::look_after_store() {
    if (must_begin_anew) return;
    std::vector<core::DirectoryNumber> numbers;
    for (const auto& directory : directories()) numbers.push_back(directory.number);
    const auto trouble = rounds->take_suspicion() ? store->look_for_trouble(numbers) : store->trouble();
    if (trouble.empty()) return;
    tell_set_aside(trouble);
    store->set_aside_at_the_end();
    must_begin_anew = true;
}

void SyncService::Parts::tell_set_aside(const std::string& why) {
    base::log(events::kSyncStateSetAside, {{"message", why}});
    world.write_event(event_id::kSyncStateSetAside, {.details = why});
}

void SyncService::Parts::begin() {
    if (store->set_aside().empty()) {
        if (const auto before = read_sync_file(world.config.state_dir)) board.remember(before->check_in.runs);
    }
    rounds = std::make_unique<SyncRounds>(
        SyncRounds::Parts{.engine = *engine,
                          .directories = directories(),
                          .target = target,
                          .target_id = world.identity.tenant_id.str(),
                          .clock = world.clock,
                          .boot_clock = boot_clock,
                          .random = world.random,
                          .on_state = [this](core::SyncState state) { board.set_state(state); }},
        conditions(), RoundTimes{.sweep_without = world.config.import.interval});
    reporter = std::make_unique<SyncReporter>(
        SyncReporter::Parts{world.config, world.generation, world.clock, world.status, world.write_event, board,
                            check_in, [this] { return holds_lease(); }, [this] { return further->pictures(); }});
    further = std::make_unique<FurtherServices>(
        FurtherServices::World{.config = world.config,
                               .store = *store,
                               .engine = *engine,
                               .clock = world.clock,
                               .boot_clock = boot_clock,
                               .random = world.random,
                               .holds_lease = [this] { return holds_lease(); },
                               .threshold = [this] { return threshold(); },
                               .is_over = [this] { return world.farewell.has_begun() || !holds_lease(); },
                               .wake = [this] { loop->wake(); },
                               .write_event = world.write_event});
    loop = std::make_unique<SyncLoop>(
        SyncLoop::Parts{.rounds = *rounds,
                        .engine = *engine,
                        .clock = boot_clock,
                        .take_orders = [this] { return desk.take(); },
                        .on_round = [this](const RoundResult& result) { finish_round(result); },
                        .further = further->is_configured() ? further.get() : nullptr});
}

SyncService::SyncService(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
SyncService::~SyncService() { stop(); }

base::Result<std::unique_ptr<SyncService>> SyncService::create(World world) {
    auto parts = std::make_unique<Parts>(std::move(world));
    if (auto opened = parts->open(); !opened) return base::fail(opened.error());
    parts->begin();
    return std::unique_ptr<SyncService>(new SyncService(std::move(parts)));
}

void SyncService::start() {
    parts_->check_in.start();
    parts_->loop->start();
    // An extra: the loop looks often enough without it.
    for (auto& directory : parts_->read) {
        auto notifications = adapters::ldap::ChangeNotifications::start(
            directory.config.directory.clone(), [parts = parts_.get()] { parts->loop->wake(); });
        if (notifications) directory.notifications = std::move(*notifications);
    }
}

void SyncService::stop() {
    parts_->world.farewell.begin();
    for (auto& directory : parts_->read) {
        directory.notifications.reset();
        directory.source->stop();
        if (directory.probe) directory.probe->stop();
    }
    parts_->loop->stop();
    parts_->further.reset();  // what it waits for wakes the loop
    parts_->check_in.stop();
}

void SyncService::check_in_now() { parts_->check_in.now(); }

bool SyncService::needs_to_begin_anew() const { return parts_->must_begin_anew; }

core::JoinedPeople& SyncService::joined(core::DirectoryNumber directory) {
    return *std::ranges::find_if(parts_->read, [&](const auto& each) {
                return each.config.number == directory;
            })->joins;
}

std::string SyncService::known_domain(core::DirectoryNumber directory) {
    const auto position = parts_->store->space().position(directory);
    return position ? position->domain : std::string();
}

std::optional<core::DirectoryNumber> SyncService::directory_of(const core::SourceAnchor& anchor) {
    const auto found = connect::directory_of(parts_->store->metaverse(), anchor);
    return found ? *found : std::nullopt;
}

}  // namespace tilbage::connect
