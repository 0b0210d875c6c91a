#include "tenant/http/health.h"

#include "tenant/http/json.h"

namespace tilbage::tenant {

void add_health(adapters::http::Router& router, core::TenantStore& tenants) {
    using adapters::http::Reply;
    using adapters::http::Request;
    router.add("GET", "/healthz",
               [](const Request&, const Reply& reply) { reply(json_response(200, {{"status", "ok"}})); });
    router.add("GET", "/readyz", [&tenants](const Request&, const Reply& reply) {
        const auto all = tenants.all();
        const bool ready = all && !all->empty();
        reply(json_response(ready ? 200 : 503, {{"status", ready ? "ready" : "not ready"}}));
    });
}

}  // namespace tilbage::tenant
