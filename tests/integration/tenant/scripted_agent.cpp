#include "integration/tenant/scripted_agent.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <stdexcept>

#include "adapters/curl/http_client.h"
#include "base/clock.h"
#include "crypto/jwe.h"
#include "crypto/jwt.h"
#include "crypto/system_random.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

json::object post(const TenantProcess& tenant, const std::string& path, const std::string& type,
                  const std::string& body) {
    adapters::curl::HttpClient client({.ca_file = tenant.ca_file()});
    adapters::curl::HttpRequest request;
    request.method = "POST";
    request.url = tenant.url() + path;
    request.headers = {{"Content-Type", type}};
    request.body = body;
    const auto answer = client.send(request);
    if (!answer) throw std::runtime_error(answer.error().message);
    if (answer->status >= 300) throw std::runtime_error(path + ": " + std::to_string(answer->status) + answer->body);
    return json::parse(answer->body).as_object();
}

std::string text_of(const json::object& object, std::string_view name) {
    return std::string(object.at(name).as_string());
}

}  // namespace

ScriptedAgent::ScriptedAgent(const TenantProcess& tenant, const std::string& code, const std::string& name)
    : tenant_(tenant), name_(name) {
    const auto& jwk = signing_key_.jwk();
    const json::object body{
        {"code", code}, {"name", name}, {"signing_key", {{"kty", "EC"}, {"crv", "P-256"}, {"x", jwk.x}, {"y", jwk.y}}}};
    id_ = text_of(post(tenant, "/connect/v1/enroll", "application/json", json::serialize(body)), "agent_id");
}

ScriptedAgent::~ScriptedAgent() = default;

std::string ScriptedAgent::new_token() const {
    crypto::SystemRandom random;
    const auto now = base::to_seconds(base::SystemClock().now());
    const std::string path = "/ex1.test/oauth2/v2.0/token";
    const auto assertion =
        crypto::sign_jwt(signing_key_, {id_, id_, tenant_.url() + path, base::new_uuid(random), now, now + 60});
    const auto form = "grant_type=client_credentials&client_id=" + id_ +
                      "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                      "&client_assertion=" +
                      assertion.value();
    return text_of(post(tenant_, path, "application/x-www-form-urlencoded", form), "access_token");
}

bool ScriptedAgent::connect(const std::string& token, int max_in_flight) {
    client_.reset();
    {
        std::lock_guard lock(mutex_);
        open_ = welcomed_ = false;
        closed_.reset();
    }
    adapters::http::WsClientHandler handler;
    handler.on_open = [this] {
        std::lock_guard lock(mutex_);
        open_ = true;
        changed_.notify_all();
    };
    handler.on_message = [this](const std::string& frame) { received(frame); };
    handler.on_close = [this](const adapters::http::WsCloseInfo& info) {
        std::lock_guard lock(mutex_);
        closed_ = info;
        changed_.notify_all();
    };
    client_ = std::make_unique<adapters::http::WebSocketClient>(
        adapters::http::WsClientOptions{.ca_file = tenant_.ca_file()}, handler);
    client_->connect({"wss://127.0.0.1:" + std::to_string(tenant_.port()) + "/relay/v1",
                      std::string(wire::kRelaySubprotocol),
                      {{"Authorization", "Bearer " + token}}});
    if (!wait_until([this] { return open_ || closed_; }) || closed_) return false;
    wire::Hello hello;
    hello.software = "scripted/1";
    hello.sealing_keys = {{sealing_key_.jwk().thumbprint(), sealing_key_.jwk()}};
    hello.domains = {{"ex1.test", "EX1", "DC=ex1,DC=test"}};
    hello.max_in_flight = max_in_flight;
    hello.host = "host-of-" + name_;
    hello.writeback = writeback;
    hello.staging = staging;
    hello.judges_passwords = judges_passwords;
    send(wire::encode(hello));
    return wait_until([this] { return welcomed_ || closed_; }) && welcomed_;
}

void ScriptedAgent::disconnect() {
    client_->close();
    (void)wait_until([this] { return closed_.has_value(); });
}

core::Request ScriptedAgent::next_request() {
    if (!wait_until([this] { return !requests_.empty(); })) throw std::runtime_error("no request came");
    std::lock_guard lock(mutex_);
    auto request = std::move(requests_.front());
    requests_.pop_front();
    return request;
}

std::size_t ScriptedAgent::waiting_requests() {
    std::lock_guard lock(mutex_);
    return requests_.size();
}

void ScriptedAgent::answer(const core::RequestId& id, core::Reason reason, const core::OutcomeDetails& details) {
    core::Outcome outcome;
    outcome.reason = reason;
    outcome.details = details;
    answer(id, outcome);
}

void ScriptedAgent::answer(const core::RequestId& id, const core::Outcome& outcome) {
    send(wire::encode(wire::OutcomeMessage{id, outcome, 0, base::SystemClock().now()}));
}

bool ScriptedAgent::acknowledged(const core::RequestId& id) {
    return wait_until([&] { return std::ranges::find(acks_, id) != acks_.end(); });
}

adapters::http::WsCloseInfo ScriptedAgent::wait_for_close() {
    if (!wait_until([this] { return closed_.has_value(); })) throw std::runtime_error("the connection stays open");
    std::lock_guard lock(mutex_);
    return *closed_;
}

bool ScriptedAgent::opens(const std::string& sealed, const std::string& password) const {
    return plaintext_of(sealed) == password;
}

std::string ScriptedAgent::plaintext_of(const std::string& sealed) const {
    const auto opened = crypto::open_jwe(sealed, sealing_key_);
    return opened ? std::string(opened->plaintext.open_text()) : std::string{};
}

bool ScriptedAgent::rolled_keys() {
    return wait_until([this] { return rolled_; });
}

bool ScriptedAgent::woken(int times) {
    return wait_until([&] { return wakes_ >= times; });
}

bool ScriptedAgent::told_bans(const std::function<bool(const core::TenantBans&)>& wanted) {
    return wait_until([&] { return !bans_.empty() && wanted(bans_.back()); });
}

std::size_t ScriptedAgent::times_told_bans() {
    std::lock_guard lock(mutex_);
    return bans_.size();
}

void ScriptedAgent::roll_keys() {
    const auto next = crypto::EcKey::generate().value();
    send(wire::encode(wire::Keys{{{next.jwk().thumbprint(), next.jwk()}}}));
    std::lock_guard lock(mutex_);
    sealing_key_ = next;
    rolled_ = true;
    changed_.notify_all();
}

void ScriptedAgent::received(const std::string& frame) {
    auto message = wire::decode_relay(frame);
    if (!message) throw std::runtime_error("the tenant sent what is no frame: " + message.error().message);
    if (const auto* ping = std::get_if<wire::Ping>(&*message)) send(wire::encode(wire::Pong{ping->n}));
    if (std::holds_alternative<wire::RollKeys>(*message)) roll_keys();
    std::lock_guard lock(mutex_);
    if (std::holds_alternative<wire::Welcome>(*message)) welcomed_ = true;
    if (auto* request = std::get_if<wire::RequestMessage>(&*message)) requests_.push_back(std::move(request->request));
    if (std::holds_alternative<wire::SyncWake>(*message)) ++wakes_;
    if (auto* banned = std::get_if<wire::BannedPasswords>(&*message)) bans_.push_back(std::move(banned->bans));
    if (const auto* ack = std::get_if<wire::Ack>(&*message)) acks_.push_back(ack->id);
    changed_.notify_all();
}

template <class Condition>
bool ScriptedAgent::wait_until(Condition condition) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(15), condition);
}

}  // namespace tilbage::testing
