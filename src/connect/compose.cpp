#include "connect/compose.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>
#include <unistd.h>
#include <utility>

#include "adapters/breached/breached_file.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "adapters/sql/journal.h"
#include "adapters/sql/migrations.h"
#include "base/guarded.h"
#include "base/log.h"
#include "connect/events/relay_health.h"
#include "connect/http_options.h"
#include "connect/log_events.h"
#include "connect/relay_link.h"
#include "connect/request_desks.h"
#include "connect/served_directory.h"
#include "connect/state/identity.h"
#include "connect/state/key_store.h"
#include "connect/state/writeback_mark.h"
#include "connect/survey.h"
#include "connect/sync/sync_service.h"
#include "connect/version.h"
#include "core/banned/password_screen.h"
#include "crypto/system_random.h"

namespace tilbage::connect {
namespace {

constexpr std::size_t kTakenForEachWorker = 8;
constexpr int kMostInFlight = 1'024;  // that a hello may say
constexpr std::chrono::hours kJournalKeeps{24};

bool writes(const Config& config) { return config.features.password_writeback && !config.synchronization.staging; }

bool may_pass(const base::Error& error) {
    return error.code == base::ErrorCode::unavailable || error.code == base::ErrorCode::timeout;
}

// Of a domain that was read before and does not answer now: the names that a domain has unless somebody chose others.
wire::DomainNames names_by_default(const std::string& dns) {
    wire::DomainNames names{.dns = dns, .netbios = {}, .base_dn = "DC="};
    for (const char c : dns.substr(0, dns.find('.')))
        names.netbios += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    for (const char c : dns) names.base_dn += c == '.' ? std::string(",DC=") : std::string(1, c);
    return names;
}

constexpr base::Millis kLookForSurveys{50};

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
    base::Result<void> open_screen();
    base::Result<void> open_directories(const Pause& pause);
    base::Result<void> wait_for_directories(const Pause& pause);
    void take_survey(std::size_t place, const base::Result<core::DirectorySurvey>& survey);
    void serve_directories();
    base::Result<void> begin();
    wire::Hello hello();
    std::vector<wire::DomainNames> served_domains() const;
    RelayLinkHandler relay_handler();
    wire::Keys current_keys() const;
    void roll_keys();
    void tell_keys();
    void tell_new_keys();
    void tell_new_domains();
    void tell_writeback_switch();
    void show_connected(bool connected, const std::string& why);
    ~Parts();

    const Config& config;
    const std::string generation;
    const Identity identity;
    const base::SystemClock clock;
    crypto::SystemRandom random;
    StatusBoard& status;
    const WriteEvent write_event;
    Farewell farewell;
    RelayHealth health;
    base::Guarded<std::string> told_kid;  // of the sealing key that the tenant was told last
    std::unique_ptr<KeyStore> keys;
    std::unique_ptr<adapters::sql::Database> database;
    std::unique_ptr<adapters::sql::SqlJournal> journal;
    // Why each directory was not found at its last try, and whether it was tried.
    struct Looking {
        bool tried = false;
        std::optional<base::Error> error = {};
    };
    base::Guarded<std::vector<Looking>> looking;
    std::unique_ptr<core::WriteLimits> limits;
    std::unique_ptr<core::BreachedPasswords> breached;
    std::unique_ptr<core::PasswordScreen> screen;
    std::unique_ptr<TokenSource> tokens;
    std::unique_ptr<SyncService> sync;
    std::unique_ptr<RequestDesks> desks;
    std::unique_ptr<RelayLink> link;
    std::atomic<bool> serving = false;                          // the link is there
    std::atomic<std::size_t> told_domains = 0;                  // in the last hello
    std::vector<std::unique_ptr<ServedDirectory>> directories;  // last: their threads use the rest
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

base::Result<void> Agent::Parts::open_screen() {
    if (!config.banned.breached_file.empty()) {
        auto list = adapters::breached::FilterFile::open(config.banned.breached_file);
        if (!list) return base::fail(list.error());
        breached = std::make_unique<adapters::breached::BreachedFile>(std::move(*list));
    }
    screen = std::make_unique<core::PasswordScreen>(breached.get(), config.banned.screen);
    return {};
}

// On the directory's own surveying thread.
void Agent::Parts::take_survey(std::size_t place, const base::Result<core::DirectorySurvey>& survey) {
    const auto section = directories_of(config)[place]->section();
    show_survey(section, survey, status);
    const auto before = looking.with([&](auto& all) {
        return std::exchange(all[place],
                             {.tried = true, .error = survey ? std::nullopt : std::optional(survey.error())});
    });
    const bool was_found = before.tried && !before.error;
    if (survey && !was_found) log_findings(*survey);
    if (!survey && (!before.error || before.error->message != survey.error().message))
        base::log(events::kNotReady, {{"directory", section}, {"message", survey.error().message}});
    // One that was found later: the tenant is told whom this agent has now.
    if (serving) tell_new_domains();
}

// Until one can be used: the others may come later.
base::Result<void> Agent::Parts::wait_for_directories(const Pause& pause) {
    std::string said;
    while (true) {
        const auto now = looking.with([](const auto& all) { return all; });
        const auto found = [](const Looking& one) { return one.tried && !one.error; };
        if (std::ranges::any_of(now, found)) return {};
        const bool all_tried = std::ranges::all_of(now, &Looking::tried);
        const auto lasts = [](const Looking& one) { return one.error && !may_pass(*one.error); };
        if (all_tried && std::ranges::all_of(now, lasts)) return base::fail(*now.front().error);
        for (const auto& one : now) {
            if (!one.error || one.error->message == said) continue;
            said = one.error->message;
            status.update([&](Status& shown) { shown.last_error = said; });
            break;
        }
        if (!pause(kLookForSurveys))
            return base::fail(base::ErrorCode::conflict, "told to end before the directory answered");
    }
}

base::Result<void> Agent::Parts::open_directories(const Pause& pause) {
    const auto configured = directories_of(config);
    looking.with([&](auto& all) { all.resize(configured.size()); });
    status.update([&](Status& shown) {
        shown.directories.clear();
        shown.warnings.clear();
        for (const auto* directory : configured) shown.directories.push_back({.section = directory->section()});
    });
    for (const auto* directory : configured) {
        auto made = ServedDirectory::create(*directory, clock, random);
        if (!made) return base::fail(made.error());
        directories.push_back(std::move(*made));
    }
    for (std::size_t place = 0; place < directories.size(); ++place)
        directories[place]->look_for([this, place](const auto& survey) { take_survey(place, survey); },
                                     config.import.interval);
    return wait_for_directories(pause);
}

wire::Keys Agent::Parts::current_keys() const {
    const auto key = keys->sealing_key().jwk();
    return {.sealing_keys = {{.kid = key.thumbprint(), .jwk = key}}};
}

std::vector<wire::DomainNames> Agent::Parts::served_domains() const {
    std::vector<wire::DomainNames> domains;
    for (const auto& directory : directories) {
        const auto survey = directory->found();
        if (survey) {
            domains.push_back(
                {.dns = survey->domain_dns, .netbios = survey->domain_netbios, .base_dn = survey->base_dn});
        } else if (const auto dns = sync->known_domain(directory->config().number); !dns.empty()) {
            domains.push_back(names_by_default(dns));
        }
    }
    return domains;
}

wire::Hello Agent::Parts::hello() {
    auto current = current_keys();
    told_kid.with([&](std::string& kid) { kid = current.sealing_keys.front().kid; });
    auto domains = served_domains();
    int in_flight = 0;
    for (const auto& directory : directories)
        in_flight += static_cast<int>(kTakenForEachWorker) * directory->config().directory.connections;
    told_domains = domains.size();
    return {.software = kSoftware,
            .sealing_keys = std::move(current.sealing_keys),
            .domains = std::move(domains),
            .max_in_flight = std::min(in_flight, kMostInFlight),
            .host = host_name(),
            .writeback = config.features.password_writeback,
            .staging = config.synchronization.staging,
            .judges_passwords = true};
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

// Of a directory that was found after the hello.
void Agent::Parts::tell_new_domains() {
    if (served_domains().size() != told_domains) link->say_hello_again();
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
        tell_new_domains();
        desks->resend_unacknowledged();
        sync->check_in_now();  // the lease may have run out meanwhile
    };
    handler.on_request = [this](core::Request request) { desks->take(std::move(request)); };
    handler.on_refused_request = [this](const core::RequestId& id) { desks->refuse_malformed(id); };
    handler.on_ack = [this](const core::RequestId& id) { desks->acknowledged(id); };
    handler.on_bans = [this](const core::TenantBans& bans) {
        screen->set(bans);
        base::log(events::kBansTold, {{"enabled", bans.enabled ? "yes" : "no"},
                                      {"mode", core::to_string(bans.mode)},
                                      {"words", static_cast<std::int64_t>(bans.words.size())}});
    };
    handler.on_sync_wake = [this] { sync->check_in_now(); };
    handler.on_roll_keys = [this] { roll_keys(); };
    handler.on_disconnected = [this](const RelayEnd& end) {
        show_connected(false, end.why);
        health.ended(end);
    };
    return handler;
}

void Agent::Parts::serve_directories() {
    desks =
        std::make_unique<RequestDesks>([this](const core::SourceAnchor& anchor) { return sync->directory_of(anchor); });
    for (const auto& directory : directories) {
        const auto number = directory->config().number;
        directory->serve({.joined = sync->joined(number),
                          .journal = *journal,
                          .keys = *keys,
                          .limits = *limits,
                          .tenant_id = identity.tenant_id,
                          .writes = writes(config),
                          .screen = screen.get()});
        const auto workers = static_cast<std::size_t>(directory->config().directory.connections);
        desks->add(number,
                   std::make_unique<RequestDesk>(
                       [served = directory.get()] { return served->apply(); }, *journal, clock, workers,
                       workers * kTakenForEachWorker,
                       [this](const wire::OutcomeMessage& outcome) { return link->send(outcome); }, write_event));
    }
}

base::Result<void> Agent::Parts::begin() {
    limits =
        std::make_unique<core::WriteLimits>(config.limits.writes_per_person_per_hour, config.limits.writes_per_minute);
    tokens = std::make_unique<TokenSource>(http_options(config, farewell), config.tenant.url, identity,
                                           keys->signing_key(), clock, random);
    auto made = SyncService::create({.config = config,
                                     .identity = identity,
                                     .generation = generation,
                                     .clock = clock,
                                     .random = random,
                                     .tokens = *tokens,
                                     .farewell = farewell,
                                     .status = status,
                                     .write_event = write_event,
                                     .journal = *database});
    if (!made) return base::fail(made.error());
    sync = std::move(*made);
    serve_directories();
    RelayLinkOptions options;
    options.tenant_url = config.tenant.url;
    options.socket.ca_file = config.tenant.ca_file;
    link = std::make_unique<RelayLink>(std::move(options), relay_handler(), clock, random);
    if (writes(config)) write_event(event_id::kWriteBackServiceStarted, {});
    serving = true;
    link->start();
    if (config.synchronization.start) sync->start();
    return {};
}

Agent::Parts::~Parts() {
    serving = false;
    if (sync) sync->stop();
    if (desks) desks->stop();  // while the link can still carry what they say
    if (link) link->stop();
    show_connected(false, {});
    if (link && writes(config)) write_event(event_id::kWriteBackServiceStopped, {});
}

Agent::Agent(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Agent::~Agent() = default;

base::Result<void> Agent::examine(const Config& config) {
    std::optional<base::Error> away;
    bool any = false;
    for (const auto* directory : directories_of(config)) {
        adapters::ldap::LdapSurveyor surveyor(directory->directory, scope_bases(*directory),
                                              protected_groups(*directory));
        const auto found = survey_to_start(surveyor);
        any = any || found;
        if (!found && !may_pass(found.error())) return base::fail(found.error());
        if (!found) away = found.error();
    }
    if (!any && away) return base::fail(*away);
    return {};
}

base::Result<std::unique_ptr<RunningAgent>> Agent::start(const Config& config, const std::string& generation,
                                                         Workplace& workplace, const Pause& pause) {
    auto identity = load_identity(config.state_dir);
    if (!identity) return base::fail(identity.error());
    auto parts = std::make_unique<Parts>(config, generation, workplace, std::move(*identity));
    if (auto opened = parts->open_state(); !opened) return base::fail(opened.error());
    if (auto opened = parts->open_screen(); !opened) return base::fail(opened.error());
    if (auto opened = parts->open_directories(pause); !opened) return base::fail(opened.error());
    if (auto begun = parts->begin(); !begun) return base::fail(begun.error());
    return std::unique_ptr<RunningAgent>(new Agent(std::move(parts)));
}

bool Agent::wants_to_begin_anew() const { return parts_->sync->needs_to_begin_anew(); }

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
