#include "reset_page.h"

#include <bit>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "crypto/hash.h"
#include "crypto/jwe.h"
#include "fault.h"

namespace tilbage::bench {
namespace {

namespace json = boost::json;

constexpr std::size_t kEnvelopeSize = 1604;

std::string text(const json::object& object, const char* name) { return std::string(object.at(name).as_string()); }

// Offset 0: no current password. The rest as docs/protocol.md §2 has it.
base::SecretBytes envelope(const std::string& new_password) {
    base::SecretBytes made(kEnvelopeSize);
    auto bytes = made.open_mutable();
    bytes[2] = static_cast<std::uint8_t>(new_password.size() >> 8U);
    bytes[3] = static_cast<std::uint8_t>(new_password.size() & 0xffU);
    std::copy(new_password.begin(), new_password.end(), bytes.begin() + 4);
    return made;
}

crypto::JweClaims claims(const json::object& ticket) {
    crypto::JweClaims made;
    made.texts = {{"rid", text(ticket, "requestId")},
                  {"tid", text(ticket, "tenantId")},
                  {"sub", text(ticket, "sourceAnchor")},
                  {"knd", text(ticket, "kind")}};
    made.numbers = {{"iat", ticket.at("iat").to_number<std::int64_t>()},
                    {"exp", ticket.at("exp").to_number<std::int64_t>()}};
    return made;
}

std::string sealed_body(const json::object& ticket, const std::string& new_password) {
    json::array sealed;
    for (const auto& entry : ticket.at("recipients").as_array()) {
        const auto& recipient = entry.as_object();
        const auto& jwk = recipient.at("jwk").as_object();
        const auto key = crypto::EcKey::from_jwk({text(jwk, "x"), text(jwk, "y")});
        if (!key) throw BenchFault("a ticket's recipient: " + key.error().message);
        const auto jwe = crypto::seal_jwe(*key, claims(ticket), envelope(new_password));
        if (!jwe) throw BenchFault("sealing: " + jwe.error().message);
        sealed.push_back({{"kid", recipient.at("kid")}, {"jwe", *jwe}});
    }
    if (sealed.empty()) throw BenchFault("a ticket without recipients: is the agent connected?");
    return json::serialize(json::object{{"sealed", sealed}});
}

HttpCall post_call(const std::string& path, const std::string& cookie, const std::string& body) {
    HttpCall call{"POST", path, {}, body};
    if (!cookie.empty()) call.headers.emplace_back("Cookie", cookie);
    return call;
}

// docs/protocol.md §12: n such that the hash begins with so many zero bits.
json::object proof(const json::object& asked) {
    const auto challenge = text(asked, "challenge");
    const auto bits = asked.at("bits").to_number<int>();
    for (std::uint64_t n = 0;; ++n) {
        const auto number = std::to_string(n);
        const auto digest = crypto::sha256(challenge + "." + number);
        int zeros = 0;
        for (const auto byte : digest) {
            zeros += std::countl_zero(byte);
            if (byte != 0) break;
        }
        if (zeros >= bits) return {{"challenge", challenge}, {"n", number}};
    }
}

}  // namespace

HttpAnswer ResetPage::post(const std::string& path, const std::string& cookie, const std::string& body,
                           unsigned expected) {
    auto answer = connection_.exchange(post_call(path, cookie, body));
    if (answer.status != expected) {
        throw BenchFault("POST " + path + " was answered " + std::to_string(answer.status) + ": " + answer.body);
    }
    return answer;
}

ResetSession ResetPage::start(const Person& person, const std::string& intent) {
    json::object body{{"userId", person.upn}, {"locale", "en"}};
    auto answer = connection_.exchange(post_call("/reset/v1/sessions", {}, json::serialize(body)));
    if (answer.status == 428) {
        body["proof"] = proof(json::parse(answer.body).at("error").at("details").as_object());
        answer = connection_.exchange(post_call("/reset/v1/sessions", {}, json::serialize(body)));
    }
    if (answer.status != 201) throw BenchFault("no session, but " + std::to_string(answer.status) + answer.body);
    const auto cookie = answer.header("set-cookie");
    if (!cookie.starts_with("__Host-tilbage-reset=")) throw BenchFault("no session cookie, but: " + cookie);
    const ResetSession session{cookie.substr(0, cookie.find(';'))};
    post("/reset/v1/session/intent", session.cookie, json::serialize(json::object{{"intent", intent}}), 200);
    return session;
}

void ResetPage::send_code(const ResetSession& session) {
    post("/reset/v1/session/codes", session.cookie, R"({"method": "email"})", 202);
}

void ResetPage::verify(const ResetSession& session, const std::string& code) {
    const auto body = json::serialize(json::object{{"method", "email"}, {"code", code}});
    post("/reset/v1/session/verification", session.cookie, body, 200);
}

PreparedRequest ResetPage::prepare(const ResetSession& session, const std::string& kind,
                                   const std::string& new_password) {
    const std::string path = "/reset/v1/session/requests";
    const auto ticket =
        json::parse(post(path, session.cookie, json::serialize(json::object{{"kind", kind}}), 201).body).as_object();
    const auto body = kind == "unlock" ? "{}" : sealed_body(ticket, new_password);
    return {connection_.prepare(post_call(path + "/" + text(ticket, "requestId"), session.cookie, body)), new_password};
}

void require_success(const HttpAnswer& answer) {
    if (answer.status != 200)
        throw BenchFault("a request was answered " + std::to_string(answer.status) + ": " + answer.body);
    const auto reason = text(json::parse(answer.body).at("outcome").as_object(), "reason");
    if (reason != "succeeded") throw BenchFault("a request's outcome is " + answer.body);
}

}  // namespace tilbage::bench
