#include "tenant/compose_sign_in.h"

#include "adapters/sql/administrator_store.h"
#include "adapters/sql/administrator_token_store.h"
#include "adapters/sql/authorization_store.h"
#include "adapters/sql/sign_in_store.h"
#include "adapters/totp/oath_totp.h"
#include "core/oauth/limits.h"
#include "tenant/http/application_token.h"
#include "tenant/http/authorize.h"
#include "tenant/http/device_code.h"
#include "tenant/http/discovery.h"
#include "tenant/http/logout.h"
#include "tenant/http/signin_flows.h"
#include "tenant/http/token.h"
#include "tenant/installed_languages.h"

namespace tilbage::tenant {

namespace sql = adapters::sql;

struct SignIn::Parts {
    Parts(const Shared& shared, core::SignInSettings settings, std::unique_ptr<core::PasswordHasher> passwords)
        : hasher(std::move(passwords)),
          administrators(shared.database),
          credentials(shared.database),
          flows(shared.database),
          sessions(shared.database),
          codes(shared.database),
          devices(shared.database),
          tokens(shared.database),
          ports{shared.tenants, administrators, credentials,     flows,        sessions,           codes,
                devices,        tokens,         shared.attempts, shared.audit, shared.database,    *hasher,
                totp,           shared.clock,   shared.random,   shared.key,   std::move(settings)} {}

    base::Result<void> purge(base::TimePoint now) {
        using namespace core::sign_in_limits;
        if (auto done = flows.purge(now); !done) return done;
        if (auto done = sessions.purge(now - kSessionLifetime, now - kSessionIdle); !done) return done;
        // For as long as what a code gave may live, a second use must be known.
        if (auto done = codes.purge(now - core::kAdministratorTokenLifetime); !done) return done;
        if (auto done = devices.purge(now - kDeviceCodeLifetime); !done) return done;
        return tokens.purge(now);
    }

    std::unique_ptr<core::PasswordHasher> hasher;
    adapters::totp::OathTotp totp;
    sql::SqlAdministratorStore administrators;
    sql::SqlAdministratorCredentialStore credentials;
    sql::SqlSignInFlowStore flows;
    sql::SqlSignInSessionStore sessions;
    sql::SqlAuthorizationCodeStore codes;
    sql::SqlDeviceCodeStore devices;
    sql::SqlAdministratorTokenStore tokens;
    core::SignInPorts ports;
    core::BeginSignIn begin_sign_in{ports};
    core::GivePassword give_password{ports};
    core::SecondFactor second_factor{ports};
    core::AllowDevice allow_device{ports};
    core::BeginDeviceCode begin_device_code{ports};
    core::IssueToken issue_token{ports};
    core::EndSession end_session{ports};
    core::AuthenticateAdministrator authenticate{tokens, ports.clock};
};

SignIn::SignIn(const Shared& shared, core::SignInSettings settings, std::unique_ptr<core::PasswordHasher> hasher)
    : parts_(std::make_unique<Parts>(shared, std::move(settings), std::move(hasher))) {}
SignIn::~SignIn() = default;

void SignIn::add_routes(adapters::http::Router& router, core::AuthenticateAgent& authenticate_agent,
                        Applications& applications) {
    auto& parts = *parts_;
    const auto& base_url = parts.ports.settings.base_url;
    add_token_endpoint(router, {{"client_credentials", client_credentials_grant(base_url, authenticate_agent)},
                                {"authorization_code", grant_by_client(authorization_code_grant(parts.issue_token),
                                                                       applications.code_grant())},
                                {"refresh_token", applications.refresh_grant()},
                                {std::string(kDeviceCodeGrant), device_code_grant(parts.issue_token)}});
    add_authorize(router, {parts.begin_sign_in, applications.begin(), applications.carrier()});
    add_device_code(router, parts.begin_device_code);
    add_discovery(router, base_url, parts.ports.tenants, installed_languages());
    add_logout(router, base_url, {parts.end_session, applications.begin_sign_out()});
    add_signin_flows(router, base_url, {parts.ports, parts.give_password, parts.second_factor, parts.allow_device});
}

core::AuthenticateAdministrator& SignIn::authenticate() { return parts_->authenticate; }
base::Result<void> SignIn::purge() { return parts_->purge(parts_->ports.clock.now()); }

}  // namespace tilbage::tenant
