#include "tenant/http/application_sign_out.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/application_cookie.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

core::SignOutCommand command_of(const http::Request& request) {
    return {std::string(request.path_value("flow")), application_browser_of(request), account_token_of(request)};
}

http::Response describe(core::CompleteApplicationSignOut& complete, const http::Request& request) {
    const auto wish = complete.describe(command_of(request));
    if (!wish) return refusal_response(wish.error(), request.id);
    return json_response(200, {{"name", wish->application_name}, {"ask", wish->asks}});
}

http::Response sign_out(core::CompleteApplicationSignOut& complete, const AnswerCarrier& carrier,
                        const http::Request& request) {
    const auto answer = complete.run(command_of(request));
    if (!answer) return refusal_response(answer.error(), request.id);
    boost::json::object body{{"redirectTo", nullptr}};
    if (!answer->uri.empty()) {
        const auto location = carrier.location_of(*answer);
        if (!location) return refusal_response(core::Refusal{.cause = location.error().message}, request.id);
        body["redirectTo"] = *location;
    }
    auto response = json_response(200, body);
    response.headers.push_back(drop_account_cookie());
    return response;
}

}  // namespace

void add_application_sign_out(http::Router& router, const std::string& origin,
                              core::CompleteApplicationSignOut& complete, const AnswerCarrier& carrier) {
    constexpr const char* kPath = "/account/v1/sign-outs/{flow}";
    router.add("GET", kPath, [&complete](const http::Request& request, const http::Reply& reply) {
        reply(describe(complete, request));
    });
    router.add("POST", kPath,
               guarded_post(origin, [&complete, &carrier](const http::Request& request, const http::Reply& reply) {
                   reply(sign_out(complete, carrier, request));
               }));
}

}  // namespace tilbage::tenant
