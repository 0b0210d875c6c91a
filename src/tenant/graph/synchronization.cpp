#include "tenant/graph/synchronization.h"

#include <boost/json/array.hpp>
#include <charconv>

#include "tenant/graph/synchronization_json.h"
#include "tenant/http/json.h"
#include "wire/explanation_json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Response;

constexpr std::size_t kMaxUser = 256;
constexpr int kListedOrders = 20;

const std::vector<std::string_view> kRunProperties{
    "id",      "agentId", "agentDisplayName", "kind", "startedDateTime", "endedDateTime", "result", "message", "read",
    "created", "updated", "removed",          "held", "refused",         "refusals"};

json::object counts_json(const core::TenantCounts& counts) {
    return {{"users", counts.users},
            {"groups", counts.groups},
            {"quarantined", counts.quarantined},
            {"deletedUsers", counts.deleted_users}};
}

void read_status(const SynchronizationPorts& ports, const Call& call, const Reply& reply) {
    const auto& tenant = call.principal.tenant_id;
    const auto reports = ports.status.list(tenant);
    const auto counts = ports.counts.read(tenant);
    const auto orders = ports.order_store.list(tenant, kListedOrders);
    for (const auto* error : {reports ? nullptr : &reports.error(), counts ? nullptr : &counts.error(),
                              orders ? nullptr : &orders.error()}) {
        if (error == nullptr) continue;
        reply(store_failed(call, *error));
        return;
    }
    const auto now = ports.clock.now();
    json::array agents;
    for (const auto& report : *reports) agents.push_back(sync_agent_json(report, now, ports.boot_clock.now()));
    json::array listed;
    for (const auto& order : *orders) {
        if (order.order.kind != core::SyncOrderKind::explain) listed.push_back(sync_order_json(order, now));
    }
    reply(entity(call, "onPremisesSynchronization/status",
                 {{"agents", std::move(agents)},
                  {"heldRemovals", held_removals_json(*reports)},
                  {"counts", counts_json(*counts)},
                  {"orders", std::move(listed)}}));
}

// The number of the last run of the page before.
std::optional<std::int64_t> read_token(const std::string& token) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    if (error != std::errc{} || end != token.data() + token.size() || number < 0) return std::nullopt;
    return number;
}

void list_runs(const SynchronizationPorts& ports, const Call& call, const Reply& reply) {
    std::optional<std::int64_t> before;
    if (!call.query.skip_token.empty()) {
        before = read_token(call.query.skip_token);
        if (!before) {
            reply(bad_request("The $skiptoken is none of ours."));
            return;
        }
    }
    const auto page = ports.runs.list(call.principal.tenant_id, before, call.query.top);
    if (!page) {
        reply(store_failed(call, page.error()));
        return;
    }
    json::object body{{"@odata.context", call.context("onPremisesSynchronization/runs")}};
    if (page->more) body["@odata.nextLink"] = call.next_link(std::to_string(page->runs.back().number));
    json::array runs;
    for (const auto& run : page->runs) runs.push_back(selected(call, sync_run_json(run)));
    body["value"] = std::move(runs);
    reply(json_response(200, body));
}

core::Orderer orderer_of(const Call& call) {
    return {.tenant_id = call.principal.tenant_id,
            .actor = "administrator:" + call.principal.administrator_id.str(),
            .user_name = call.principal.user_name};
}

void give_order(const SynchronizationPorts& ports, core::SyncOrderKind kind, const Call& call, const Reply& reply) {
    const auto given = ports.orders.give(orderer_of(call), kind);
    if (given) {
        Response taken;
        taken.status = 202;
        reply(std::move(taken));
    } else if (given.error().code == core::RefusalCode::not_found) {
        reply(problem(422, "nothing_held", "No removals wait for a yes."));
    } else {
        reply(refused(call, given.error()));
    }
}

Response explained(const Call& call, const core::Answer<core::SyncOrders::Explained>& answer) {
    if (!answer) return refused(call, answer.error());
    if (answer->explanation) {
        return entity(call, "onPremisesSynchronization/explanation", wire::explanation_json(*answer->explanation));
    }
    if (answer->problem) {
        return problem(503, "agent_unavailable", "The agent cannot tell.",
                       {{"code", answer->problem->code}, {"message", answer->problem->message}});
    }
    return problem(503, "agent_unavailable", "No agent answered in time.");
}

void explain(const SynchronizationPorts& ports, Call& call, const Reply& reply) {
    const auto object = read_object(call.request.body);
    const auto user = object ? read_text(*object, "user", kMaxUser) : core::refuse(object.error());
    if (!user || user->empty()) {
        reply(bad_request("The body needs \"user\": an account, user name or mail address."));
        return;
    }
    auto kept = std::make_shared<Call>(std::move(call));
    ports.orders.explain(orderer_of(*kept), *user,
                         [kept, reply](const auto& answer) { reply(explained(*kept, answer)); });
}

}  // namespace

void add_synchronization(Routes& routes, const SynchronizationPorts& ports) {
    const std::string base = "/beta/onPremisesSynchronization/";
    const auto global = Access::global_administrator;
    routes.add({"GET",
                base + "status",
                Access::reader,
                {.properties = {"agents", "heldRemovals", "counts", "orders"}},
                [ports](const Call& call, const Reply& reply) { read_status(ports, call, reply); }});
    routes.add({"GET",
                base + "runs",
                Access::reader,
                {.properties = kRunProperties, .paged = true},
                [ports](const Call& call, const Reply& reply) { list_runs(ports, call, reply); }});
    const auto order = [ports](core::SyncOrderKind kind) {
        return [ports, kind](const Call& call, const Reply& reply) { give_order(ports, kind, call, reply); };
    };
    routes.add({"POST", base + "run", global, {}, order(core::SyncOrderKind::run)});
    routes.add({"POST", base + "fullRun", global, {}, order(core::SyncOrderKind::full)});
    routes.add({"POST", base + "allowRemovals", global, {}, order(core::SyncOrderKind::allow_removals)});
    routes.add({"POST", base + "explain", Access::reader, {}, [ports](Call& call, const Reply& reply) {
                    explain(ports, call, reply);
                }});
}

}  // namespace tilbage::tenant::graph
