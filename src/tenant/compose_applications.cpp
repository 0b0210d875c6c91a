#include "tenant/compose_applications.h"

#include "adapters/sql/application_grant_store.h"
#include "adapters/sql/application_sign_in_store.h"
#include "adapters/sql/application_store.h"
#include "adapters/sql/signing_key_store.h"
#include "core/oidc/application_tokens.h"
#include "core/oidc/complete_application_sign_in.h"
#include "core/oidc/manage_applications.h"
#include "core/oidc/read_userinfo.h"
#include "core/oidc/signing_keys.h"
#include "tenant/graph/applications.h"
#include "tenant/http/application_sign_in.h"
#include "tenant/http/application_sign_out.h"
#include "tenant/http/application_token.h"
#include "tenant/http/signing_keys.h"
#include "tenant/http/userinfo.h"

namespace tilbage::tenant {

namespace sql = adapters::sql;

struct Applications::Parts {
    Parts(sql::Database& database, const core::AccountPorts& account, const std::string& base_url)
        : applications(database),
          sign_ins(database),
          grants(database),
          keys(database),
          ports{account, applications, sign_ins, grants, keys, base_url},
          carrier(account.key, account.random),
          manage({applications, account.eligibility.groups, account.audit, account.unit_of_work, account.clock,
                  account.random}) {}

    base::Result<void> purge() {
        const auto now = ports.account.clock.now();
        if (auto done = sign_ins.purge(now); !done) return done;
        if (auto done = grants.purge(now); !done) return done;
        return signing_keys.roll();
    }

    sql::SqlApplicationStore applications;
    sql::SqlApplicationSignInStore sign_ins;
    sql::SqlApplicationGrantStore grants;
    sql::SqlSigningKeyStore keys;
    core::ApplicationPorts ports;
    AnswerCarrier carrier;
    core::ManageApplications manage;
    core::SigningKeys signing_keys{ports};
    core::BeginApplicationSignIn begin{ports};
    core::CompleteApplicationSignIn complete{ports};
    core::BeginApplicationSignOut begin_sign_out{ports, signing_keys};
    core::CompleteApplicationSignOut complete_sign_out{ports};
    core::ApplicationTokens tokens{ports, signing_keys};
    core::ReadUserinfo userinfo{ports};
};

Applications::Applications(sql::Database& database, const core::AccountPorts& account, const std::string& base_url)
    : parts_(std::make_unique<Parts>(database, account, base_url)) {}
Applications::~Applications() = default;

void Applications::add_routes(adapters::http::Router& router, const std::string& origin) {
    add_application_sign_in(router, origin, parts_->complete, parts_->carrier);
    add_application_sign_out(router, origin, parts_->complete_sign_out, parts_->carrier);
    add_signing_keys(router, parts_->ports.account.tenants, parts_->signing_keys);
    add_userinfo(router, parts_->userinfo);
}

void Applications::add_graph_routes(graph::Routes& routes) {
    graph::add_applications(routes, {parts_->applications, parts_->manage, parts_->ports.account.clock});
}

core::BeginApplicationSignIn& Applications::begin() { return parts_->begin; }
core::BeginApplicationSignOut& Applications::begin_sign_out() { return parts_->begin_sign_out; }
const AnswerCarrier& Applications::carrier() const { return parts_->carrier; }
Grant Applications::code_grant() { return application_code_grant(parts_->tokens); }
Grant Applications::refresh_grant() { return application_refresh_grant(parts_->tokens); }
base::Result<void> Applications::purge() { return parts_->purge(); }

}  // namespace tilbage::tenant
