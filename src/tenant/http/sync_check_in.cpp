#include "tenant/http/sync_check_in.h"

#include "core/identity/authenticate_agent.h"
#include "tenant/http/bearer_token.h"
#include "tenant/http/json.h"
#include "tenant/log_events.h"
#include "wire/sync_check_in.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

// RFC 6750 §3: the error code only for who has sent a token.
http::Response not_authorised(bool had_token) {
    auto response =
        error_response(401, "token_not_valid", "An access token of an enrolled agent is needed; get a new one.");
    response.headers.push_back({"WWW-Authenticate", had_token ? "Bearer error=\"invalid_token\"" : "Bearer"});
    return response;
}

http::Response store_failed(const base::Error& error, const http::Request& request) {
    base::log(events::kStepFailed, {{"request", request.id}, {"error", error.message}});
    auto response = error_response(503, "busy", "The store does not answer; check in again.");
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

http::Response checked_in(const http::Request& request, const core::Agent& agent, core::TakeCheckIn& take_check_in) {
    if (request.media_type() != "application/json")
        return error_response(415, "wrong_media_type", "The body must be application/json.");
    const auto check_in = wire::decode_sync_check_in(request.body);
    if (!check_in) return error_response(400, "malformed", check_in.error().message);
    const auto answer = take_check_in.run(agent, *check_in);
    if (!answer) return store_failed(answer.error(), request);
    http::Response response;
    response.headers.push_back({"Cache-Control", "no-store"});
    response.content_type = "application/json";
    response.body = wire::encode_sync_answer(*answer);
    return response;
}

}  // namespace

void add_sync_check_in(http::Router& router, core::AgentStore& agents, core::TakeCheckIn& take_check_in,
                       const base::Clock& clock) {
    router.add("POST", std::string(wire::kSyncCheckInPath),
               [&](const http::Request& request, const http::Reply& reply) {
                   const auto token = bearer_token(request.header("Authorization"));
                   if (!token) {
                       reply(not_authorised(false));
                       return;
                   }
                   const auto agent = core::find_agent_by_token(agents, *token, clock.now());
                   if (!agent) {
                       reply(store_failed(agent.error(), request));
                   } else if (!*agent) {
                       reply(not_authorised(true));
                   } else {
                       reply(checked_in(request, **agent, take_check_in));
                   }
               });
}

}  // namespace tilbage::tenant
