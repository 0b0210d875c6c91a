#include "tenant/compose.h"

#include "adapters/sodium/argon2_hasher.h"
#include "adapters/webauthn/fido_passkeys.h"
#include "crypto/system_random.h"
#include "tenant/alarms.h"
#include "tenant/code_key.h"
#include "tenant/compose_account.h"
#include "tenant/compose_agents.h"
#include "tenant/compose_applications.h"
#include "tenant/compose_graph.h"
#include "tenant/compose_mail.h"
#include "tenant/compose_pages.h"
#include "tenant/compose_people_care.h"
#include "tenant/compose_relay.h"
#include "tenant/compose_reset.h"
#include "tenant/compose_sign_in.h"
#include "tenant/compose_stores.h"
#include "tenant/compose_sync.h"
#include "tenant/compose_text.h"
#include "tenant/housekeeping.h"
#include "tenant/http/health.h"
#include "tenant/http/reset_logo.h"
#include "tenant/http/reset_settings.h"
#include "tenant/http/security_headers.h"
#include "tenant/mail/texts.h"
#include "tenant/open_store.h"
#include "tenant/server_options.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace sql = adapters::sql;

constexpr std::chrono::seconds kStopGrace{5};
constexpr std::chrono::minutes kPurgeEvery{1};
constexpr std::chrono::hours kKeepRequests{30 * 24};

}  // namespace

struct Tenant::Parts {
    Parts(const Config& settings, std::unique_ptr<sql::Database> database, base::SecretBytes key,
          std::unique_ptr<const Pages> web_pages, std::unique_ptr<core::PasswordHasher> hasher,
          std::unique_ptr<core::PasswordHasher> answers_hasher)
        : stores(std::move(database)),
          code_key(std::move(key)),
          metrics_token(base::SecretBytes::copy_of(settings.metrics_token.open())),
          pages(std::move(web_pages)),
          passkeys(adapters::webauthn::FidoPasskeys::make(settings.server.host, settings.server.base_url)),
          relay(stores, alarms, clock, random, texts),
          text({*stores.database, code_key, stores.audit, clock, random}, settings.text),
          reset(reset_ports(), settings.reset, std::move(answers_hasher)),
          account(account_ports(), settings.reset, settings.server.base_url),
          applications(*stores.database, account.ports(), settings.server.base_url),
          agent_steps(stores, clock, random),
          people_care(stores, clock, random, texts, method_shares, settings.server.base_url + "/account",
                      [this] { mail.wake(); }),
          sign_in({*stores.database, stores.tenants, stores.attempts, stores.audit, clock, random, code_key},
                  {settings.server.base_url, settings.require_second_factor}, std::move(hasher)),
          graph_api(graph_ports(), settings.reset, router, settings.server.base_url),
          mail({stores.outbox, stores.tenants, stores.audit, clock, random}, settings.mail),
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
        account.add_routes(router, origin, [this] {
            mail.wake();
            text.wake();
        });
        pages->add_routes(router);
        add_agent_routes(origin);
        applications.add_graph_routes(graph_api.routes());
        sync_service.add_routes(router, graph_api.routes());
        sync_service.add_metrics(router, metrics_token);
    }

    void add_agent_routes(const std::string& base_url) {
        agent_steps.add_routes(router, base_url);
        sign_in.add_routes(router, agent_steps.authenticate, applications);
        applications.add_routes(router, base_url);
        graph_api.add_routes();
    }

    [[nodiscard]] std::vector<Housekeeping::Task> purges() {
        return {{"sessions", [this] { return stores.sessions.purge(clock.now()); }},
                {"methods", [this] { return stores.methods.purge(clock.now()); }},
                {"method shares", [this] { return people_care.count_methods(); }},
                {"attempts", [this] { return stores.attempts.purge(clock.now()); }},
                {"agents", [this] { return stores.agents.purge(clock.now()); }},
                {"sign-ins", [this] { return sign_in.purge(); }},
                {"account sessions", [this] { return account.purge(); }},
                {"applications", [this] { return applications.purge(); }},
                {"callers", [this] { return graph_api.purge(); }},
                {"requests", [this] { return stores.requests.purge(clock.now(), clock.now() - kKeepRequests); }},
                {"synchronization", [this] { return sync_service.keep_house(); }},
                {"deleted people", [this] { return people_care.purge_deleted(); }},
                {"conflicts", [this] { return people_care.sweep_hourly(); }},
                {"expiry reminders", [this] { return people_care.send_reminders(); }},
                {"wal", [this] { return stores.database->empty_wal(); }}};
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

    base::SystemClock clock;
    crypto::SystemRandom random;
    Texts texts;
    Stores stores;
    base::SecretBytes code_key;
    base::SecretBytes metrics_token;
    std::unique_ptr<const Pages> pages;
    SchedulerAlarms alarms;
    core::DecoyShares method_shares;
    std::unique_ptr<core::Passkeys> passkeys;  // null: the configured address is an IP address
    Relay relay;
    TextService text;
    ResetFlow reset;
    Account account;
    Applications applications;
    AgentSteps agent_steps;
    PeopleCare people_care;
    SignIn sign_in;
    GraphApi graph_api;
    MailService mail;
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
    auto pages = Pages::load(config.server.web_root);
    if (!pages) return base::fail(pages.error());
    auto hasher = adapters::sodium::Argon2Hasher::make();
    if (!hasher) return base::fail(hasher.error());
    auto answers_hasher = adapters::sodium::Argon2Hasher::make();
    if (!answers_hasher) return base::fail(answers_hasher.error());
    auto parts = std::make_unique<Parts>(config, std::move(*database), std::move(*code_key), std::move(*pages),
                                         std::move(*hasher), std::move(*answers_hasher));
    if (const auto taken = parts->take_up(); !taken) return base::fail(taken.error());
    if (const auto listening = parts->listen(config); !listening) return base::fail(listening.error());
    return std::unique_ptr<Tenant>(new Tenant(std::move(parts)));
}

std::uint16_t Tenant::port() const { return parts_->server->port(); }
base::Result<void> Tenant::reload_certificate() { return parts_->server->reload_certificate(); }

}  // namespace tilbage::tenant
