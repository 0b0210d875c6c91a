#include "connect/compose.h"

#include <array>
#include <climits>
#include <unistd.h>
#include <utility>

#include "adapters/ldap/ldap_directory.h"
#include "adapters/ldap/ldap_people_source.h"
#include "adapters/ldap/ldap_surveyor.h"
#include "adapters/ldap/pool.h"
#include "adapters/sql/journal.h"
#include "adapters/sql/migrations.h"
#include "base/log.h"
#include "connect/http_options.h"
#include "connect/import_loop.h"
#include "connect/log_events.h"
#include "connect/provisioning/scim_provisioning.h"
#include "connect/relay_link.h"
#include "connect/request_desk.h"
#include "connect/state/identity.h"
#include "connect/state/key_store.h"
#include "connect/state/state_folder.h"
#include "connect/survey.h"
#include "connect/version.h"
#include "core/writeback/apply.h"
#include "crypto/system_random.h"

namespace tilbage::connect {
namespace {

constexpr std::size_t kTakenForEachWorker = 8;
constexpr std::chrono::hours kJournalKeeps{24};

core::AgentRules rules_of(const Config& config, const Identity& identity, const core::DirectorySurvey& survey) {
    return {.tenant_id = identity.tenant_id,
            .scope = config.scope.units,
            .domain = core::DistinguishedName::parse(survey.base_dn).value_or(core::DistinguishedName()),
            .protection = {.group_sids = survey.protected_group_sids, .own_sid = survey.own_sid},
            .no_password_filters = config.no_password_filters,
            .writes = config.features.password_writeback && !config.synchronization.staging};
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
    Parts(const Config& config_, Identity identity_, RunLock lock_)
        : config(config_), identity(std::move(identity_)), lock(std::move(lock_)), status(config.state_dir) {}

    base::Result<void> open_state();
    base::Result<void> open_directory(const std::function<bool(std::chrono::milliseconds)>& pause);
    base::Result<core::DirectorySurvey> wait_for_directory(const std::function<bool(std::chrono::milliseconds)>& pause);
    void begin();
    wire::Hello hello() const;
    RelayLinkHandler relay_handler();
    void show_connected(bool connected, const std::string& why);
    void survey_again();
    ~Parts();

    const Config& config;
    const Identity identity;
    const RunLock lock;
    const base::SystemClock clock;
    crypto::SystemRandom random;
    StatusBoard status;
    std::unique_ptr<KeyStore> keys;
    std::unique_ptr<adapters::sql::Database> database;
    std::unique_ptr<adapters::sql::SqlJournal> journal;
    std::unique_ptr<adapters::ldap::LdapSurveyor> surveyor;
    core::DirectorySurvey survey;
    std::unique_ptr<adapters::ldap::Pool> pool;
    std::unique_ptr<adapters::ldap::LdapDirectory> directory;
    std::unique_ptr<adapters::ldap::LdapPeopleSource> people;
    std::unique_ptr<core::WriteLimits> limits;
    std::unique_ptr<core::Apply> apply;
    std::unique_ptr<TokenSource> tokens;
    std::unique_ptr<ScimProvisioning> provisioning;
    std::unique_ptr<ImportLoop> import;
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
        shown.agent_id = identity.agent_id.str();
        shown.tenant = identity.tenant;
        shown.tenant_url = config.tenant.url;
        shown.since = clock.now();
    });
    return {};
}

base::Result<core::DirectorySurvey> Agent::Parts::wait_for_directory(
    const std::function<bool(std::chrono::milliseconds)>& pause) {
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

base::Result<void> Agent::Parts::open_directory(const std::function<bool(std::chrono::milliseconds)>& pause) {
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
    auto source = adapters::ldap::LdapPeopleSource::create(
        *pool, {.scope = config.scope.units,
                .alternate_mail_attribute = config.import.alternate_mail_attribute,
                .page_size = config.import.page_size});
    if (!source) return base::fail(source.error());
    people = std::move(*source);
    return {};
}

wire::Hello Agent::Parts::hello() const {
    const auto key = keys->sealing_key().jwk();
    return {.software = kSoftware,
            .sealing_keys = {{.kid = key.thumbprint(), .jwk = key}},
            .domains = {{.dns = survey.domain_dns, .netbios = survey.domain_netbios, .base_dn = survey.base_dn}},
            .max_in_flight = static_cast<int>(kTakenForEachWorker) * config.directory.connections,
            .host = host_name(),
            .writeback = config.features.password_writeback,
            .staging = config.synchronization.staging};
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
        desk->resend_unacknowledged();
    };
    handler.on_request = [this](core::Request request) { desk->take(std::move(request)); };
    handler.on_refused_request = [this](const core::RequestId& id) { desk->refuse_malformed(id); };
    handler.on_ack = [this](const core::RequestId& id) { desk->acknowledged(id); };
    handler.on_disconnected = [this](const std::string& why) { show_connected(false, why); };
    return handler;
}

// Another server may be in use by now, or the same one have learned something.
void Agent::Parts::survey_again() {
    if (const auto found = survey_to_start(*surveyor)) show_survey(*found, status);
}

void Agent::Parts::begin() {
    limits =
        std::make_unique<core::WriteLimits>(config.limits.writes_per_person_per_hour, config.limits.writes_per_minute);
    apply = std::make_unique<core::Apply>(core::Apply::World{*directory, *journal, *keys, *limits, clock},
                                          rules_of(config, identity, survey));
    tokens = std::make_unique<TokenSource>(http_options(config), config.tenant.url, identity, keys->signing_key(),
                                           clock, random);
    provisioning = std::make_unique<ScimProvisioning>(http_options(config), config.tenant.url, *tokens);
    import = std::make_unique<ImportLoop>(
        ImportLoop::Parts{*people, *provisioning, status, clock, random}, config.import.interval,
        core::ImportRules{.max_removals = config.import.max_removals, .staging = config.synchronization.staging},
        [this] { survey_again(); });
    const auto workers = static_cast<std::size_t>(config.directory.connections);
    desk = std::make_unique<RequestDesk>(*apply, *journal, clock, workers, workers * kTakenForEachWorker,
                                         [this](const wire::OutcomeMessage& outcome) { return link->send(outcome); });
    RelayLinkOptions options;
    options.tenant_url = config.tenant.url;
    options.socket.ca_file = config.tenant.ca_file;
    link = std::make_unique<RelayLink>(std::move(options), relay_handler(), clock, random);
    link->start();
    if (config.synchronization.start) import->start();
}

Agent::Parts::~Parts() {
    if (import) import->stop();
    if (desk) desk->stop();  // while the link can still carry what they say
    if (link) link->stop();
    show_connected(false, {});
}

Agent::Agent(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Agent::~Agent() = default;

base::Result<std::unique_ptr<Agent>> Agent::start(const Config& config,
                                                  const std::function<bool(std::chrono::milliseconds)>& pause) {
    if (auto prepared = prepare_state_dir(config.state_dir); !prepared) return base::fail(prepared.error());
    auto lock = RunLock::take(config.state_dir);
    if (!lock) return base::fail(lock.error());
    discard_status(config.state_dir);
    auto identity = load_identity(config.state_dir);
    if (!identity && identity.error().code == base::ErrorCode::not_found) {
        return base::fail(
            base::ErrorCode::not_found,
            "this agent is not enrolled: run tilbage-connect enroll with a code from tilbage-tenant enrolment-code");
    }
    if (!identity) return base::fail(identity.error());
    auto parts = std::make_unique<Parts>(config, std::move(*identity), std::move(*lock));
    if (auto opened = parts->open_state(); !opened) return base::fail(opened.error());
    if (auto opened = parts->open_directory(pause); !opened) return base::fail(opened.error());
    parts->begin();
    return std::unique_ptr<Agent>(new Agent(std::move(parts)));
}

void Agent::housekeeping() {
    const auto rolled = parts_->keys->roll_when_due();
    if (!rolled) {
        base::log(events::kKeyNotRolled, {{"message", rolled.error().message}});
    } else if (*rolled) {
        base::log(events::kKeyRolled);
        parts_->link->reconnect();
    }
    const auto purged = parts_->journal->purge(parts_->clock.now() - kJournalKeeps);
    if (!purged) base::log(events::kStateNotWritten, {{"message", purged.error().message}});
}

}  // namespace tilbage::connect
