#include "tenant/compose.h"

#include "adapters/curl/smtp_sender.h"
#include "adapters/http/nonce_page.h"
#include "adapters/http/router.h"
#include "adapters/http/server.h"
#include "adapters/http/static_files.h"
#include "adapters/sodium/argon2_hasher.h"
#include "adapters/sql/account_session_store.h"
#include "adapters/sql/administrator_store.h"
#include "adapters/sql/agent_store.h"
#include "adapters/sql/attempt_counter.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/authentication_method_store.h"
#include "adapters/sql/database.h"
#include "adapters/sql/deleted_people.h"
#include "adapters/sql/expiry_reminder_store.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/integration_store.h"
#include "adapters/sql/mail_outbox.h"
#include "adapters/sql/method_shares.h"
#include "adapters/sql/password_protection_store.h"
#include "adapters/sql/password_reset_policy_store.h"
#include "adapters/sql/person_sessions.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/provisioning_store.h"
#include "adapters/sql/request_store.h"
#include "adapters/sql/reset_session_store.h"
#include "adapters/sql/synchronization_settings.h"
#include "adapters/sql/tenant_store.h"
#include "adapters/timezone/system_time_zones.h"
#include "adapters/webauthn/fido_passkeys.h"
#include "core/identity/authenticate_agent.h"
#include "core/identity/enrol_agent.h"
#include "core/identity/manage_deleted_people.h"
#include "core/identity/provision_groups.h"
#include "core/identity/provision_people.h"
#include "core/identity/sweep_conflicts.h"
#include "core/reminders/send_expiry_reminders.h"
#include "core/writeback/agent_presence.h"
#include "core/writeback/describe_broker.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/record_outcome.h"
#include "core/writeback/relay_events.h"
#include "core/writeback/request_broker.h"
#include "core/writeback/validate_broker.h"
#include "crypto/system_random.h"
#include "tenant/alarms.h"
#include "tenant/code_key.h"
#include "tenant/compose_account.h"
#include "tenant/compose_applications.h"
#include "tenant/compose_graph.h"
#include "tenant/compose_reset.h"
#include "tenant/compose_sign_in.h"
#include "tenant/compose_sync.h"
#include "tenant/compose_text.h"
#include "tenant/housekeeping.h"
#include "tenant/http/enroll.h"
#include "tenant/http/health.h"
#include "tenant/http/portal_page.h"
#include "tenant/http/reset_logo.h"
#include "tenant/http/reset_page.h"
#include "tenant/http/reset_settings.h"
#include "tenant/http/scim_bulk.h"
#include "tenant/http/scim_discovery.h"
#include "tenant/http/scim_groups.h"
#include "tenant/http/scim_users.h"
#include "tenant/http/security_headers.h"
#include "tenant/http/server_refusal.h"
#include "tenant/http/signin_page.h"
#include "tenant/log_events.h"
#include "tenant/mail/mail_worker.h"
#include "tenant/mail/texts.h"
#include "tenant/open_store.h"
#include "tenant/relay/hub.h"
#include "tenant/smtp_options.h"
#include "wire/sync_check_in.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace sql = adapters::sql;

constexpr std::chrono::seconds kStopGrace{5};
constexpr std::chrono::minutes kPurgeEvery{1};
// It reads everybody: a third of a second of 100,000.
constexpr std::chrono::minutes kCountMethodsEvery{5};
constexpr std::chrono::hours kSweepEvery{1};
constexpr std::chrono::hours kKeepRequests{30 * 24};
// Longer than a clock that was set wrong is ahead.
constexpr std::chrono::hours kKeepReminders{365 * 24};
constexpr std::size_t kBodyLimit = std::size_t{64} * 1024;
constexpr std::size_t kScimBodyLimit = std::size_t{4} * 1024 * 1024;

// Everything that is remembered, on one database.
struct Stores {
    explicit Stores(std::unique_ptr<sql::Database> opened) : database(std::move(opened)) {}

    std::unique_ptr<sql::Database> database;
    sql::SqlTenantStore tenants{*database};
    sql::SqlPersonStore people{*database};
    sql::SqlDeletedPeople deleted_people{*database};
    sql::SqlProvisioningStore provisioning{*database};
    sql::SqlSynchronizationSettings synchronization_settings{*database};
    sql::SqlGroupStore groups{*database};
    sql::SqlResetSessionStore sessions{*database};
    sql::SqlAccountSessionStore accounts{*database};
    sql::SqlPersonSessions person_sessions{*database};
    sql::SqlRequestStore requests{*database};
    sql::SqlIntegrationStore integration{*database};
    sql::SqlPasswordProtectionStore protection{*database};
    sql::SqlPasswordResetPolicyStore reset_policies{*database};
    sql::SqlAdministratorStore administrators{*database};
    sql::SqlAuthenticationMethodStore methods{*database};
    sql::SqlAttemptCounter attempts{*database};
    sql::SqlAgentStore agents{*database};
    sql::SqlAuditLog audit{*database};
    sql::SqlMailOutbox outbox{*database};
    sql::SqlExpiryReminderStore reminders{*database};
};

// The way of a request to an agent and back.
struct Relay {
    Relay(Stores& stores, core::Alarms& alarms, const base::Clock& clock, base::Random& random,
          const core::MailTexts& texts)
        : hub({stores.agents, stores.tenants, stores.integration, stores.protection, stores.audit, alarms, clock}),
          waiters(alarms),
          record({stores.requests, stores.sessions, stores.accounts, stores.people, stores.tenants, stores.audit,
                  stores.outbox, texts, *stores.database, clock, stores.reset_policies, stores.administrators,
                  stores.attempts, stores.person_sessions}),
          presence(hub, alarms, clock),
          requests({hub, stores.requests, record, waiters, alarms, clock, stores.people}),
          descriptions(hub, presence, alarms, clock, random, stores.people),
          validations(hub, presence, alarms, clock, stores.people),
          events(presence, requests, descriptions, validations) {
        hub.set_listener(events);
        hub.start_pinging();
    }

    Hub hub;
    core::OutcomeWaiters waiters;
    core::RecordOutcome record;
    core::AgentPresence presence;
    core::RequestBroker requests;
    core::DescribeBroker descriptions;
    core::ValidateBroker validations;
    core::RelayEvents events;
};

// What agents do beside the relay: enrol, get tokens, provision people.
struct AgentSteps {
    AgentSteps(Stores& stores, const base::Clock& clock, base::Random& random)
        : enrol({stores.agents, stores.tenants, stores.attempts, stores.audit, *stores.database, clock, random}),
          authenticate({stores.agents, stores.tenants, clock, random}),
          provision({stores.people, stores.deleted_people, stores.provisioning, stores.synchronization_settings,
                     stores.tenants, stores.audit, *stores.database, clock, random}),
          provision_groups({stores.groups, stores.provisioning, stores.audit, *stores.database, clock, random}) {}

    core::EnrolAgent enrol;
    core::AuthenticateAgent authenticate;
    core::ProvisionPeople provision;
    core::ProvisionGroups provision_groups;
};

// What time does to people: deleted ones go for good, kept-away values come back. One thread.
struct PeopleCare {
    PeopleCare(Stores& stores, const base::Clock& time, base::Random& random)
        : clock(time),
          manage_deleted({stores.deleted_people, stores.people, stores.provisioning, stores.tenants, stores.audit,
                          *stores.database, clock, random}),
          sweep({stores.people, stores.provisioning, stores.tenants, stores.audit, *stores.database, clock, random}) {}

    base::Result<void> sweep_hourly() {
        if (clock.now() < next_sweep) return {};
        next_sweep = clock.now() + kSweepEvery;
        return sweep.run();
    }

    const base::Clock& clock;
    core::ManageDeletedPeople manage_deleted;
    core::SweepConflicts sweep;
    base::TimePoint next_sweep;
};

http::Options server_options(const ServerConfig& server) {
    http::Options options;
    options.address = server.address;
    options.port = server.port;
    options.certificate_file = server.certificate.string();
    options.private_key_file = server.private_key.string();
    options.trusted_proxies = server.trusted_proxies;
    options.dress_refusal = dress_server_refusal;
    options.body_limit = [](std::string_view path) {
        if (path == wire::kSyncCheckInPath) return wire::kMaxSyncCheckIn;
        return path.starts_with("/scim/v2") ? kScimBodyLimit : kBodyLimit;
    };
    return options;
}

}  // namespace

struct Tenant::Parts {
    Parts(const Config& settings, std::unique_ptr<sql::Database> database, base::SecretBytes key,
          http::StaticFiles page, http::StaticFiles signin, http::StaticFiles account_page,
          std::unique_ptr<core::PasswordHasher> hasher, std::unique_ptr<core::PasswordHasher> answers_hasher)
        : stores(std::move(database)),
          code_key(std::move(key)),
          metrics_token(base::SecretBytes::copy_of(settings.metrics_token.open())),
          page_files(std::move(page)),
          signin_files(std::move(signin)),
          passkeys(adapters::webauthn::FidoPasskeys::make(settings.server.host, settings.server.base_url)),
          relay(stores, alarms, clock, random, texts),
          text({*stores.database, code_key, stores.audit, clock, random}, settings.text),
          reset(reset_ports(), settings.reset, std::move(answers_hasher)),
          account(account_ports(), settings.reset, std::move(account_page), settings.server.base_url),
          applications(*stores.database, account.ports(), settings.server.base_url),
          agent_steps(stores, clock, random),
          people_care(stores, clock, random),
          sign_in({*stores.database, stores.tenants, stores.attempts, stores.audit, clock, random, code_key},
                  {settings.server.base_url, settings.require_second_factor}, std::move(hasher)),
          graph_api(graph_ports(), settings.reset, router, settings.server.base_url),
          smtp(smtp_options(settings.mail)),
          mail({stores.outbox,
                clock,
                random,
                {settings.mail.from, settings.mail.from_address},
                [this](const auto& from, const auto& to, const auto& message) { return smtp.send(from, to, message); },
                [this](const base::Error&) { record_lost_mail(); }}),
          reminders({stores.reminders, stores.tenants, stores.reset_policies, stores.integration, stores.provisioning,
                     stores.outbox, texts, zones, stores.audit, *stores.database, clock},
                    settings.server.base_url + "/account"),
          sync_service({*stores.database, stores.tenants, stores.agents, stores.audit, stores.outbox,
                        stores.synchronization_settings, alarms, relay.hub, clock, random, [this] { mail.wake(); }}),
          housekeeping(purges(), kPurgeEvery) {
        add_routes(settings);
    }

    ~Parts() {
        // Agents are cut off first of all, so no outcome would come any more: pages ask again after the restart.
        relay.waiters.release_all();
        sync_service.release_all();
        if (server) server->stop(kStopGrace);
        alarms.stop();
    }

    [[nodiscard]] core::ResetPorts ports() {
        return {stores.tenants,
                stores.people,
                stores.sessions,
                stores.requests,
                stores.integration,
                stores.attempts,
                stores.audit,
                *stores.database,
                clock,
                random,
                {stores.reset_policies, stores.groups, stores.administrators},
                stores.methods};
    }

    [[nodiscard]] ResetFlow::Shared reset_ports() {
        return {ports(),  stores.outbox,  text.outbox(),  texts,         method_shares,     passkeys.get(),
                code_key, relay.presence, relay.requests, relay.waiters, relay.descriptions};
    }

    [[nodiscard]] Account::Shared account_ports() {
        return {*stores.database,
                stores.tenants,
                stores.people,
                stores.accounts,
                stores.requests,
                stores.integration,
                stores.attempts,
                stores.audit,
                relay.presence,
                relay.requests,
                relay.validations,
                relay.descriptions,
                relay.waiters,
                alarms,
                clock,
                random,
                code_key,
                {stores.reset_policies, stores.groups, stores.administrators},
                stores.methods,
                stores.person_sessions,
                stores.outbox,
                passkeys.get(),
                text.outbox(),
                texts,
                reset.hasher(),
                reset.methods()};
    }

    [[nodiscard]] GraphApi::Shared graph_ports() {
        return {*stores.database,
                stores.tenants,
                stores.people,
                stores.requests,
                stores.integration,
                stores.agents,
                stores.attempts,
                stores.audit,
                relay.presence,
                relay.requests,
                relay.waiters,
                relay.descriptions,
                relay.hub,
                sign_in.authenticate(),
                stores.methods,
                stores.outbox,
                texts,
                code_key,
                reset.methods(),
                clock,
                random,
                text.outbox(),
                [this] {
                    mail.wake();
                    text.wake();
                }};
    }

    void add_routes(const Config& settings) {
        const auto& origin = settings.server.base_url;
        add_health(router, stores.tenants);
        add_reset_settings(router, {stores.tenants, stores.integration, stores.reset_policies, stores.administrators},
                           settings.helpdesk);
        add_reset_logo(router, stores.reset_policies);
        reset.add_routes(router, origin, alarms, [this] {
            mail.wake();
            text.wake();
        });
        add_reset_page(router, page_files);
        add_signin_page(router, signin_files);
        account.add_routes(router, origin, [this] {
            mail.wake();
            text.wake();
        });
        add_agent_routes(origin);
        applications.add_graph_routes(graph_api.routes());
        sync_service.add_routes(router, graph_api.routes());
        sync_service.add_metrics(router, metrics_token);
    }

    void add_agent_routes(const std::string& base_url) {
        add_enrolment(router, agent_steps.enrol);
        sign_in.add_routes(router, agent_steps.authenticate, applications);
        applications.add_routes(router, base_url);
        graph_api.add_routes();
        const ScimPorts scim{
            stores.agents,       stores.people,    stores.groups, agent_steps.provision,  agent_steps.provision_groups,
            stores.provisioning, *stores.database, clock,         {base_url + "/scim/v2"}};
        add_scim_discovery(router, scim);
        add_scim_users(router, scim);
        add_scim_bulk(router, scim);
        add_scim_groups(router, scim);
    }

    [[nodiscard]] std::vector<Housekeeping::Task> purges() {
        return {{"sessions", [this] { return stores.sessions.purge(clock.now()); }},
                {"methods", [this] { return stores.methods.purge(clock.now()); }},
                {"method shares", [this] { return count_methods(); }},
                {"attempts", [this] { return stores.attempts.purge(clock.now()); }},
                {"agents", [this] { return stores.agents.purge(clock.now()); }},
                {"sign-ins", [this] { return sign_in.purge(); }},
                {"account sessions", [this] { return account.purge(); }},
                {"applications", [this] { return applications.purge(); }},
                {"callers", [this] { return graph_api.purge(); }},
                {"requests", [this] { return stores.requests.purge(clock.now(), clock.now() - kKeepRequests); }},
                {"synchronization", [this] { return sync_service.keep_house(); }},
                {"deleted people", [this] { return people_care.manage_deleted.purge(); }},
                {"conflicts", [this] { return people_care.sweep_hourly(); }},
                {"expiry reminders", [this] { return send_reminders(); }},
                {"wal", [this] { return stores.database->empty_wal(); }}};
    }

    base::Result<void> send_reminders() {
        if (const auto purged = stores.reminders.purge(clock.now() - kKeepReminders); !purged) return purged;
        const auto sent = reminders.run();
        if (!sent) return base::fail(sent.error());
        if (*sent) mail.wake();
        return {};
    }

    base::Result<void> count_methods() {
        if (clock.now() < next_count) return {};
        next_count = clock.now() + kCountMethodsEvery;
        sql::SqlMethodShares counting(*stores.database);
        return method_shares.refresh(stores.tenants, counting);
    }

    // The administrators' portal, from its own folder.
    base::Result<void> add_portal(const std::filesystem::path& folder) {
        auto files = http::StaticFiles::load(folder);
        if (!files) return base::fail(files.error());
        portal_files = std::make_unique<const http::StaticFiles>(std::move(*files));
        auto page = http::NoncePage::load(*portal_files, random);
        if (!page) return base::fail(page.error().code, folder.string() + ": " + page.error().message);
        portal_page = std::make_unique<const http::NoncePage>(std::move(*page));
        add_portal_page(router, *portal_page, *portal_files);
        return {};
    }

    // Requests that were on their way when the process before this one ended.
    base::Result<void> take_up() {
        const auto tenants = stores.tenants.all();
        if (!tenants) return base::fail(tenants.error());
        if (tenants->empty())
            return base::fail(base::ErrorCode::not_found, "the store holds no tenant: run init first");
        for (const auto& tenant : *tenants) relay.requests.resume(tenant.id);
        return {};
    }

    base::Result<void> listen(const Config& settings) {
        auto started =
            http::Server::start(server_options(settings.server),
                                with_security_headers([this](http::Request request, const http::Reply& reply) {
                                    router(std::move(request), reply);
                                }),
                                relay.hub.handler());
        if (!started) return base::fail(started.error());
        server = std::move(*started);
        return {};
    }

    void record_lost_mail() {
        const auto tenants = stores.tenants.all();
        if (!tenants || tenants->empty()) return;
        core::AuditRecord record;
        record.tenant_id = tenants->front().id;
        record.at = clock.now();
        record.actor = "operator";
        record.action = "mail.send";
        record.result = "given_up";
        record.details = "{}";
        if (const auto written = stores.audit.append(record); !written) {
            base::log(events::kMailStoreFailed, {{"error", written.error().message}});
        }
    }

    base::SystemClock clock;
    crypto::SystemRandom random;
    Texts texts;
    Stores stores;
    base::SecretBytes code_key;
    base::SecretBytes metrics_token;
    http::StaticFiles page_files;
    http::StaticFiles signin_files;
    std::unique_ptr<const http::StaticFiles> portal_files;
    std::unique_ptr<const http::NoncePage> portal_page;
    SchedulerAlarms alarms;
    core::DecoyShares method_shares;
    std::unique_ptr<core::Passkeys> passkeys;  // null: the configured address is an IP address
    base::TimePoint next_count;
    Relay relay;
    TextService text;
    ResetFlow reset;
    Account account;
    Applications applications;
    AgentSteps agent_steps;
    PeopleCare people_care;
    SignIn sign_in;
    GraphApi graph_api;
    adapters::curl::SmtpSender smtp;
    MailWorker mail;
    adapters::timezone::SystemTimeZones zones;
    core::SendExpiryReminders reminders;
    SyncService sync_service;
    Housekeeping housekeeping;
    http::Router router;
    std::unique_ptr<http::Server> server;
};

Tenant::Tenant(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Tenant::~Tenant() = default;

base::Result<std::unique_ptr<Tenant>> Tenant::start(const Config& config) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    crypto::SystemRandom random;
    auto code_key = load_or_make_code_key(code_key_file(config.store), random);
    if (!code_key) return base::fail(code_key.error());
    auto page = http::StaticFiles::load(config.server.web_root / "reset");
    if (!page) return base::fail(page.error());
    auto signin = http::StaticFiles::load(config.server.web_root / "signin");
    if (!signin) return base::fail(signin.error());
    auto account = http::StaticFiles::load(config.server.web_root / "account");
    if (!account) return base::fail(account.error());
    auto hasher = adapters::sodium::Argon2Hasher::make();
    if (!hasher) return base::fail(hasher.error());
    auto answers_hasher = adapters::sodium::Argon2Hasher::make();
    if (!answers_hasher) return base::fail(answers_hasher.error());
    auto parts = std::make_unique<Parts>(config, std::move(*database), std::move(*code_key), std::move(*page),
                                         std::move(*signin), std::move(*account), std::move(*hasher),
                                         std::move(*answers_hasher));
    if (const auto portal = parts->add_portal(config.server.web_root / "portal"); !portal)
        return base::fail(portal.error());
    if (const auto taken = parts->take_up(); !taken) return base::fail(taken.error());
    if (const auto listening = parts->listen(config); !listening) return base::fail(listening.error());
    return std::unique_ptr<Tenant>(new Tenant(std::move(parts)));
}

std::uint16_t Tenant::port() const { return parts_->server->port(); }
base::Result<void> Tenant::reload_certificate() { return parts_->server->reload_certificate(); }

}  // namespace tilbage::tenant
