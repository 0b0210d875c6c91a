#include "tenant/http/oauth_response.h"

#include <algorithm>

#include "adapters/http/url_encoding.h"
#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;

http::Response not_cached(http::Response response) {
    response.headers.push_back({"Pragma", "no-cache"});
    return response;
}

}  // namespace

std::optional<Form> read_form(const http::Request& request) {
    if (request.media_type() != "application/x-www-form-urlencoded") return std::nullopt;
    return http::parse_form(request.body);
}

std::string only_value(const Form& form, std::string_view name) {
    const auto is_it = [&](const auto& parameter) { return parameter.name == name; };
    if (std::ranges::count_if(form, is_it) != 1) return {};
    return std::ranges::find_if(form, is_it)->value;
}

http::Response oauth_response(const boost::json::object& object) { return not_cached(json_response(200, object)); }

http::Response oauth_error(unsigned status, std::string_view code, std::string_view description) {
    auto response = json_response(status, {{"error", code}, {"error_description", description}});
    if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
    if (status == 503) response.headers.push_back({"Retry-After", "5"});
    return not_cached(std::move(response));
}

}  // namespace tilbage::tenant
