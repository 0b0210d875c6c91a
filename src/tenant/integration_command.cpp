#include "tenant/integration_command.h"

#include <cstdio>

#include "adapters/sql/audit_log.h"
#include "adapters/sql/integration_store.h"
#include "adapters/sql/tenant_store.h"
#include "core/writeback/change_integration.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;

base::Result<core::OnPremisesIntegration> run(const Config& config, const IntegrationOptions& options) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    const auto tenant = sql::SqlTenantStore(**database).find_by_domain(options.domain);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant) {
        return base::fail(base::ErrorCode::not_found,
                          "there is no tenant " + options.domain + " in " + (*database)->path().string());
    }
    sql::SqlIntegrationStore integration(**database);
    sql::SqlAuditLog audit(**database);
    const base::SystemClock clock;
    core::ChangeIntegration change({integration, audit, **database, clock});
    return change.run((*tenant)->id, "operator", {options.writeback, options.unlock}, std::nullopt);
}

const char* word(bool on) { return on ? "yes" : "no"; }

}  // namespace

int integration_command(const Config& config, const IntegrationOptions& options) {
    const auto settings = run(config, options);
    if (!settings) {
        std::fprintf(stderr, "tilbage-tenant: %s\n", settings.error().message.c_str());
        return 1;
    }
    std::printf("password writeback: %s\nunlock without a new password: %s\n", word(settings->writeback_enabled),
                word(settings->unlock_allowed));
    return 0;
}

}  // namespace tilbage::tenant
