// People's sign-in and account put together: stores, use cases, routes.
#pragma once

#include <memory>
#include <string>

#include "adapters/http/router.h"
#include "adapters/http/static_files.h"
#include "adapters/sql/database.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/secret.h"
#include "core/account/ports.h"
#include "core/sspr/settings.h"
#include "core/writeback/describe_broker.h"
#include "core/writeback/outcome_waiters.h"
#include "core/writeback/request_broker.h"
#include "core/writeback/validate_broker.h"

namespace tilbage::tenant {

class Account {
public:
    // What it shares with the rest of the tenant; all of it outlives it.
    struct Shared {
        adapters::sql::Database& database;
        core::TenantStore& tenants;
        core::PersonStore& people;
        core::AccountSessionStore& sessions;
        core::RequestStore& requests;
        core::IntegrationStore& integration;
        core::AttemptCounter& attempts;
        core::AuditLog& audit;
        core::AgentPresence& presence;
        core::RequestBroker& broker;
        core::ValidateBroker& validations;
        core::DescribeBroker& descriptions;
        core::OutcomeWaiters& waiters;
        core::Alarms& alarms;
        const base::Clock& clock;
        base::Random& random;
        const base::SecretBytes& key;
    };
    Account(const Shared& shared, const core::ResetSettings& settings, adapters::http::StaticFiles page);
    ~Account();
    Account(const Account&) = delete;
    Account& operator=(const Account&) = delete;

    // The page and its API. The router goes first.
    void add_routes(adapters::http::Router& router, const std::string& origin);
    // Drops what has had its time.
    [[nodiscard]] base::Result<void> purge();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace tilbage::tenant
