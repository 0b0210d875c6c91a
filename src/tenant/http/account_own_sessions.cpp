#include "tenant/http/account_own_sessions.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {
namespace {

namespace json = boost::json;
using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

Response ended(const core::Answer<void>& answer, const std::string& request_id) {
    if (!answer) return refusal_response(answer.error(), request_id);
    constexpr unsigned kNoContent = 204;
    Response response;
    response.status = kNoContent;
    return response;
}

json::object session_json(const core::ListedSession& session) {
    return {{"id", session.id},
            {"browser", core::to_string(session.device.browser)},
            {"system", core::to_string(session.device.system)},
            {"signedInAt", base::to_millis(session.signed_in_at)},
            {"usedAt", base::to_millis(session.used_at)},
            {"current", session.current}};
}

json::object sessions_json(const core::ListedSessions& all) {
    json::array sessions;
    for (const auto& one : all.sessions) sessions.push_back(session_json(one));
    json::array applications;
    for (const auto& one : all.applications)
        applications.push_back(
            json::object{{"id", one.id.str()}, {"name", one.name}, {"signedInAt", base::to_millis(one.signed_in_at)}});
    return {{"sessions", std::move(sessions)}, {"applications", std::move(applications)}};
}

}  // namespace

void add_account_own_sessions(adapters::http::Router& router, const std::string& origin, OwnSessionsCalls calls) {
    router.add("GET", "/account/v1/sessions", [calls](const Request& request, const Reply& reply) {
        const auto listed = calls.list.run(account_token_of(request));
        reply(listed ? json_response(200, sessions_json(*listed)) : refusal_response(listed.error(), request.id));
    });
    router.add("DELETE", "/account/v1/sessions",
               guarded_delete(origin, [calls](const Request& request, const Reply& reply) {
                   reply(ended(calls.end_others.run(account_token_of(request)), request.id));
               }));
    router.add("DELETE", "/account/v1/sessions/{id}",
               guarded_delete(origin, [calls](const Request& request, const Reply& reply) {
                   const std::string id(request.path_value("id"));
                   reply(ended(calls.end.run(account_token_of(request), id), request.id));
               }));
    router.add("DELETE", "/account/v1/sessions/applications/{id}",
               guarded_delete(origin, [calls](const Request& request, const Reply& reply) {
                   const core::ApplicationId id(std::string(request.path_value("id")));
                   reply(ended(calls.end_application.run(account_token_of(request), id), request.id));
               }));
}

}  // namespace tilbage::tenant
