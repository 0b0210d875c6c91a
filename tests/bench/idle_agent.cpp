#include "idle_agent.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>

#include "base/random.h"
#include "crypto/jwt.h"
#include "crypto/system_random.h"
#include "fault.h"
#include "websocket_frames.h"

namespace tilbage::bench {
namespace {

namespace json = boost::json;

constexpr const char* kAssertionType = "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
constexpr std::int64_t kAssertionSeconds = 120;

crypto::EcKey new_key() {
    auto key = crypto::EcKey::generate();
    if (!key) throw BenchFault("making a key: " + key.error().message);
    return *key;
}

json::object jwk_of(const crypto::EcKey& key) {
    return {{"kty", "EC"}, {"crv", "P-256"}, {"x", key.jwk().x}, {"y", key.jwk().y}};
}

json::object call(HttpsConnection& connection, const HttpCall& asked, unsigned expected) {
    const auto answer = connection.exchange(asked);
    if (answer.status != expected) {
        throw BenchFault(asked.path + " was answered " + std::to_string(answer.status) + ": " + answer.body);
    }
    return json::parse(answer.body).as_object();
}

std::string enrol(HttpsConnection& connection, const std::string& code, const crypto::EcKey& key) {
    const json::object body{{"code", code}, {"name", "idle"}, {"signing_key", jwk_of(key)}};
    const auto answer = call(connection, {"POST", "/connect/v1/enroll", {}, json::serialize(body)}, 201);
    return std::string(answer.at("agent_id").as_string());
}

std::string assertion(const std::string& agent_id, const std::string& audience, const crypto::EcKey& key) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto issued_at = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    crypto::SystemRandom random;
    const auto signed_jwt = crypto::sign_jwt(
        key, {agent_id, agent_id, audience, base::new_token(random), issued_at, issued_at + kAssertionSeconds});
    if (!signed_jwt) throw BenchFault("signing: " + signed_jwt.error().message);
    return *signed_jwt;
}

std::string token(HttpsConnection& connection, const IdleTenant& tenant, const std::string& agent_id,
                  const crypto::EcKey& key) {
    const auto path = "/" + tenant.domain + "/oauth2/v2.0/token";
    const auto form = "grant_type=client_credentials&client_id=" + agent_id +
                      "&client_assertion_type=" + kAssertionType +
                      "&client_assertion=" + assertion(agent_id, tenant.server.base_url + path, key);
    const auto answer = call(connection, {"POST", path, {}, form, "application/x-www-form-urlencoded"}, 200);
    return std::string(answer.at("access_token").as_string());
}

void upgrade(HttpsConnection& connection, const std::string& access_token) {
    const HttpCall asked{"GET",
                         "/relay/v1",
                         {{"Connection", "Upgrade"},
                          {"Upgrade", "websocket"},
                          {"Sec-WebSocket-Version", "13"},
                          {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                          {"Sec-WebSocket-Protocol", "tilbage.relay.v1"},
                          {"Authorization", "Bearer " + access_token}},
                         {}};
    const auto answer = connection.exchange(asked);
    if (answer.status != 101)
        throw BenchFault("/relay/v1 was answered " + std::to_string(answer.status) + ": " + answer.body);
}

void say_hello(HttpsConnection& connection, const std::string& domain) {
    const auto sealing = new_key();
    const json::object hello{{"type", "hello"},
                             {"software", "idle/1"},
                             {"sealing_keys", {{{"kid", sealing.jwk().thumbprint()}, {"jwk", jwk_of(sealing)}}}},
                             {"domains", {{{"dns", domain}, {"netbios", "IDLE"}, {"base_dn", "DC=idle,DC=test"}}}},
                             {"max_in_flight", 8}};
    connection.write(client_frame({Opcode::text, json::serialize(hello)}));
}

void await_welcome(HttpsConnection& connection) {
    for (;;) {
        const auto frame = take_server_frame(connection.received());
        if (!frame) {
            connection.receive();
        } else if (frame->opcode == Opcode::close) {
            throw BenchFault("the relay closed instead of saying welcome");
        } else if (frame->opcode == Opcode::text) {
            if (json::parse(frame->payload).at("type") != "welcome")
                throw BenchFault("no welcome, but: " + frame->payload);
            return;
        }
    }
}

}  // namespace

std::unique_ptr<HttpsConnection> connect_idle_agent(const TlsTrust& trust, const IdleTenant& tenant,
                                                    const std::string& code, const std::string& source_address) {
    auto connection = std::make_unique<HttpsConnection>(trust, tenant.server, source_address);
    const auto key = new_key();
    const auto agent_id = enrol(*connection, code, key);
    upgrade(*connection, token(*connection, tenant, agent_id, key));
    say_hello(*connection, tenant.domain);
    await_welcome(*connection);
    return connection;
}

}  // namespace tilbage::bench
