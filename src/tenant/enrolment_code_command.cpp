#include "tenant/enrolment_code_command.h"

#include <cstdio>

#include "adapters/sql/agent_store.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/tenant_store.h"
#include "core/identity/enrolment_code.h"
#include "crypto/system_random.h"
#include "tenant/open_store.h"

namespace tilbage::tenant {
namespace {

namespace sql = adapters::sql;

base::Result<core::Tenant> find_tenant(sql::Database& database, const std::string& domain) {
    auto tenant = sql::SqlTenantStore(database).find_by_domain(domain);
    if (!tenant) return base::fail(tenant.error());
    if (!*tenant)
        return base::fail(base::ErrorCode::not_found,
                          "there is no tenant " + domain + " in " + database.path().string());
    return std::move(**tenant);
}

base::Result<std::string> run(const Config& config, const std::string& domain) {
    auto database = open_store(config.store);
    if (!database) return base::fail(database.error());
    const auto tenant = find_tenant(**database, domain);
    if (!tenant) return base::fail(tenant.error());
    crypto::SystemRandom random;
    return make_enrolment_code(**database, *tenant, base::SystemClock(), random);
}

}  // namespace

base::Result<std::string> make_enrolment_code(sql::Database& database, const core::Tenant& tenant,
                                              const base::Clock& clock, base::Random& random) {
    const std::string code = core::new_enrolment_code(random);
    const auto digest = core::enrolment_code_digest(code);
    if (!digest) return base::fail(base::ErrorCode::internal, "an enrolment code of ours cannot be read");
    const auto now = clock.now();
    auto done = database.run([&]() -> base::Result<void> {
        auto added =
            sql::SqlAgentStore(database).add_enrolment_code(tenant.id, *digest, now + core::kEnrolmentCodeLifetime);
        if (!added) return added;
        return sql::SqlAuditLog(database).append({.tenant_id = tenant.id,
                                                  .at = now,
                                                  .actor = "operator",
                                                  .action = "agent.code_made",
                                                  .target = {},
                                                  .result = "succeeded",
                                                  .correlation_id = base::new_uuid(random),
                                                  .details = "{}"});
    });
    if (!done) return base::fail(done.error());
    return code;
}

int enrolment_code_command(const Config& config, const std::string& domain) {
    const auto code = run(config, domain);
    if (!code) {
        std::fprintf(stderr, "tilbage-tenant: %s\n", code.error().message.c_str());
        return 1;
    }
    std::printf(
        "It serves once, within an hour: tilbage-connect apply --enrolment-code, or enroll --code.\nenrolment code: "
        "%s\n",
        code->c_str());
    return 0;
}

}  // namespace tilbage::tenant
