#include "integration/tenant/administrator_browser.h"

#include <array>
#include <chrono>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdexcept>

#include "adapters/http/url_encoding.h"

namespace tilbage::testing {

namespace json = boost::json;
namespace http = adapters::http;

namespace {

std::string from_base32(const std::string& text) {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : text) {
        buffer = (buffer << 5U) | static_cast<unsigned>(alphabet.find(c));
        bits += 5;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((buffer >> static_cast<unsigned>(bits)) & 0xffU);
    }
    return bytes;
}

std::string encode(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
        text += (text.empty() ? "" : "&") + name + "=" + http::percent_encode(value);
    return text;
}

// `fields` with those of `instead` in place of their namesakes.
Fields replaced(Fields fields, const Fields& instead) {
    for (const auto& [name, value] : instead) {
        std::erase_if(fields, [&, &wanted = name](const auto& field) { return field.first == wanted; });
    }
    for (const auto& field : instead)
        if (!field.second.empty()) fields.push_back(field);
    return fields;
}

}  // namespace

std::string totp_code(const std::string& base32, int steps) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    auto counter = static_cast<std::uint64_t>(seconds / 30 + steps);
    std::array<unsigned char, 8> message{};
    for (auto byte = message.rbegin(); byte != message.rend(); ++byte, counter >>= 8U)
        *byte = static_cast<unsigned char>(counter & 0xffU);
    const auto key = from_base32(base32);
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned size = 0;
    HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(), message.size(), mac.data(), &size);
    const std::size_t at = mac.at(19) & 0x0fU;
    const unsigned number = ((mac.at(at) & 0x7fU) << 24U) | (static_cast<unsigned>(mac.at(at + 1)) << 16U) |
                            (static_cast<unsigned>(mac.at(at + 2)) << 8U) | mac.at(at + 3);
    return fmt::format("{:06}", number % 1000000);
}

std::string query_value(const std::string& address, const std::string& name) {
    const auto question = address.find('?');
    if (question == std::string::npos) return {};
    const auto parameters = http::parse_form(std::string_view(address).substr(question + 1));
    if (!parameters) return {};
    for (const auto& parameter : *parameters)
        if (parameter.name == name) return parameter.value;
    return {};
}

AdministratorBrowser::AdministratorBrowser(const TenantProcess& tenant)
    : tenant_(tenant), client_({.ca_file = tenant.ca_file(), .timeout = std::chrono::seconds(60)}) {}

PageAnswer AdministratorBrowser::send(adapters::curl::HttpRequest request) {
    request.url = tenant_.url() + request.url;
    std::string jar;
    for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
    if (!jar.empty()) request.headers.push_back({"Cookie", jar});
    const auto answer = client_.send(request);
    if (!answer) throw std::runtime_error(answer.error().message);
    PageAnswer page{static_cast<int>(answer->status), answer->body, nullptr, answer->headers};
    for (const auto& header : answer->headers) {
        if (!http::equal_ignoring_case(header.name, "Set-Cookie")) continue;
        const auto pair = header.value.substr(0, header.value.find(';'));
        const auto equals = pair.find('=');
        cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    json::error_code error;
    if (auto parsed = json::parse(answer->body, error); !error) page.body = std::move(parsed);
    return page;
}

PageAnswer AdministratorBrowser::get(const std::string& path, std::vector<adapters::curl::HttpHeader> headers) {
    return send({.method = "GET", .url = path, .headers = std::move(headers), .body = {}});
}

PageAnswer AdministratorBrowser::post(const std::string& path, const json::object& body, const std::string& origin) {
    return send(
        {.method = "POST",
         .url = path,
         .headers = {{"Content-Type", "application/json"}, {"Origin", origin == "own" ? tenant_.url() : origin}},
         .body = json::serialize(body)});
}

PageAnswer AdministratorBrowser::form(const std::string& path, const Fields& fields) {
    return send({.method = "POST",
                 .url = path,
                 .headers = {{"Content-Type", "application/x-www-form-urlencoded"}},
                 .body = encode(fields)});
}

PageAnswer AdministratorBrowser::authorize(const Fields& instead) {
    const Fields fields = replaced({{"response_type", "code"},
                                    {"client_id", "portal"},
                                    {"redirect_uri", tenant_.url() + "/portal/callback"},
                                    {"state", "st&te=1"},
                                    {"code_challenge", kChallenge},
                                    {"code_challenge_method", "S256"}},
                                   instead);
    return get("/ex1.test/oauth2/v2.0/authorize?" + encode(fields));
}

std::string AdministratorBrowser::flow_in(const PageAnswer& answer) {
    const auto location = answer.header("Location");
    return location.starts_with("/signin?") ? query_value(location, "flow") : std::string{};
}

PageAnswer AdministratorBrowser::password(const std::string& flow, const std::string& password,
                                          const std::string& user_name) {
    return post("/signin/v1/flows/" + flow + "/password", {{"userName", user_name}, {"password", password}});
}

PageAnswer AdministratorBrowser::code(const std::string& flow, const std::string& code) {
    return post("/signin/v1/flows/" + flow + "/totp", {{"code", code}});
}

PageAnswer AdministratorBrowser::enrol(const std::string& flow) {
    const auto enrolment = post("/signin/v1/flows/" + flow + "/totp/enrolment", {});
    secret = enrolment.member("secret");
    enrolled_with = totp_code(secret);
    steps_used = 1;
    return post("/signin/v1/flows/" + flow + "/totp/enrolment/confirmation", {{"code", enrolled_with}});
}

PageAnswer AdministratorBrowser::sign_in(const Fields& instead) {
    const auto flow = begin(instead);
    auto answer = password(flow);
    if (answer.member("step") == "enrol_totp") answer = enrol(flow);
    if (answer.member("step") == "totp") answer = code(flow, totp_code(secret, steps_used++));
    return answer;
}

PageAnswer AdministratorBrowser::exchange(const std::string& code, const Fields& instead) {
    return form("/ex1.test/oauth2/v2.0/token", replaced({{"grant_type", "authorization_code"},
                                                         {"client_id", "portal"},
                                                         {"code", code},
                                                         {"redirect_uri", tenant_.url() + "/portal/callback"},
                                                         {"code_verifier", kVerifier}},
                                                        instead));
}

std::string AdministratorBrowser::new_token() {
    const auto done = sign_in();
    const auto given = exchange(query_value(done.member("redirectTo"), "code"));
    if (given.status != 200) throw std::runtime_error("no token: " + done.text + given.text);
    return given.member("access_token");
}

}  // namespace tilbage::testing
