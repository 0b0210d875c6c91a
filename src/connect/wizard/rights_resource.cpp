// POST /api/rights/test, GET /api/rights.
#include <boost/json/array.hpp>

#include "connect/wizard/resource.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using adapters::http::Request;
using adapters::http::Response;

std::string_view name_of(RightsView::State state) {
    switch (state) {
        case RightsView::State::none:
            return "none";
        case RightsView::State::running:
            return "running";
        case RightsView::State::done:
            return "done";
        case RightsView::State::failed:
            return "failed";
    }
    return "failed";
}

json::object to_json(const core::MissingRight& missing) {
    return {{"right", core::to_text(missing.right)},
            {"object", missing.object_dn},
            {"appliesTo", core::to_text(missing.applies_to)},
            {"inheritanceDisabled", missing.inheritance_disabled},
            {"people", missing.people},
            {"needed", missing.required ? "required" : "recommended"},
            {"commands", {{"sambaTool", missing.commands.samba_tool}, {"dsacls", missing.commands.dsacls}}}};
}

json::object to_json(const RightsView& view) {
    json::array missing;
    for (const auto& right : view.report.missing) missing.push_back(to_json(right));
    json::object object{{"state", name_of(view.state)},
                        {"checked", view.checked},
                        {"total", view.total},
                        {"missing", std::move(missing)},
                        {"peopleNotNamed", view.report.people_not_named},
                        {"protected", view.report.protected_people}};
    if (view.state == RightsView::State::failed)
        object["error"] = {{"code", core::to_text(view.failure.code)},
                           {"message", view.failure.message},
                           {"details", {{"message", view.failure.message}}}};
    return object;
}

Response start_test(Session& session, core::DirectoryNumber number) {
    auto& directory = session.directory(number);
    const auto started = directory.start_rights_test(session.draft_scope(number).units);
    if (!started) return directory_refusal(started.error());
    return json_response(202, to_json(directory.rights()));
}

}  // namespace

void add_rights(adapters::http::Router& router, Session& session) {
    router.add("POST", "/api/rights/test", answers_of_directory(session, [&session](auto number, Request&) {
                   return start_test(session, number);
               }));
    router.add("GET", "/api/rights", answers_of_directory(session, [&session](auto number, Request&) {
                   return json_response(200, to_json(session.directory(number).rights()));
               }));
}

}  // namespace tilbage::connect::wizard
