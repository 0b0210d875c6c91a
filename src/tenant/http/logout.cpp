#include "tenant/http/logout.h"

#include <algorithm>

#include "tenant/http/address_block.h"
#include "tenant/http/application_cookie.h"
#include "tenant/http/json.h"
#include "tenant/http/oauth_response.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/http/sign_in_page_address.h"
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

bool is_of_application(const Form& form) {
    return std::ranges::any_of(form, [](const http::Parameter& one) {
        return one.name == "id_token_hint" || one.name == "client_id" || one.name == "post_logout_redirect_uri";
    });
}

http::Response send_to_page(core::BeginApplicationSignOut& begin, const http::Request& request,
                            const Form& parameters) {
    core::BeginSignInCommand command{.tenant = std::string(request.path_value("tenant")),
                                     .parameters = {},
                                     .session = {},
                                     .browser = application_browser_of(request),
                                     .address_block = address_block(request.peer_address)};
    for (const auto& [name, value] : parameters) command.parameters.emplace_back(name, value);
    const auto begun = begin.run(command);
    if (const auto* fault = std::get_if<core::BeginSignInFault>(&begun)) {
        if (!fault->cause.empty()) base::log(events::kStepFailed, {{"request", request.id}, {"error", fault->cause}});
        return to_error_page(core::to_string(fault->error), market_of(parameters));
    }
    const auto& flow = std::get<core::BegunApplicationSignOut>(begun);
    auto response = to_account_page(flow.tenant, market_of(parameters), "sign-out", flow.flow);
    response.headers.push_back(set_application_cookie(flow.browser));
    return response;
}

}  // namespace

void add_logout(http::Router& router, std::string origin, const LogoutPorts& ports) {
    constexpr const char* kPath = "/{tenant}/oauth2/v2.0/logout";
    router.add("GET", kPath, [ports](const http::Request& request, const http::Reply& reply) {
        reply(send_to_page(ports.applications, request, request.query));
    });
    router.add("POST", kPath,
               [origin = std::move(origin), ports](const http::Request& request, const http::Reply& reply) {
                   const auto form = read_form(request).value_or(Form{});
                   reply(is_of_application(form) ? send_to_page(ports.applications, request, form)
                                                 : log_out(origin, ports.administrators, request));
               });
}

}  // namespace tilbage::tenant
