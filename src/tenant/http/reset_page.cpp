#include "tenant/http/reset_page.h"

#include "tenant/http/json.h"
#include "tenant/http/scim_access.h"

namespace tilbage::tenant {
namespace {

using adapters::http::Reply;
using adapters::http::Request;
using adapters::http::Response;

constexpr std::string_view kFolder = "/reset";

// Everything that no route takes comes here; who speaks SCIM gets SCIM's errors (RFC 7644 §3.12).
bool is_scim(const Request& request) { return request.path.starts_with("/scim/v2"); }

Response not_found(const Request& request) {
    constexpr std::string_view kDetail = "There is nothing at this address.";
    if (is_scim(request)) return scim_error_response({404, {}, std::string(kDetail)});
    return error_response(404, "not_found", kDetail);
}

// With the query: it chooses the language.
Response redirect_to_page(const Request& request) {
    Response response;
    response.status = 302;
    const auto query = request.target.find('?');
    response.headers.push_back(
        {"Location", std::string(kFolder) + (query == std::string::npos ? "" : request.target.substr(query))});
    return response;
}

Response wrong_method(const Request& request, Response plain) {
    constexpr std::string_view kDetail = "This address does not take that method.";
    auto response = is_scim(request) ? scim_error_response({405, {}, std::string(kDetail)})
                                     : error_response(405, "wrong_method", kDetail);
    response.headers.insert(response.headers.end(), plain.headers.begin(), plain.headers.end());
    return response;
}

}  // namespace

void add_reset_page(adapters::http::Router& router, const adapters::http::StaticFiles& files) {
    const auto page = [&files](const Request& request, const Reply& reply) {
        reply(files.serve(request, "/index.html").value_or(not_found(request)));
    };
    router.add("GET", "/", [](const Request& request, const Reply& reply) { reply(redirect_to_page(request)); });
    router.add("GET", kFolder, page);
    router.add("GET", "/reset/", page);
    router.otherwise([&files](const Request& request, const Reply& reply) {
        const auto below = std::string(kFolder) + "/";
        auto found = request.path.starts_with(below) && !request.path.ends_with('/')
                         ? files.serve(request, std::string_view(request.path).substr(kFolder.size()))
                         : std::nullopt;
        reply(found ? std::move(*found) : not_found(request));
    });
    router.when_method_is_wrong(wrong_method);
}

}  // namespace tilbage::tenant
