#include "tenant/http/sign_in_page_address.h"

#include <algorithm>

#include "adapters/http/url_encoding.h"
#include "tenant/installed_languages.h"

namespace tilbage::tenant {

namespace http = adapters::http;

std::string market_of(const Form& parameters) {
    constexpr std::size_t kLongest = 32;
    const auto asked = only_value(parameters, "ui_locales");
    std::string_view locales = asked;
    while (!locales.empty()) {
        const auto end = std::min(locales.find(' '), locales.size());
        const auto one = locales.substr(0, end);
        if (one.size() <= kLongest && installed_languages().knows(one)) return std::string(one);
        locales.remove_prefix(std::min(end + 1, locales.size()));
    }
    return only_value(parameters, "mkt").substr(0, kLongest);
}

void append_parameter(std::string& location, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    location += location.find('?') == std::string::npos ? '?' : '&';
    location.append(name).append("=").append(http::percent_encode(value));
}

http::Response redirect_to(std::string location) {
    http::Response response;
    response.status = 302;
    response.headers.push_back({"Location", std::move(location)});
    return response;
}

http::Response to_error_page(std::string_view error, std::string_view market) {
    std::string location = "/signin";
    append_parameter(location, "error", error);
    append_parameter(location, "mkt", market);
    return redirect_to(std::move(location));
}

http::Response to_account_page(const std::string& tenant_domain, const std::string& market, std::string_view what,
                               const std::string& flow) {
    std::string location = "/account";
    append_parameter(location, "whr", tenant_domain);
    append_parameter(location, "mkt", market);
    return redirect_to(location.append("#").append(what).append("=").append(flow));
}

}  // namespace tilbage::tenant
