// /onPremisesAgents: the agents, whether they are there, and a test of the whole way to the directory.
#include <boost/json/array.hpp>
#include <chrono>

#include "tenant/graph/resources.h"
#include "tenant/http/json.h"

namespace tilbage::tenant::graph {
namespace {

namespace json = boost::json;
using adapters::http::Reply;

constexpr std::size_t kMaxText = 256;

const std::vector<std::string_view> kProperties{"id",
                                                "displayName",
                                                "host",
                                                "version",
                                                "state",
                                                "passwordWriteback",
                                                "staging",
                                                "lastHeartbeatDateTime",
                                                "roundTripMilliseconds",
                                                "domains",
                                                "createdDateTime",
                                                "problem"};

// "tilbage-connect/0.1.0" → "0.1.0"
std::string version_of(const std::string& software) { return software.substr(software.find('/') + 1); }

// An agent from before agents told their host is too old for what this tenant asks of it.
json::value problem_of(const AgentFacts& facts) {
    if (!facts.connected) return nullptr;
    if (facts.host.empty()) return "outdated";
    if (!facts.writeback) return "not_configured";
    return nullptr;
}

json::object agent_json(const core::Agent& agent, const std::optional<AgentFacts>& facts) {
    json::object object{{"id", agent.id.str()},
                        {"displayName", agent.name},
                        {"host", agent.host.empty() ? json::value(nullptr) : json::value(agent.host)},
                        {"version", nullptr},
                        {"state", facts && facts->connected ? "connected" : "disconnected"},
                        {"passwordWriteback", facts && facts->writeback},
                        {"staging", facts && facts->staging},
                        {"lastHeartbeatDateTime", nullptr},
                        {"roundTripMilliseconds", nullptr},
                        {"domains", json::array{}},
                        {"createdDateTime", date_time(agent.created_at)},
                        {"problem", nullptr}};
    if (!facts) return object;
    object["version"] = version_of(facts->software);
    if (!facts->host.empty()) object["host"] = facts->host;
    object["lastHeartbeatDateTime"] = date_time(facts->last_heartbeat);
    if (facts->connected && facts->round_trip) object["roundTripMilliseconds"] = facts->round_trip->count();
    object["domains"] = json::array(facts->domains.begin(), facts->domains.end());
    object["problem"] = problem_of(*facts);
    return object;
}

void list_agents(const Ports& ports, const Call& call, const Reply& reply) {
    const auto agents = ports.agents.list(call.principal.tenant_id);
    if (!agents) {
        reply(store_failed(call, agents.error()));
        return;
    }
    json::array values;
    for (const auto& agent : *agents) values.push_back(agent_json(agent, ports.hub.facts(agent.id)));
    reply(collection(call, "onPremisesAgents", std::move(values)));
}

std::optional<core::Agent> agent_of(const Ports& ports, const Call& call, const Reply& reply) {
    auto found = ports.agents.find(core::AgentId(path_value(call, "id")));
    if (found && *found && (*found)->tenant_id == call.principal.tenant_id) return std::move(*found);
    reply(found ? not_found() : store_failed(call, found.error()));
    return std::nullopt;
}

void read_agent(const Ports& ports, const Call& call, const Reply& reply) {
    const auto agent = agent_of(ports, call, reply);
    if (agent) reply(entity(call, "onPremisesAgents/$entity", agent_json(*agent, ports.hub.facts(agent->id))));
}

core::Answer<core::RegisterAgentCommand> read_command(const std::string& body) {
    const auto object = read_object(body);
    if (!object) return core::refuse(object.error());
    const auto name = read_text(*object, "displayName", kMaxText);
    const auto host = read_text(*object, "host", kMaxText);
    const auto* member = object->if_contains("signingKey");
    const auto* key = member == nullptr ? nullptr : member->if_object();
    const auto jwk = key == nullptr ? std::nullopt : read_public_key(*key);
    if (!name || !host || !jwk) return core::refuse(core::RefusalCode::malformed);
    return core::RegisterAgentCommand{.name = *name, .host = *host, .signing_key = *jwk};
}

void register_agent(const Ports& ports, const Call& call, const Reply& reply) {
    const auto command = read_command(call.request.body);
    if (!command) {
        reply(refused(call, command.error()));
        return;
    }
    const auto tenant = ports.tenants.find(call.principal.tenant_id);
    if (!tenant || !*tenant) {
        reply(tenant ? not_found() : store_failed(call, tenant.error()));
        return;
    }
    const auto agent = ports.register_agent.add(call.principal, *command);
    if (!agent) {
        reply(refused(call, agent.error()));
        return;
    }
    auto object = agent_json(*agent, std::nullopt);
    object["tenantId"] = (*tenant)->id.str();
    object["tenantDomain"] = (*tenant)->domain;
    reply(entity(call, "onPremisesAgents/$entity", std::move(object), 201));
}

void remove_agent(const Ports& ports, const Call& call, const Reply& reply) {
    const core::AgentId id(path_value(call, "id"));
    if (const auto removed = ports.register_agent.remove(call.principal, id); !removed) {
        reply(refused(call, removed.error()));
        return;
    }
    ports.hub.cut_off(id);
    adapters::http::Response done;
    done.status = 204;
    reply(std::move(done));
}

// Somebody whose rules can be asked for.
base::Result<std::optional<core::ListedPerson>> anybody(const Ports& ports, const core::TenantId& tenant) {
    core::PersonQuery query;
    query.count = 1;
    using Op = core::PersonFilter::Op;
    using Property = core::PersonProperty;
    query.filter =
        core::PersonFilter{.op = Op::both,
                           .operands = {{.op = Op::equal, .property = Property::active, .value = "true"},
                                        {.op = Op::equal, .property = Property::synchronized, .value = "true"}}};
    auto page = ports.people.list(tenant, query);
    if (!page) return base::fail(page.error());
    if (page->people.empty()) return std::nullopt;
    return std::move(page->people.front());
}

double milliseconds(std::chrono::steady_clock::duration time) {
    return static_cast<double>(std::chrono::round<std::chrono::microseconds>(time).count()) / 1000.0;
}

adapters::http::Response test_result(const Call& call, const std::optional<base::Millis>& round_trip, double total) {
    // Of the whole way, what the agent and its directory took.
    const double way = round_trip ? static_cast<double>(round_trip->count()) : total;
    json::object result{
        {"roundTripMilliseconds", way}, {"directoryMilliseconds", nullptr}, {"directoryServer", nullptr}};
    if (round_trip) result["directoryMilliseconds"] = std::max(total - way, 0.0);
    return entity(call, "onPremisesAgents/testConnection", std::move(result));
}

void test_connection(const Ports& ports, Call& call, const Reply& reply) {
    const auto agent = agent_of(ports, call, reply);
    if (!agent) return;
    const auto person = anybody(ports, call.principal.tenant_id);
    if (!person) {
        reply(store_failed(call, person.error()));
        return;
    }
    core::Outcome none;
    none.reason = core::Reason::user_not_found;
    if (!*person) {
        reply(outcome_problem(none));
        return;
    }
    auto kept = std::make_shared<Call>(std::move(call));
    const auto began = std::chrono::steady_clock::now();
    ports.descriptions.describe_through(
        agent->tenant_id, agent->id, (*person)->person.anchor,
        [&ports, kept, reply, began, id = agent->id](const core::Outcome& outcome) {
            const auto total = milliseconds(std::chrono::steady_clock::now() - began);
            const auto facts = ports.hub.facts(id);
            reply(outcome.reason == core::Reason::succeeded
                      ? test_result(*kept, facts ? facts->round_trip : std::nullopt, total)
                      : outcome_problem(outcome));
        });
}

}  // namespace

void add_agents(Routes& routes, const Ports& ports) {
    const auto with_ports = [&ports](auto handler) {
        return [&ports, handler](Call& call, const Reply& reply) { handler(ports, call, reply); };
    };
    const std::string all = "/beta/onPremisesAgents";
    const std::string one = all + "/{id}";
    const auto everybody = Access::reader;
    const auto global = Access::global_administrator;
    routes.add({"GET", all, everybody, {.properties = kProperties, .countable = true}, with_ports(list_agents)});
    routes.add({"GET", one, everybody, {.properties = kProperties}, with_ports(read_agent)});
    routes.add({"POST", all, global, {}, with_ports(register_agent)});
    routes.add({"DELETE", one, global, {}, with_ports(remove_agent)});
    routes.add({"POST", one + "/testConnection", everybody, {}, with_ports(test_connection)});
}

}  // namespace tilbage::tenant::graph
