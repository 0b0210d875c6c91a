#include "tenant/http/authorize.h"

#include "tenant/http/address_block.h"
#include "tenant/http/application_cookie.h"
#include "tenant/http/sign_in_cookies.h"
#include "tenant/http/sign_in_page_address.h"
#include "tenant/log_events.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

// Always this tenant's own page: nothing that was sent decides where it leads.
http::Response to_sign_in_page(const http::Request& request, std::string_view name, std::string_view value) {
    std::string location = "/signin";
    append_parameter(location, name, value);
    append_parameter(location, "mkt", request.query_value("mkt").value_or("").substr(0, 32));
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

struct ApplicationAnswer {
    const http::Request& request;
    const Form& parameters;
    const AnswerCarrier& carrier;

    http::Response operator()(const core::AuthorizationAnswer& answer) const {
        const auto location = carrier.location_of(answer);
        if (!location) return Answer{request}(core::BeginSignInFault{core::PageError::busy, location.error().message});
        return redirect_to(*location);
    }
    http::Response operator()(const core::BegunApplicationSignIn& begun) const {
        auto response = to_account_page(begun.tenant, market_of(parameters), "application", begun.flow);
        response.headers.push_back(set_application_cookie(begun.browser));
        return response;
    }
    http::Response operator()(const core::BeginSignInFault& fault) const { return Answer{request}(fault); }
};

core::BeginSignInCommand command_of(const http::Request& request, const Form& parameters) {
    core::BeginSignInCommand command{.tenant = std::string(request.path_value("tenant")),
                                     .parameters = {},
                                     .session = sign_in_session_of(request),
                                     .browser = browser_of(request),
                                     .address_block = address_block(request.peer_address)};
    for (const auto& [name, value] : parameters) command.parameters.emplace_back(name, value);
    return command;
}

http::Response authorize(const AuthorizePorts& ports, const http::Request& request, const Form& parameters) {
    auto command = command_of(request, parameters);
    if (core::parse_client(only_value(parameters, "client_id")))
        return std::visit(Answer{request}, ports.administrators.run(command));
    command.browser = application_browser_of(request);
    return std::visit(ApplicationAnswer{request, parameters, ports.carrier}, ports.applications.run(command));
}

}  // namespace

std::string location_of(const core::ClientRedirect& redirect) {
    std::string location = redirect.uri;
    append_parameter(location, "code", redirect.code);
    append_parameter(location, "error", redirect.error);
    append_parameter(location, "error_description", redirect.error_description);
    append_parameter(location, "state", redirect.state);
    return location;
}

void add_authorize(http::Router& router, const AuthorizePorts& ports) {
    constexpr const char* kPath = "/{tenant}/oauth2/v2.0/authorize";
    router.add("GET", kPath, [ports](const http::Request& request, const http::Reply& reply) {
        reply(authorize(ports, request, request.query));
    });
    router.add("POST", kPath, [ports](const http::Request& request, const http::Reply& reply) {
        reply(authorize(ports, request, read_form(request).value_or(Form{})));
    });
}

}  // namespace tilbage::tenant
