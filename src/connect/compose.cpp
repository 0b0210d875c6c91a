#include "connect/compose.h"

#include <array>
#include <climits>
#include <unistd.h>
#include <utility>

#include "adapters/ldap/ldap_directory.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "adapters/ldap/pool.h"
#include "adapters/sql/journal.h"
#include "adapters/sql/migrations.h"
#include "base/guarded.h"
#include "base/log.h"
#include "connect/events/relay_health.h"
#include "connect/http_options.h"
#include "connect/log_events.h"
#include "connect/relay_link.h"
#include "connect/request_desk.h"
#include "connect/state/identity.h"
#include "connect/state/key_store.h"
#include "connect/state/writeback_mark.h"
#include "connect/survey.h"
#include "connect/sync/sync_service.h"
#include "connect/version.h"
#include "core/writeback/apply.h"
#include "crypto/system_random.h"

namespace tilbage::connect {
namespace {

constexpr std::size_t kTakenForEachWorker = 8;
constexpr std::chrono::hours kJournalKeeps{24};

bool writes(const Config& config) { return config.features.password_writeback && !config.synchronization.staging; }

core::AgentRules rules_of(const Config& config, const Identity& identity, const core::DirectorySurvey& survey) {
    return {.tenant_id = identity.tenant_id,
            .domain = core::DistinguishedName::parse(survey.base_dn).value_or(core::DistinguishedName()),
            .protection = {.group_sids = survey.protected_group_sids, .own_sid = survey.own_sid},
            .no_password_filters = config.no_password_filters,
            .writes = writes(config)};
}

// None: the whole domain.
std::vector<std::string> scope_bases(const Config& config) {
    const auto& units = config.scope.units;
    return units.mode == core::Scope::Mode::all ? std::vector<std::string>() : names_of(units.include);
}

std::string host_name() {
    std::array<char, HOST_NAME_MAX + 1> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

}  // namespace

// In the order in which they come to life; what is later uses what is earlier.
struct Agent::Parts {
    Parts(const Config& config_, std::string generation_, Workplace& workplace, Identity identity_)
        : config(config_),
          generation(std::move(generation_)),
          identity(std::move(identity_)),
          status(workplace.status()),
          write_event([&workplace](int id, const EventFacts& facts) { workplace.events().write(id, facts); }),
          health(write_event) {}

    base::Result<void> open_state();
    base::Result<void> open_directory(const Pause& pause);
    base::Result<core::DirectorySurvey> wait_for_directory(const Pause& pause);
    base::Result<void> begin();
    wire::Hello hello();
    RelayLinkHandler relay_handler();
    wire::Keys current_keys() const;
    void roll_keys();
    void tell_keys();
    void tell_new_keys();
    void tell_writeback_switch();
    void show_connected(bool connected, const std::string& why);
    void survey_again();
    ~Parts();

    const Config& config;
    const std::string generation;
    const Identity identity;
    const base::SystemClock clock;
    crypto::SystemRandom random;
    StatusBoard& status;
    const WriteEvent write_event;
    RelayHealth health;
    base::Guarded<std::string> told_kid;  // of the sealing key that the tenant was told last
    std::unique_ptr<KeyStore> keys;
    std::unique_ptr<adapters::sql::Database> database;
    std::unique_ptr<adapters::sql::SqlJournal> journal;
    std::unique_ptr<adapters::ldap::LdapSurveyor> surveyor;
    core::DirectorySurvey survey;
    std::unique_ptr<adapters::ldap::Pool> pool;
    std::unique_ptr<adapters::ldap::LdapDirectory> directory;
    std::unique_ptr<core::WriteLimits> limits;
    std::unique_ptr<core::Apply> apply;
    std::unique_ptr<TokenSource> tokens;
    std::unique_ptr<SyncService> sync;
    std::unique_ptr<RequestDesk> desk;
    std::unique_ptr<RelayLink> link;
};

base::Result<void> Agent::Parts::open_state() {
    auto opened = KeyStore::open(config.state_dir, clock);
    if (!opened) return base::fail(opened.error());
    keys = std::move(*opened);
    auto file = adapters::sql::Database::open(
        {.path = config.state_dir / "journal.db", .durability = adapters::sql::Durability::process_kill});
    if (!file) return base::fail(file.error());
    database = std::move(*file);
    if (auto migrated = adapters::sql::migrate(*database, adapters::sql::connect_migrations(), clock.now());
        !migrated) {
        return base::fail(migrated.error());
    }
    journal = std::make_unique<adapters::sql::SqlJournal>(*database);
    status.update([&](Status& shown) {
        if (shown.agent_id != identity.agent_id.str()) {  // another agent's import is none of ours
            shown.imported = 0;
            shown.last_import_at.reset();
            shown.imported_with.clear();
        }
        shown.agent_id = identity.agent_id.str();
        shown.tenant = identity.tenant;
        shown.tenant_url = config.tenant.url;
        shown.since = clock.now();
        shown.writeback = config.features.password_writeback;
        shown.staging = config.synchronization.staging;
    });
    return {};
}

base::Result<core::DirectorySurvey> Agent::Parts::wait_for_directory(const Pause& pause) {
    Backoff backoff(std::chrono::seconds(1), std::chrono::seconds(15), random);
    while (true) {
        auto found = survey_to_start(*surveyor);
        const bool may_pass = !found && (found.error().code == base::ErrorCode::unavailable ||
                                         found.error().code == base::ErrorCode::timeout);
        if (!may_pass) return found;
        const auto wait = backoff.next();
        base::log(events::kNotReady, {{"message", found.error().message}, {"retry_ms", wait.count()}});
        status.update([&](Status& shown) { shown.last_error = found.error().message; });
        if (!pause(wait)) return base::fail(base::ErrorCode::conflict, "told to end before the directory answered");
    }
}

base::Result<void> Agent::Parts::open_directory(const Pause& pause) {
    surveyor = std::make_unique<adapters::ldap::LdapSurveyor>(config.directory, scope_bases(config),
                                                              config.scope.protected_groups);
    auto found = wait_for_directory(pause);
    if (!found) return base::fail(found.error());
    survey = std::move(*found);
    log_findings(survey);
    show_survey(survey, status);

    auto made = adapters::ldap::Pool::create(config.directory.clone());
    if (!made) return base::fail(made.error());
    pool = std::move(*made);
    directory = std::make_unique<adapters::ldap::LdapDirectory>(*pool, clock);
    return {};
}

wire::Keys Agent::Parts::current_keys() const {
    const auto key = keys->sealing_key().jwk();
    return {.sealing_keys = {{.kid = key.thumbprint(), .jwk = key}}};
}

wire::Hello Agent::Parts::hello() {
    auto current = current_keys();
    told_kid.with([&](std::string& kid) { kid = current.sealing_keys.front().kid; });
    return {.software = kSoftware,
            .sealing_keys = std::move(current.sealing_keys),
            .domains = {{.dns = survey.domain_dns, .netbios = survey.domain_netbios, .base_dn = survey.base_dn}},
            .max_in_flight = static_cast<int>(kTakenForEachWorker) * config.directory.connections,
            .host = host_name(),
            .writeback = config.features.password_writeback,
            .staging = config.synchronization.staging};
}

// What the tenant asks for; also answered when there is no new key, so that it does not wait.
void Agent::Parts::roll_keys() {
    if (const auto rolled = keys->roll_now()) {
        base::log(events::kKeyRolled);
        write_event(event_id::kKeyPairCreationSuccess, {});
    } else {
        base::log(events::kKeyNotRolled, {{"message", rolled.error().message}});
        write_event(event_id::kCryptoError, {.details = rolled.error().message});
    }
    tell_keys();
}

void Agent::Parts::tell_keys() {
    const auto current = current_keys();
    if (link->send(current)) told_kid.with([&](std::string& told) { told = current.sealing_keys.front().kid; });
}

// A key that was made between hello and welcome, or because the old one had had its time.
void Agent::Parts::tell_new_keys() {
    const auto kid = keys->sealing_key().jwk().thumbprint();
    if (told_kid.with([&](const std::string& told) { return told != kid; })) tell_keys();
}

// Switching writeback on and off is told once, whenever it happened.
void Agent::Parts::tell_writeback_switch() {
    const bool on = config.features.password_writeback;
    if (was_writeback_on(config.state_dir) == on) return;
    write_event(on ? event_id::kOnboardingEventStart : event_id::kOffboardingEventStart, {});
    const auto noted = note_writeback(config.state_dir, on);
    if (!noted) return base::log(events::kStateNotWritten, {{"message", noted.error().message}});
    write_event(on ? event_id::kOnboardingEventSuccess : event_id::kOffboardingEventSuccess, {});
}

void Agent::Parts::show_connected(bool connected, const std::string& why) {
    status.update([&](Status& shown) {
        if (shown.connected != connected) shown.since = clock.now();
        shown.connected = connected;
        if (connected || !why.empty()) shown.last_error = why;
    });
}

RelayLinkHandler Agent::Parts::relay_handler() {
    RelayLinkHandler handler;
    handler.get_token = [this] { return tokens->get(); };
    handler.discard_token = [this](const std::string& token) { tokens->discard(token); };
    handler.make_hello = [this] { return hello(); };
    handler.on_welcome = [this](const wire::Welcome& welcome) {
        base::log(events::kRelayConnected, {{"tenant", welcome.tenant}, {"agent", welcome.agent_id.str()}});
        show_connected(true, {});
        health.connected();
        tell_writeback_switch();
        tell_new_keys();
        desk->resend_unacknowledged();
        sync->check_in_now();  // the lease may have run out meanwhile
    };
    handler.on_request = [this](core::Request request) { desk->take(std::move(request)); };
    handler.on_refused_request = [this](const core::RequestId& id) { desk->refuse_malformed(id); };
    handler.on_ack = [this](const core::RequestId& id) { desk->acknowledged(id); };
    handler.on_sync_wake = [this] { sync->check_in_now(); };
    handler.on_roll_keys = [this] { roll_keys(); };
    handler.on_disconnected = [this](const RelayEnd& end) {
        show_connected(false, end.why);
        health.ended(end);
    };
    return handler;
}

// Another server may be in use by now, or the same one have learned something.
void Agent::Parts::survey_again() {
    if (const auto found = survey_to_start(*surveyor)) show_survey(*found, status);
}

base::Result<void> Agent::Parts::begin() {
    limits =
        std::make_unique<core::WriteLimits>(config.limits.writes_per_person_per_hour, config.limits.writes_per_minute);
    tokens = std::make_unique<TokenSource>(http_options(config), config.tenant.url, identity, keys->signing_key(),
                                           clock, random);
    auto made = SyncService::create({.config = config,
                                     .identity = identity,
                                     .generation = generation,
                                     .clock = clock,
                                     .random = random,
                                     .tokens = *tokens,
                                     .status = status,
                                     .write_event = write_event,
                                     .journal = *database,
                                     .now_and_then = [this] { survey_again(); }});
    if (!made) return base::fail(made.error());
    sync = std::move(*made);
    apply =
        std::make_unique<core::Apply>(core::Apply::World{sync->joined(), *directory, *journal, *keys, *limits, clock},
                                      rules_of(config, identity, survey));
    const auto workers = static_cast<std::size_t>(config.directory.connections);
    desk = std::make_unique<RequestDesk>(
        *apply, *journal, clock, workers, workers * kTakenForEachWorker,
        [this](const wire::OutcomeMessage& outcome) { return link->send(outcome); }, write_event);
    RelayLinkOptions options;
    options.tenant_url = config.tenant.url;
    options.socket.ca_file = config.tenant.ca_file;
    link = std::make_unique<RelayLink>(std::move(options), relay_handler(), clock, random);
    if (writes(config)) write_event(event_id::kWriteBackServiceStarted, {});
    link->start();
    if (config.synchronization.start) sync->start();
    return {};
}

Agent::Parts::~Parts() {
    if (sync) sync->stop();
    if (desk) desk->stop();  // while the link can still carry what they say
    if (link) link->stop();
    show_connected(false, {});
    if (link && writes(config)) write_event(event_id::kWriteBackServiceStopped, {});
}

Agent::Agent(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Agent::~Agent() = default;

base::Result<void> Agent::examine(const Config& config) {
    adapters::ldap::LdapSurveyor surveyor(config.directory, scope_bases(config), config.scope.protected_groups);
    const auto found = survey_to_start(surveyor);
    if (!found) return base::fail(found.error());
    return {};
}

base::Result<std::unique_ptr<RunningAgent>> Agent::start(const Config& config, const std::string& generation,
                                                         Workplace& workplace, const Pause& pause) {
    auto identity = load_identity(config.state_dir);
    if (!identity) return base::fail(identity.error());
    auto parts = std::make_unique<Parts>(config, generation, workplace, std::move(*identity));
    if (auto opened = parts->open_state(); !opened) return base::fail(opened.error());
    if (auto opened = parts->open_directory(pause); !opened) return base::fail(opened.error());
    if (auto begun = parts->begin(); !begun) return base::fail(begun.error());
    return std::unique_ptr<RunningAgent>(new Agent(std::move(parts)));
}

void Agent::housekeeping() {
    const auto rolled = parts_->keys->roll_when_due();
    if (!rolled) {
        base::log(events::kKeyNotRolled, {{"message", rolled.error().message}});
    } else if (*rolled) {
        base::log(events::kKeyRolled);
        parts_->write_event(event_id::kKeyPairCreationSuccess, {});
    }
    parts_->tell_new_keys();
    const auto purged = parts_->journal->purge(parts_->clock.now() - kJournalKeeps);
    if (!purged) base::log(events::kStateNotWritten, {{"message", purged.error().message}});
}

}  // namespace tilbage::connect
