// The additional tasks: /api/configuration, /api/agents, /api/troubleshoot.
#include <boost/json/array.hpp>

#include "connect/examine.h"
#include "connect/setup/render_config.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

Response configuration(Session& session) {
    session.look_again();
    const auto config =
        session.with([](const setup::Current& current, const setup::Draft&) { return connect::clone(current.config); });
    return json_response(200, {{"text", setup::render_export(config)}, {"facts", configured_json(session)}});
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object to_json(const setup::TenantAgent& agent) {
    return {{"id", agent.id},
            {"displayName", agent.display_name},
            {"host", text_or_null(agent.host)},
            {"version", text_or_null(agent.version)},
            {"state", agent.connected ? "connected" : "disconnected"},
            {"passwordWriteback", agent.password_writeback},
            {"staging", agent.staging},
            {"lastHeartbeatDateTime", text_or_null(agent.last_heartbeat)},
            {"roundTripMilliseconds", agent.round_trip_ms ? json::value(*agent.round_trip_ms) : json::value(nullptr)},
            {"domains", json::array(agent.domains.begin(), agent.domains.end())},
            {"createdDateTime", text_or_null(agent.created)},
            {"problem", text_or_null(agent.problem)}};
}

Response agents(Session& session) {
    const auto list = session.cloud().ask(
        [](setup::CloudClient& client, const setup::AccessToken& token) { return client.agents(token); });
    if (!list) return cloud_refusal(list.error());
    json::array value;
    for (const auto& agent : *list) value.push_back(to_json(agent));
    return json_response(200, {{"value", std::move(value)}});
}

Response remove_agent(Session& session, const std::string& id) {
    const auto removed = session.cloud().ask(
        [&](setup::CloudClient& client, const setup::AccessToken& token) { return client.remove_agent(token, id); });
    if (!removed) return cloud_refusal(removed.error());
    Response response;
    response.status = 204;
    return response;
}

void append(json::array& array, const std::vector<Finding>& findings) {
    for (const auto& finding : findings) {
        // What is as it should be is a note here: the page shows what to look at.
        const bool good = finding.weight == Finding::Weight::good;
        array.push_back({{"weight", good ? "note" : to_text(finding.weight)},
                         {"subject", to_text(finding.subject)},
                         {"text", finding.text}});
    }
}

Response troubleshoot(Session& session) {
    json::array findings;
    const auto current = session.load();
    if (!current) {
        append(findings, {{Finding::Weight::error, Finding::Subject::configuration, current.error().message}});
        return json_response(200, {{"findings", std::move(findings)}});
    }
    if (!current->file_exists) {
        append(findings, {{Finding::Weight::error, Finding::Subject::configuration,
                           current->file.string() + ": not there yet; this wizard writes it"}});
    }
    append(findings, examine_state(current->config));
    append(findings, examine_tenant(current->config));
    append(findings, examine_directory(current->config));
    append(findings, examine_agent(current->config));
    return json_response(200, {{"findings", std::move(findings)}});
}

}  // namespace

void add_configuration(adapters::http::Router& router, Session& session) {
    router.add("GET", "/api/configuration", answers([&session](Request&) { return configuration(session); }));
    router.add("GET", "/api/agents", answers([&session](Request&) { return agents(session); }));
    router.add("DELETE", "/api/agents/{id}", answers([&session](Request& request) {
                   return remove_agent(session, std::string(request.path_value("id")));
               }));
    router.add("POST", "/api/troubleshoot", answers([&session](Request&) { return troubleshoot(session); }));
}

}  // namespace tilbage::connect::wizard
