#include "tenant/http/account_session.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/account_state_json.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

Response signed_out() {
    constexpr unsigned kNoContent = 204;
    Response response;
    response.status = kNoContent;
    response.headers.push_back(drop_account_cookie());
    return response;
}

}  // namespace

void add_account_session(adapters::http::Router& router, const std::string& origin, core::AccountSessions& sessions) {
    router.add("GET", "/account/v1/session", [&sessions](const Request& request, const Reply& reply) {
        const auto state = sessions.read(account_token_of(request));
        reply(state ? json_response(200, account_state_json(*state)) : refusal_response(state.error(), request.id));
    });
    router.add("DELETE", "/account/v1/session",
               guarded_delete(origin, [&sessions](const Request& request, const Reply& reply) {
                   const auto done = sessions.sign_out(account_token_of(request));
                   reply(done ? signed_out() : refusal_response(done.error(), request.id));
               }));
}

}  // namespace tilbage::tenant
