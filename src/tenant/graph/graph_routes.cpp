#include "tenant/graph/graph_routes.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "tenant/http/bearer_token.h"

namespace tilbage::tenant::graph {
namespace {

namespace http = adapters::http;
namespace json = boost::json;
using core::Role;

struct CallIds {
    std::string request_id;
    std::string client_request_id;  // the client's own, when it sent one that can be sent back
    std::string date;
};

constexpr std::size_t kLongestClientId = 64;

std::string client_request_id(const http::Request& request) {
    const auto sent = request.header("client-request-id");
    const bool plain =
        sent.size() <= kLongestClientId && std::ranges::all_of(sent, [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
        });
    return plain ? std::string(sent) : std::string{};
}

void fill_inner_error(http::Response& response, const CallIds& ids) {
    json::error_code failed;
    auto body = json::parse(response.body, failed);
    if (failed || !body.is_object() || !body.get_object().contains("error")) return;
    auto* error = body.get_object().at("error").if_object();
    if (error == nullptr) return;
    const auto client = ids.client_request_id.empty() ? ids.request_id : ids.client_request_id;
    (*error)["innerError"] = json::object{{"date", ids.date.substr(0, ids.date.find_first_of(".Z"))},
                                          {"request-id", ids.request_id},
                                          {"client-request-id", client}};
    response.body = json::serialize(body);
}

http::Response dressed(http::Response response, const CallIds& ids) {
    if (response.status >= 400) fill_inner_error(response, ids);
    response.headers.push_back({"request-id", ids.request_id});
    if (!ids.client_request_id.empty()) response.headers.push_back({"client-request-id", ids.client_request_id});
    response.headers.push_back({"OData-Version", "4.0"});
    return response;
}

// RFC 6750 §3: the error code only for who has sent a token.
http::Response not_authenticated(bool had_token) {
    auto response = problem(401, "InvalidAuthenticationToken",
                            had_token ? "The access token is not valid any more." : "An access token is needed.");
    response.headers.push_back({"WWW-Authenticate", had_token ? "Bearer error=\"invalid_token\"" : "Bearer"});
    return response;
}

wire::OdataParameters parameters_of(const http::Request& request) {
    wire::OdataParameters parameters;
    for (const auto& [name, value] : request.query) parameters.emplace_back(name, value);
    return parameters;
}

bool has_body(const http::Request& request) { return !request.body.empty(); }

}  // namespace

bool may(const core::Principal& principal, Access access) {
    switch (access) {
        case Access::reader:
            return principal.has_any({Role::global_administrator, Role::password_administrator,
                                      Role::helpdesk_administrator, Role::global_reader});
        case Access::writer:
            return principal.has_any(
                {Role::global_administrator, Role::password_administrator, Role::helpdesk_administrator});
        case Access::global_administrator:
            return principal.has(Role::global_administrator);
    }
    return false;
}

void Routes::add(Route route) {
    const auto method = route.method;
    const auto path = route.path;
    router_.add(method, path, [this, route = std::move(route)](http::Request request, const http::Reply& reply) {
        CallIds ids{base::new_uuid(ports_.random), client_request_id(request), date_time(ports_.clock.now())};
        request.id = ids.request_id;  // what the log says of this call bears the id that the caller was told
        run(route, std::move(request), http::Reply([reply, ids = std::move(ids)](http::Response response) {
                reply(dressed(std::move(response), ids));
            }));
    });
}

void Routes::add_to_both(const Route& route) {
    for (const char* version : {"/v1.0", "/beta"}) {
        auto copy = route;
        copy.path = version + route.path;
        add(std::move(copy));
    }
}

void Routes::run(const Route& route, http::Request request, const http::Reply& reply) const {
    const auto answer = [&reply](http::Response response) { (void)reply(std::move(response)); };
    const auto token = bearer_token(request.header("Authorization"));
    if (!token) return answer(not_authenticated(false));
    auto principal = ports_.authenticate.run(*token);
    Call call{std::move(request), {}, {}, base_url_};
    if (!principal) return answer(store_failed(call, principal.error()));
    if (!*principal) return answer(not_authenticated(true));
    call.principal = std::move(**principal);
    if (!may(call.principal, route.access)) {
        return answer(refused(call, core::Refusal{.code = core::RefusalCode::not_allowed}));
    }
    if (has_body(call.request) &&
        std::ranges::find(route.body_types, call.request.media_type()) == route.body_types.end()) {
        return answer(problem(415, "Request_BadRequest", "The body must be " + route.body_types.front() + "."));
    }
    auto query = wire::parse_odata_query(parameters_of(call.request), route.schema);
    if (!query) return answer(problem(400, query.error().code, query.error().message));
    call.query = std::move(*query);
    route.handler(call, reply);
}

}  // namespace tilbage::tenant::graph
