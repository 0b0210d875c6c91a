#include "integration/tenant/application_visitor.h"

#include <algorithm>
#include <future>
#include <stdexcept>

#include "adapters/http/url_encoding.h"
#include "base/encoding.h"
#include "crypto/jwe.h"
#include "crypto/rsa_key.h"

namespace tilbage::testing {

namespace json = boost::json;

namespace {

std::string line_of(const std::string& output, const std::string& name) {
    const auto at = output.find(name + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 2;
    return output.substr(begin, output.find('\n', begin) - begin);
}

Fields replaced(Fields fields, const Fields& instead) {
    for (const auto& [name, value] : instead) {
        std::erase_if(fields, [&, &wanted = name](const auto& field) { return field.first == wanted; });
    }
    for (const auto& field : instead)
        if (!field.second.empty()) fields.push_back(field);
    return fields;
}

json::object decoded(std::string_view part) {
    const auto bytes = base::from_base64url(part);
    return bytes ? json::parse(base::as_text(*bytes)).as_object() : json::object{};
}

// Whatever is sealed: a scripted agent does not look.
json::object sealed_for(const PageAnswer& ticket) {
    json::array sealed;
    const auto& issued = ticket.body.as_object();
    for (const auto& recipient : issued.at("recipients").as_array()) {
        const auto& jwk = recipient.at("jwk").as_object();
        const auto key =
            crypto::EcKey::from_jwk({std::string(jwk.at("x").as_string()), std::string(jwk.at("y").as_string())})
                .value();
        const crypto::JweClaims claims{{{"rid", ticket.member("requestId")}, {"tid", ticket.member("tenantId")}},
                                       {{"iat", issued.at("iat").as_int64()}, {"exp", issued.at("exp").as_int64()}}};
        sealed.push_back(
            json::object{{"kid", recipient.at("kid")},
                         {"jwe", crypto::seal_jwe(key, claims, base::SecretBytes::copy_of("a password")).value()}});
    }
    return {{"sealed", sealed}};
}

}  // namespace

RegisteredApplication register_application(const TenantProcess& tenant, const std::string& name,
                                           const std::vector<std::string>& options) {
    std::vector<std::string> arguments{"application", "add", "--config", tenant.config_file(), name};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const auto done = tenant.command(arguments);
    if (done.exit_code != 0) throw std::runtime_error(done.output);
    return {line_of(done.output, "client_id"), line_of(done.output, "\nsecret")};
}

std::optional<json::object> verified_claims(AdministratorBrowser& browser, const std::string& token) {
    const auto first = token.find('.');
    const auto second = token.find('.', first + 1);
    if (first == std::string::npos || second == std::string::npos) return std::nullopt;
    const auto header = decoded(token.substr(0, first));
    const auto signature = base::from_base64url(std::string_view(token).substr(second + 1));
    const auto keys = browser.get("/ex1.test/discovery/v2.0/keys");
    for (const auto& jwk : keys.body.at("keys").as_array()) {
        if (jwk.at("kid") != header.at("kid")) continue;
        const crypto::RsaPublicKey key{std::string(jwk.at("n").as_string()), std::string(jwk.at("e").as_string())};
        if (signature && crypto::verifies(key, token.substr(0, second), *signature))
            return decoded(token.substr(first + 1, second - first - 1));
    }
    return std::nullopt;
}

PageAnswer ApplicationVisitor::authorize(const Fields& instead, const std::string& tenant) {
    const auto fields = replaced({{"response_type", "code"},
                                  {"client_id", application.id},
                                  {"redirect_uri", kCallback},
                                  {"scope", "openid profile email"},
                                  {"state", "st&te=1"},
                                  {"nonce", "n0nce"},
                                  {"code_challenge", kChallenge},
                                  {"code_challenge_method", "S256"}},
                                 instead);
    std::string query;
    for (const auto& [name, value] : fields)
        query += (query.empty() ? "" : "&") + name + "=" + adapters::http::percent_encode(value);
    return browser.get("/" + tenant + "/oauth2/v2.0/authorize?" + query);
}

std::string ApplicationVisitor::flow_in(const PageAnswer& answer) {
    const std::string marker = "#application=";
    const auto location = answer.header("Location");
    const auto at = location.find(marker);
    return location.starts_with("/account?") && at != std::string::npos ? location.substr(at + marker.size())
                                                                        : std::string{};
}

PageAnswer ApplicationVisitor::sign_in(core::Reason reason, const std::string& user) {
    const auto ticket = browser.post("/account/v1/sign-in", {{"userId", user}, {"locale", "da-DK"}});
    if (ticket.status != 201) throw std::runtime_error("no ticket: " + ticket.text);
    auto asked = std::async(std::launch::async, [&] {
        const auto request = world_.agent->next_request();
        world_.agent->answer(request.binding.request_id, reason);
    });
    auto answer = browser.post("/account/v1/sign-in/" + ticket.member("requestId"), sealed_for(ticket));
    asked.get();
    return answer;
}

std::string ApplicationVisitor::arrive(const Fields& instead) {
    const auto begun = authorize(instead);
    const auto flow = flow_in(begun);
    if (flow.empty()) return begun.header("Location");
    auto answer = go_on(flow);
    if (answer.member("step") == "sign_in") {
        if (const auto signed_in = sign_in(); signed_in.status != 200) throw std::runtime_error(signed_in.text);
        answer = go_on(flow);
    }
    return answer.member("redirectTo");
}

PageAnswer ApplicationVisitor::token(const Fields& fields, const std::string& tenant) {
    return browser.form("/" + tenant + "/oauth2/v2.0/token", fields);
}

PageAnswer ApplicationVisitor::exchange(const std::string& code, const Fields& instead) {
    return token(replaced({{"grant_type", "authorization_code"},
                           {"client_id", application.id},
                           {"client_secret", application.secret},
                           {"code", code},
                           {"redirect_uri", kCallback},
                           {"code_verifier", kVerifier}},
                          instead));
}

PageAnswer ApplicationVisitor::refresh(const std::string& refresh_token, const Fields& instead) {
    return token(replaced({{"grant_type", "refresh_token"},
                           {"client_id", application.id},
                           {"client_secret", application.secret},
                           {"refresh_token", refresh_token}},
                          instead));
}

}  // namespace tilbage::testing
