#include "tenant/http/scim_bulk.h"

#include <algorithm>

#include "tenant/http/scim_bulk_run.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

http::Response run_bulk(const ScimPorts& ports, const http::Request& request, const core::Agent& agent) {
    auto bulk = wire::decode_scim_bulk_request(request.body);
    if (!bulk) return scim_error_response(bulk.error());
    ScimBulkRun run(ports, agent, std::move(*bulk));
    std::int64_t revision = 0;
    const auto done = ports.unit_of_work.run([&]() -> base::Result<void> {
        if (auto ran = run.run(); !ran) return ran;
        const auto now = ports.revision.revision(agent.tenant_id);
        if (!now) return base::fail(now.error());
        revision = *now;
        return {};
    });
    if (!done) return scim_store_failed(done.error(), request);
    const auto outcomes = run.outcomes();
    const auto refused =
        std::ranges::count_if(outcomes, [](const auto& outcome) { return outcome.problem.has_value(); });
    base::log(events::kPeopleProvisioned, {{"agent", agent.id.str()},
                                           {"operations", static_cast<std::int64_t>(outcomes.size())},
                                           {"refused", static_cast<std::int64_t>(refused)},
                                           {"request", request.id}});
    auto response = scim_response(200, wire::encode_scim_bulk_response(outcomes, ports.base));
    add_revision(response, revision);
    return response;
}

}  // namespace

void add_scim_bulk(http::Router& router, const ScimPorts& ports) {
    router.add("POST", "/scim/v2/Bulk",
               for_agents_with_body(ports, [ports](const http::Request& request, const core::Agent& agent) {
                   return run_bulk(ports, request, agent);
               }));
}

}  // namespace tilbage::tenant
