// GET /organization: the tenant, and the domains of its people.
#include <boost/json/array.hpp>

#include "base/unicode.h"
#include "tenant/graph/resources.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

void read_organization(const Ports& ports, const Call& call, const Reply& reply) {
    const auto tenant = ports.tenants.find(call.principal.tenant_id);
    if (!tenant || !*tenant) {
        reply(tenant ? not_found() : store_failed(call, tenant.error()));
        return;
    }
    const auto domains = ports.integration.domains(call.principal.tenant_id);
    if (!domains) {
        reply(store_failed(call, domains.error()));
        return;
    }
    const auto own = base::fold_case((*tenant)->domain);
    json::array verified;
    for (const auto& domain : *domains) {
        verified.push_back(json::object{{"name", domain.name}, {"isDefault", domain.name == own}});
    }
    json::array value{json::object{{"id", (*tenant)->id.str()},
                                   {"displayName", (*tenant)->display_name},
                                   {"verifiedDomains", std::move(verified)}}};
    reply(collection(call, "organization", std::move(value)));
}

}  // namespace

void add_organization(Routes& routes, const Ports& ports) {
    routes.add_to_both(
        {.method = "GET",
         .path = "/organization",
         .access = Access::reader,
         .schema = {.properties = {"id", "displayName", "verifiedDomains"}, .countable = true},
         .handler = [&ports](const Call& call, const Reply& reply) { read_organization(ports, call, reply); }});
}

}  // namespace tilbage::tenant::graph
