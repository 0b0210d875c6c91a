// GET /api/state, PUT /api/page, /api/features, /api/options, POST /api/exit.
#include <boost/json/array.hpp>

#include "connect/version.h"
#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

namespace {

json::object directory_json(const ShownDirectory& directory, bool with_created) {
    json::object object{{"forest", directory.forest},
                        {"servers", json::array(directory.servers.begin(), directory.servers.end())},
                        {"account", directory.account}};
    if (with_created) object["created"] = directory.created;
    return object;
}

// `directory`, the first, and the others in `further`.
void put_directories(json::object& object, const std::vector<ShownDirectory>& directories, bool with_created) {
    json::array further;
    object["directory"] = nullptr;
    for (const auto& directory : directories) {
        auto shown = directory_json(directory, with_created);
        if (directory.number == 1) {
            object["directory"] = std::move(shown);
            continue;
        }
        shown["number"] = directory.number;
        shown["scope"] = to_json(directory.scope);
        further.push_back(std::move(shown));
    }
    object["further"] = std::move(further);
}

json::object cloud_json(Session& session, const CloudView& view) {
    json::object object{{"url", session.cloud_target().address.url}, {"signedIn", nullptr}, {"problem", nullptr}};
    if (view.signed_in) {
        object["signedIn"] = {{"userPrincipalName", view.signed_in->user_principal_name},
                              {"displayName", view.signed_in->display_name},
                              {"tenantDomain", view.signed_in->tenant_domain},
                              {"tenantId", view.signed_in->tenant_id}};
    }
    if (view.problem) object["problem"] = problem_json(*view.problem);
    return object;
}

json::object draft_json(Session& session) {
    auto object = session.with([](const setup::Current&, const setup::Draft& draft) {
        const auto& config = draft.config;
        return json::object{
            {"scope", to_json(config.scope)},
            {"features", {{"passwordWriteback", config.features.password_writeback}}},
            {"options",
             {{"startSynchronization", config.synchronization.start}, {"staging", config.synchronization.staging}}}};
    });
    put_directories(object, session.draft_directories(), true);
    return object;
}

json::array domains_json(const std::vector<setup::CloudDomain>& domains) {
    json::array array;
    for (const auto& domain : domains) array.push_back({{"id", domain.id}, {"signInType", domain.sign_in_type}});
    return array;
}

json::value text_or_null(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object of_agent(const setup::Current& current) {
    const auto status = current.status.value_or(Status());
    const auto at = status.last_import_at;
    return {{"agentRunning", current.agent_running},
            {"agentConnected", current.agent_running && status.connected},
            {"importedPeople", status.imported},
            {"lastImportAt", at ? json::value(base::to_millis(*at)) : json::value(nullptr)}};
}

}  // namespace

json::object configured_json(Session& session) {
    auto object = session.with([](const setup::Current& current, const setup::Draft&) {
        const auto& config = current.config;
        const auto& units = config.scope.units;
        const bool has_scope = units.mode == core::Scope::Mode::all || !units.include.empty();
        auto made = of_agent(current);
        made["tenantUrl"] = text_or_null(config.tenant.url);
        made["tenantDomain"] = text_or_null(current.identity ? current.identity->tenant : std::string());
        made["agentId"] = text_or_null(current.identity ? current.identity->agent_id.str() : std::string());
        made["scope"] = has_scope ? json::value(to_json(config.scope)) : json::value(nullptr);
        made["features"] = {{"passwordWriteback", config.features.password_writeback}};
        made["staging"] = config.synchronization.staging;
        return made;
    });
    put_directories(object, session.current_directories(), false);
    return object;
}

Response state_response(Session& session) {
    session.look_again();
    const auto view = session.cloud().view();
    const auto run = session.run();
    return json_response(200, {{"software", kSoftware},
                               {"host", setup::host_name()},
                               {"offers", {{"keytab", session.world().directories.offers_keytab()}}},
                               {"page", session.page()},
                               {"configured", configured_json(session)},
                               {"cloud", cloud_json(session, view)},
                               {"draft", draft_json(session)},
                               {"domains", domains_json(view.domains)},
                               {"run", run ? json::value(setup::to_json(run->view())) : json::value(nullptr)}});
}

void add_state(adapters::http::Router& router, Session& session) {
    router.add("GET", "/api/state", answers([&session](Request&) { return state_response(session); }));
    router.add("PUT", "/api/page", takes_body([&session](Body& body) {
                   const auto page = body.text("page");
                   if (body.malformed() || !session.show_page(page)) return malformed_response();
                   if (page == "filtering") session.refresh_scopes();
                   return state_response(session);
               }));
    router.add("PUT", "/api/features", takes_body([&session](Body& body) {
                   const bool writeback = body.boolean("passwordWriteback");
                   if (body.malformed()) return malformed_response();
                   session.with([&](const setup::Current&, setup::Draft& draft) {
                       draft.config.features.password_writeback = writeback;
                   });
                   return state_response(session);
               }));
    router.add("PUT", "/api/options", takes_body([&session](Body& body) {
                   const bool start = body.boolean("startSynchronization");
                   const bool staging = body.boolean("staging");
                   if (body.malformed()) return malformed_response();
                   session.with([&](const setup::Current&, setup::Draft& draft) {
                       draft.config.synchronization.start = start;
                       draft.config.synchronization.staging = staging;
                   });
                   return state_response(session);
               }));
    router.add("POST", "/api/exit", answers([&session](Request&) {
                   if (session.is_running())
                       return error_response(409, "already_running", "Wait until the configuration is done.");
                   session.end().set();
                   Response response;
                   response.status = 204;
                   return response;
               }));
}

}  // namespace tilbage::connect::wizard
