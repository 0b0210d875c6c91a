#include "tenant/compose_account.h"

#include "adapters/sql/application_grant_store.h"
#include "adapters/sql/application_store.h"
#include "adapters/sql/sign_in_attempt_store.h"
#include "core/account/account_session.h"
#include "core/account/begin_sign_in.h"
#include "core/account/change_password.h"
#include "core/account/describe_own_policy.h"
#include "core/account/sign_in.h"
#include "tenant/compose_security_info.h"
#include "tenant/http/account_own_sessions.h"
#include "tenant/http/account_password.h"
#include "tenant/http/account_session.h"
#include "tenant/http/account_sign_in.h"

namespace tilbage::tenant {

struct Account::Parts {
    Parts(const Shared& shared, const core::ResetSettings& settings, const std::string& base_url)
        : alarms(shared.alarms),
          failures(shared.database),
          applications(shared.database),
          grants(shared.database),
          registrars(shared),
          ports{shared.tenants,
                shared.people,
                shared.sessions,
                failures,
                shared.requests,
                shared.integration,
                shared.attempts,
                shared.audit,
                shared.database,
                shared.clock,
                shared.random,
                shared.key,
                shared.eligibility,
                shared.methods,
                {shared.verifiable, registrars.all().kinds(), settings.use_work_mail}},
          security_info(ports, shared, registrars.all(), base_url + "/account"),
          own_sessions{ports, shared.person_sessions, applications, grants},
          begin(ports, shared.presence),
          sign_in(ports, shared.validations, shared.alarms),
          sessions(ports),
          change(ports, shared.presence, shared.broker, shared.waiters, settings),
          describe(ports, shared.descriptions) {}

    core::Alarms& alarms;
    adapters::sql::SqlSignInAttemptStore failures;
    adapters::sql::SqlApplicationStore applications;
    adapters::sql::SqlApplicationGrantStore grants;
    AccountRegistrars registrars;
    core::AccountPorts ports;
    SecurityInfo security_info;
    core::OwnSessionsPorts own_sessions;
    core::BeginAccountSignIn begin;
    core::AccountSignIn sign_in;
    core::AccountSessions sessions;
    core::ChangePassword change;
    core::DescribeOwnPolicy describe;
    core::ListSessions list{own_sessions};
    core::EndSession end{own_sessions};
    core::EndOtherSessions end_others{own_sessions};
    core::EndApplication end_application{own_sessions};
};

Account::Account(const Shared& shared, const core::ResetSettings& settings, const std::string& base_url)
    : parts_(std::make_unique<Parts>(shared, settings, base_url)) {}
Account::~Account() = default;

void Account::add_routes(adapters::http::Router& router, const std::string& origin,
                         const std::function<void()>& queued) {
    add_account_sign_in(router, origin, parts_->alarms, parts_->begin, parts_->sign_in);
    add_account_session(router, origin, parts_->sessions);
    add_account_password(router, origin, parts_->change, parts_->describe);
    add_account_own_sessions(router, origin, {parts_->list, parts_->end, parts_->end_others, parts_->end_application});
    parts_->security_info.add_routes(router, origin, queued);
}

const core::AccountPorts& Account::ports() const { return parts_->ports; }

base::Result<void> Account::purge() {
    if (const auto purged = parts_->security_info.purge(); !purged) return purged;
    return parts_->sessions.purge();
}

}  // namespace tilbage::tenant
