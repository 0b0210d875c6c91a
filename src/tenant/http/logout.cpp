#include "tenant/http/logout.h"

#include "tenant/http/json.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

http::Response log_out(const std::string& origin, core::EndSession& end_session, const http::Request& request) {
    if (request.header("Origin") != origin)
        return error_response(403, "wrong_origin", "The call does not come from this tenant's page.");
    if (const auto ended = end_session.run(sign_in_session_of(request)); !ended) {
        base::log(events::kStepFailed, {{"request", request.id}, {"error", ended.error().message}});
        return error_response(503, "busy", "Something failed here; nothing was changed.");
    }
    http::Response response;
    response.status = 204;
    response.headers.push_back(drop_sign_in_session_cookie());
    return response;
}

}  // namespace

void add_logout(http::Router& router, std::string origin, core::EndSession& end_session) {
    router.add("POST", "/{tenant}/oauth2/v2.0/logout",
               [origin = std::move(origin), &end_session](const http::Request& request, const http::Reply& reply) {
                   reply(log_out(origin, end_session, request));
               });
}

}  // namespace tilbage::tenant
