#include "tenant/http/application_sign_in.h"

#include "tenant/http/account_cookie.h"
#include "tenant/http/application_cookie.h"
#include "tenant/http/guarded_call.h"
#include "tenant/http/json.h"
#include "tenant/http/refusal_response.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
using Step = core::ApplicationProgress::Step;

core::ApplicationSignInCommand command_of(const http::Request& request) {
    return {std::string(request.path_value("flow")), application_browser_of(request), account_token_of(request)};
}

std::string_view name_of(Step step) {
    switch (step) {
        case Step::sign_in:
            return "sign_in";
        case Step::account:
            return "account";
        case Step::done:
            return "done";
    }
    return {};
}

http::Response describe(core::CompleteApplicationSignIn& complete, const http::Request& request) {
    const auto wish = complete.describe(command_of(request));
    if (!wish) return refusal_response(wish.error(), request.id);
    return json_response(200, {{"name", wish->application_name}, {"loginHint", wish->login_hint}});
}

http::Response go_on(core::CompleteApplicationSignIn& complete, const AnswerCarrier& carrier,
                     const http::Request& request) {
    const auto progress = complete.run(command_of(request));
    if (!progress) return refusal_response(progress.error(), request.id);
    boost::json::object body{{"step", name_of(progress->step)}, {"redirectTo", nullptr}};
    if (progress->step == Step::done) {
        const auto location = carrier.location_of(progress->answer);
        if (!location) return refusal_response(core::Refusal{.cause = location.error().message}, request.id);
        body["redirectTo"] = *location;
    }
    return json_response(200, body);
}

}  // namespace

void add_application_sign_in(http::Router& router, const std::string& origin, core::CompleteApplicationSignIn& complete,
                             const AnswerCarrier& carrier) {
    router.add(
        "GET", "/account/v1/applications/{flow}",
        [&complete](const http::Request& request, const http::Reply& reply) { reply(describe(complete, request)); });
    router.add("POST", "/account/v1/applications/{flow}",
               guarded_post(origin, [&complete, &carrier](const http::Request& request, const http::Reply& reply) {
                   reply(go_on(complete, carrier, request));
               }));
    router.add("GET", "/account/answer", [&carrier](const http::Request& request, const http::Reply& reply) {
        reply(carrier.answer_page(request));
    });
}

}  // namespace tilbage::tenant
