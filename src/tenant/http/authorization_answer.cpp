#include "tenant/http/authorization_answer.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "adapters/http/url_encoding.h"
#include "base/html.h"
#include "crypto/secret_box.h"
#include "tenant/http/json.h"

namespace tilbage::tenant {
namespace {

namespace http = adapters::http;
namespace json = boost::json;

constexpr std::string_view kPurpose = "authorization answer";
constexpr std::string_view kPage = "/account/answer?sealed=";

void append(std::string& location, std::string_view name, std::string_view value) {
    location += location.find('?') == std::string::npos ? '?' : '&';
    location.append(name).append("=").append(http::percent_encode(value));
}

std::string to_text(const core::AuthorizationAnswer& answer) {
    json::object fields;
    for (const auto& [name, value] : answer.fields) fields[name] = value;
    return json::serialize(json::object{{"uri", answer.uri}, {"fields", fields}});
}

// Scheme, host and port: what form-action takes.
std::string origin_of(std::string_view uri) {
    const auto host = uri.find("://") + 3;
    return std::string(uri.substr(0, uri.find_first_of("/?", host)));
}

http::Response form(const json::object& answer, const std::string& nonce) {
    const std::string uri(answer.at("uri").as_string());
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.headers = {
        {"Content-Security-Policy", "default-src 'none'; script-src 'nonce-" + nonce + "'; form-action " +
                                        origin_of(uri) + "; frame-ancestors 'none'; base-uri 'none'"},
        // Else the application would see the origin "null".
        {"Referrer-Policy", "strict-origin"},
    };
    response.body =
        "<!doctype html><html lang=\"en\"><head><title>Tilbage</title></head><body><form method=\"post\" action=\"" +
        base::escape_html(uri) + "\">";
    for (const auto& [name, value] : answer.at("fields").as_object()) {
        response.body += "<input type=\"hidden\" name=\"" + base::escape_html(name) + "\" value=\"" +
                         base::escape_html(value.as_string()) + "\">";
    }
    response.body += "<noscript><button>Continue</button></noscript></form><script nonce=\"" + nonce +
                     "\">document.forms[0].submit();</script></body></html>";
    return response;
}

}  // namespace

base::Result<std::string> AnswerCarrier::location_of(const core::AuthorizationAnswer& answer) const {
    if (answer.mode == core::ResponseMode::form_post) {
        const auto sealed =
            crypto::seal_secret(key_, kPurpose, {}, base::SecretBytes::copy_of(to_text(answer)), random_);
        if (!sealed) return base::fail(sealed.error());
        return std::string(kPage) + base::to_base64url(*sealed);
    }
    std::string location = answer.uri;
    for (const auto& [name, value] : answer.fields) append(location, name, value);
    return location;
}

http::Response AnswerCarrier::answer_page(const http::Request& request) const {
    const auto bytes = base::from_base64url(request.query_value("sealed").value_or(""));
    const auto opened = bytes ? crypto::open_secret(key_, kPurpose, {}, *bytes)
                              : base::Result<base::SecretBytes>(base::fail(base::ErrorCode::untrusted, ""));
    const auto answer = opened ? read_object(std::string(opened->open_text()))
                               : core::Answer<json::object>(core::refuse(core::RefusalCode::malformed));
    if (!answer) return error_response(400, "malformed", "There is no answer at this address.");
    constexpr std::size_t kNonceBytes = 16;
    return form(*answer, base::new_token(random_, kNonceBytes));
}

}  // namespace tilbage::tenant
