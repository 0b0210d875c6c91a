#include "integration/tenant/person_at_page.h"

#include <stdexcept>

#include "adapters/http/message.h"
#include "crypto/jwe.h"

namespace tilbage::testing {

namespace json = boost::json;

namespace {

const json::object* object_at(const json::value& value, std::string_view name) {
    const auto* object = value.if_object();
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    return member == nullptr ? nullptr : member->if_object();
}

std::string text_in(const json::object* object, std::string_view name) {
    const auto* member = object == nullptr ? nullptr : object->if_contains(name);
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string{};
}

}  // namespace

std::string PageAnswer::header(std::string_view name) const {
    for (const auto& one : headers) {
        if (adapters::http::equal_ignoring_case(one.name, name)) return one.value;
    }
    return {};
}

std::string PageAnswer::code() const { return text_in(object_at(body, "error"), "code"); }
std::string PageAnswer::reason() const { return text_in(object_at(body, "outcome"), "reason"); }
std::string PageAnswer::member(std::string_view name) const { return text_in(body.if_object(), name); }

PersonAtPage::PersonAtPage(const TenantProcess& tenant)
    : tenant_(tenant), client_({.ca_file = tenant.ca_file(), .timeout = std::chrono::seconds(60)}) {}

PageAnswer PersonAtPage::call(const std::string& method, const std::string& path, const std::string& body,
                              std::vector<adapters::curl::HttpHeader> headers) {
    adapters::curl::HttpRequest request;
    request.method = method;
    request.url = tenant_.url() + path;
    request.headers = std::move(headers);
    if (!cookie_.empty()) request.headers.push_back({"Cookie", cookie_});
    bool typed = false;
    for (const auto& header : request.headers) typed = typed || header.name == "Content-Type";
    if (method == "POST" && !typed) request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
    const auto answer = client_.send(request);
    if (!answer) throw std::runtime_error(answer.error().message);
    PageAnswer page{static_cast<int>(answer->status), answer->body, nullptr, answer->headers};
    json::error_code error;
    if (auto parsed = json::parse(answer->body, error); !error) page.body = std::move(parsed);
    return page;
}

PageAnswer PersonAtPage::start(const std::string& user_id) {
    cookie_.clear();
    const json::object body{{"userId", user_id}, {"locale", "da-DK"}};
    auto answer = call("POST", "/reset/v1/sessions", json::serialize(body));
    const auto set = answer.header("Set-Cookie");
    cookie_ = set.substr(0, set.find(';'));
    return answer;
}

PageAnswer PersonAtPage::begin(const std::string& user_id) {
    auto answer = start(user_id);
    if (answer.status == 201) choose();
    return answer;
}

PageAnswer PersonAtPage::choose(const std::string& intent) {
    return call("POST", "/reset/v1/session/intent", R"({"intent":")" + intent + R"("})");
}

PageAnswer PersonAtPage::verify(const std::string& code) {
    const json::object body{{"method", "email"}, {"code", code}};
    return call("POST", "/reset/v1/session/verification", json::serialize(body));
}

PageAnswer PersonAtPage::ticket(const std::string& kind) {
    return call("POST", "/reset/v1/session/requests", R"({"kind":")" + kind + R"("})");
}

PageAnswer PersonAtPage::submit(const core::RequestId& id, const std::string& body) {
    return call("POST", "/reset/v1/session/requests/" + id.str(), body);
}

PageAnswer PersonAtPage::outcome(const core::RequestId& id, int wait) {
    return call("GET", "/reset/v1/session/requests/" + id.str() + "?wait=" + std::to_string(wait));
}

void PersonAtPage::prove(const std::string& user_id, Mailbox& mailbox, const std::string& address,
                         const std::string& intent) {
    if (start(user_id).status != 201) throw std::runtime_error("no session");
    if (choose(intent).status != 200) throw std::runtime_error("no intent");
    if (send_code().status != 202) throw std::runtime_error("no code");
    if (const auto verified = verify(mailbox.next_code(address)); verified.status != 200) {
        throw std::runtime_error("not verified: " + verified.text);
    }
}

Sealable PersonAtPage::seal(const std::string& password) {
    const auto issued = ticket();
    if (issued.status != 201) throw std::runtime_error("no ticket: " + issued.text);
    const auto& object = issued.body.as_object();
    json::array sealed;
    for (const auto& recipient : object.at("recipients").as_array()) {
        const auto* jwk = object_at(recipient, "jwk");
        const auto key = crypto::EcKey::from_jwk({text_in(jwk, "x"), text_in(jwk, "y")}).value();
        const crypto::JweClaims claims{{{"rid", issued.member("requestId")}, {"tid", issued.member("tenantId")}},
                                       {{"iat", object.at("iat").as_int64()}, {"exp", object.at("exp").as_int64()}}};
        const auto jwe = crypto::seal_jwe(key, claims, base::SecretBytes::copy_of(password)).value();
        sealed.push_back(json::object{{"kid", text_in(recipient.if_object(), "kid")}, {"jwe", jwe}});
    }
    return {core::RequestId(issued.member("requestId")), json::serialize(json::object{{"sealed", std::move(sealed)}})};
}

}  // namespace tilbage::testing
