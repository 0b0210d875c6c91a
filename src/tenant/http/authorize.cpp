#include "tenant/http/authorize.h"

#include "adapters/http/url_encoding.h"
#include "tenant/http/address_block.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

http::Response redirect_to(std::string location) {
    http::Response response;
    response.status = 302;
    response.headers.push_back({"Location", std::move(location)});
    return response;
}

void append(std::string& location, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    location += location.find('?') == std::string::npos ? '?' : '&';
    location.append(name).append("=").append(http::percent_encode(value));
}

// Always this tenant's own page: nothing that was sent decides where it leads.
http::Response to_sign_in_page(const http::Request& request, std::string_view name, std::string_view value) {
    std::string location = "/signin";
    append(location, name, value);
    append(location, "mkt", request.query_value("mkt").value_or("").substr(0, 32));
    return redirect_to(std::move(location));
}

struct Answer {
    const http::Request& request;

    http::Response operator()(const core::ClientRedirect& redirect) const { return redirect_to(location_of(redirect)); }
    http::Response operator()(const core::BegunFlow& begun) const {
        auto response = to_sign_in_page(request, "flow", begun.flow);
        response.headers.push_back(set_browser_cookie(begun.browser));
        return response;
    }
    http::Response operator()(const core::BeginSignInFault& fault) const {
        if (!fault.cause.empty()) base::log(events::kStepFailed, {{"request", request.id}, {"error", fault.cause}});
        return to_sign_in_page(request, "error", core::to_string(fault.error));
    }
};

core::BeginSignInCommand command_of(const http::Request& request) {
    core::BeginSignInCommand command{.tenant = std::string(request.path_value("tenant")),
                                     .parameters = {},
                                     .session = sign_in_session_of(request),
                                     .browser = browser_of(request),
                                     .address_block = address_block(request.peer_address)};
    for (const auto& [name, value] : request.query) command.parameters.emplace_back(name, value);
    return command;
}

}  // namespace

std::string location_of(const core::ClientRedirect& redirect) {
    std::string location = redirect.uri;
    append(location, "code", redirect.code);
    append(location, "error", redirect.error);
    append(location, "error_description", redirect.error_description);
    append(location, "state", redirect.state);
    return location;
}

void add_authorize(http::Router& router, core::BeginSignIn& begin_sign_in) {
    router.add("GET", "/{tenant}/oauth2/v2.0/authorize",
               [&begin_sign_in](const http::Request& request, const http::Reply& reply) {
                   reply(std::visit(Answer{request}, begin_sign_in.run(command_of(request))));
               });
}

}  // namespace tilbage::tenant
