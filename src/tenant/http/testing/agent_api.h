// The calls that agents make, on a real store in a folder of its own and without a socket: requests go straight into
// the router.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <stdexcept>

#include "adapters/http/router.h"
#include "adapters/http/url_encoding.h"
#include "adapters/sql/agent_store.h"
#include "adapters/sql/attempt_counter.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/deleted_people.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/migrations.h"
#include "adapters/sql/person_store.h"
#include "adapters/sql/provisioning_store.h"
#include "adapters/sql/synchronization_settings.h"
#include "adapters/sql/tenant_store.h"
#include "core/identity/authenticate_agent.h"
#include "core/identity/enrol_agent.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"
#include "tenant/enrolment_code_command.h"
#include "tenant/http/enroll.h"
#include "tenant/http/scim_bulk.h"
#include "tenant/http/scim_discovery.h"
#include "tenant/http/scim_groups.h"
#include "tenant/http/scim_users.h"
#include "tenant/http/token.h"

namespace tilbage::tenant::testing_support {

namespace http = adapters::http;
namespace json = boost::json;
namespace sql = adapters::sql;

inline json::object object_in(const http::Response& response) { return json::parse(response.content()).as_object(); }

inline std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& header : response.headers)
        if (http::equal_ignoring_case(header.name, name)) return header.value;
    return {};
}

class AgentApi {
public:
    AgentApi() {
        must(sql::migrate(*database, sql::tenant_migrations(), clock.now()));
        must(tenants.add(tenant, clock.now()));
        must(tenants.add(other_tenant, clock.now()));
        add_enrolment(router, enrol_agent);
        add_token_endpoint(router, {{"client_credentials", client_credentials_grant(base_url, authenticate_agent)}});
        const ScimPorts ports{agents,       people,    groups, provision_people,       provision_groups,
                              provisioning, *database, clock,  {base_url + "/scim/v2"}};
        add_scim_discovery(router, ports);
        add_scim_users(router, ports);
        add_scim_bulk(router, ports);
        add_scim_groups(router, ports);
    }

    http::Response call(http::Request request) const {
        std::optional<http::Response> answer;
        router(std::move(request), http::Reply([&](http::Response response) { answer = std::move(response); }));
        if (!answer) throw std::logic_error("the router did not answer");
        return std::move(*answer);
    }

    // With an agent's token and, when there is a body, SCIM's media type.
    http::Response scim(const std::string& method, const std::string& path, const std::string& body = {},
                        std::vector<http::Header> headers = {}) {
        http::Request request;
        request.method = method;
        const auto question = path.find('?');
        request.path = path.substr(0, question);
        if (question != std::string::npos) request.query = http::parse_form(path.substr(question + 1)).value();
        request.body = body;
        request.headers = std::move(headers);
        request.headers.push_back({"Authorization", "Bearer " + token(tenant)});
        if (!body.empty()) request.headers.push_back({"Content-Type", "application/scim+json"});
        return call(std::move(request));
    }
    http::Response query(std::vector<http::Parameter> parameters) {
        http::Request request;
        request.method = "GET";
        request.path = "/scim/v2/Users";
        request.query = std::move(parameters);
        request.headers.push_back({"Authorization", "Bearer " + token(tenant)});
        return call(std::move(request));
    }

    // Of an agent of that tenant, put into the store when first asked for.
    std::string token(const core::Tenant& of) {
        std::string& text = tokens_[of.id];
        if (!text.empty()) return text;
        const core::AgentId id(base::new_uuid(random));
        const auto code = crypto::sha256(base::new_token(random));
        must(agents.add_enrolment_code(of.id, code, clock.now() + std::chrono::hours(1)));
        if (!agents.enrol(code, {.id = id, .tenant_id = {}, .name = "connect1", .signing_key = key.jwk()}, clock.now()))
            throw std::runtime_error("cannot enrol");
        text = base::new_token(random);
        must(agents.add_token(id, crypto::sha256(text), clock.now() + std::chrono::hours(1)));
        return text;
    }

    std::vector<core::StoredAuditRecord> audited() { return audit.read(tenant.id, 0, 1000).value(); }

    static void must(const base::Result<void>& done) {
        if (!done) throw std::runtime_error(done.error().message);
    }

    tilbage::testing::TempDir folder;
    fakes::ManualClock clock;
    crypto::SystemRandom random;
    const std::string base_url = "https://id.example.org";
    const core::Tenant tenant{core::TenantId("11111111-0000-4000-8000-000000000000"), "ex1.test", "Example"};
    const core::Tenant other_tenant{core::TenantId("22222222-0000-4000-8000-000000000000"), "ex2.test", "Other"};
    const crypto::EcKey key = *crypto::EcKey::generate();
    std::unique_ptr<sql::Database> database =
        sql::Database::open({.path = folder.path() / "t.db", .durability = sql::Durability::process_kill}).value();
    sql::SqlTenantStore tenants{*database};
    sql::SqlPersonStore people{*database};
    sql::SqlGroupStore groups{*database};
    sql::SqlAgentStore agents{*database};
    sql::SqlAttemptCounter attempts{*database};
    sql::SqlAuditLog audit{*database};
    core::EnrolAgent enrol_agent{{agents, tenants, attempts, audit, *database, clock, random}};
    core::AuthenticateAgent authenticate_agent{{agents, tenants, clock, random}};
    sql::SqlDeletedPeople deleted_people{*database};
    sql::SqlProvisioningStore provisioning{*database};
    sql::SqlSynchronizationSettings synchronization_settings{*database};
    core::ProvisionPeople provision_people{
        {people, deleted_people, provisioning, synchronization_settings, tenants, audit, *database, clock, random}};
    core::ProvisionGroups provision_groups{{groups, provisioning, audit, *database, clock, random}};
    http::Router router;

private:
    std::map<core::TenantId, std::string> tokens_;
};

}  // namespace tilbage::tenant::testing_support
