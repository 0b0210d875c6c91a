// A tenant for the engine's tests: docs/protocol.md §8 and §9 as far as an agent's configuration needs them, over real
// HTTPS on a loopback port. Any thread.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "adapters/http/router.h"
#include "adapters/http/server.h"
#include "adapters/http/url_encoding.h"
#include "base/encoding.h"
#include "base/guarded.h"
#include "base/random.h"
#include "connect/setup/cloud_client.h"
#include "crypto/hash.h"
#include "crypto/system_random.h"
#include "support/certificates.h"

namespace tilbage::connect::setup {

class FakeTenant {
public:
    static constexpr const char* kTenantId = "0b8e7d16-2f43-4c59-9a7e-d15c60f2b384";

    struct Agent {
        std::string id;
        std::string name;
        std::string host;
        std::string key_x;
        std::string created;
    };
    struct State {
        std::vector<Agent> agents;
        std::string token = "token-of-the-administrator";
        std::string role = "Global Administrator";
        std::string code_challenge;         // of the authorization that is under way
        std::vector<std::string> device;    // OAuth errors that come before the token
        unsigned refuses_with = 0;          // every call of Graph is answered so
        int registrations = 0;              // POSTs that were taken
        std::function<void()> on_register;  // after the agent is made, before the answer
    };

    FakeTenant() {
        const auto files = authority_.issue({"DNS:localhost", "IP:127.0.0.1"});
        adapters::http::Options options;
        options.certificate_file = files.certificate;
        options.private_key_file = files.key;
        add_routes();
        auto started = adapters::http::Server::start(
            options, [this](adapters::http::Request request, adapters::http::Reply reply) {
                router_(std::move(request), std::move(reply));
            });
        if (!started) throw std::runtime_error(started.error().message);
        server_ = std::move(*started);
    }
    ~FakeTenant() { server_.reset(); }
    FakeTenant(const FakeTenant&) = delete;
    FakeTenant& operator=(const FakeTenant&) = delete;

    [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(server_->port()); }
    [[nodiscard]] std::string ca_file() const { return authority_.ca_file(); }
    [[nodiscard]] CloudAddress address() const { return {url(), ca_file()}; }
    template <class F>
    decltype(auto) with(F&& use) {
        return state_.with(std::forward<F>(use));
    }
    [[nodiscard]] std::vector<Agent> agents() {
        return with([](State& state) { return state.agents; });
    }
    // Signed in, as the wizard would have it.
    [[nodiscard]] CloudSession session() {
        CloudSession session;
        session.address = address();
        session.token = token_of(with([](State& state) { return state.token; }));
        session.tenant_id = kTenantId;
        session.tenant_domain = "ex1.test";
        return session;
    }
    [[nodiscard]] static AccessToken token_of(const std::string& text) {
        return {.secret = std::make_shared<const base::SecretBytes>(base::SecretBytes::copy_of(text)),
                .expires_at = base::SystemClock().now() + std::chrono::hours(1)};
    }
    // Nobody answers any more.
    void stop() { server_->stop(std::chrono::milliseconds(0)); }

private:
    using Request = adapters::http::Request;
    using Response = adapters::http::Response;
    using Json = boost::json::object;

    static Response answer(unsigned status, const Json& body) {
        Response response;
        response.status = status;
        response.content_type = "application/json";
        response.body = boost::json::serialize(body);
        return response;
    }
    static Response refusal(unsigned status, const char* code) {
        return answer(status, {{"error", Json{{"code", code}, {"message", "refused by the test"}}}});
    }
    static Json agent_json(const Agent& agent) {
        return {{"id", agent.id},
                {"displayName", agent.name},
                {"host", agent.host},
                {"version", nullptr},
                {"state", "disconnected"},
                {"passwordWriteback", false},
                {"staging", false},
                {"lastHeartbeatDateTime", nullptr},
                {"roundTripMilliseconds", nullptr},
                {"domains", boost::json::array()},
                {"createdDateTime", agent.created},
                {"problem", nullptr}};
    }

    void graph(const char* method, const char* path, std::function<Response(State&, const Request&)> handle) {
        router_.add(method, path, [this, handle = std::move(handle)](Request request, adapters::http::Reply reply) {
            std::function<void()> then;
            auto response = state_.with([&](State& state) {
                if (state.refuses_with != 0) return refusal(state.refuses_with, "Refused");
                if (request.header("Authorization") != "Bearer " + state.token)
                    return refusal(401, "InvalidAuthenticationToken");
                auto made = handle(state, request);
                if (request.method == "POST") then = state.on_register;
                return made;
            });
            if (then) then();
            reply(std::move(response));
        });
    }

    static Response token(State& state) {
        return answer(200, {{"access_token", state.token}, {"token_type", "Bearer"}, {"expires_in", 3600}});
    }
    static Response token_answer(State& state, const Request& request) {
        const auto form = adapters::http::parse_form(request.body).value_or(std::vector<adapters::http::Parameter>());
        const auto value = [&](std::string_view name) {
            const auto found = std::ranges::find(form, name, &adapters::http::Parameter::name);
            return found == form.end() ? std::string() : found->value;
        };
        if (value("client_id") != "tilbage-connect") return answer(400, {{"error", "invalid_client"}});
        if (value("grant_type") == "authorization_code") {
            const bool proven = base::to_base64url(crypto::sha256(value("code_verifier"))) == state.code_challenge;
            return proven && value("code") == "the-code" ? token(state) : answer(400, {{"error", "invalid_grant"}});
        }
        if (value("device_code") != "the-device-code") return answer(400, {{"error", "invalid_grant"}});
        if (state.device.empty()) return token(state);
        const auto error = state.device.front();
        state.device.erase(state.device.begin());
        return answer(400, {{"error", error}});
    }

    void add_routes() {
        router_.add("GET", "/healthz", [](Request, adapters::http::Reply reply) { reply(Response()); });
        router_.add("POST", "/{tenant}/oauth2/v2.0/token", [this](Request request, adapters::http::Reply reply) {
            reply(state_.with([&](State& state) { return token_answer(state, request); }));
        });
        router_.add("POST", "/{tenant}/oauth2/v2.0/devicecode", [](Request, adapters::http::Reply reply) {
            reply(answer(200, {{"device_code", "the-device-code"},
                               {"user_code", "BCDF-GHJK"},
                               {"verification_uri", "https://localhost/device"},
                               {"expires_in", 600},
                               {"interval", 1}}));
        });
        graph("GET", "/v1.0/me", [](State&, const Request&) {
            return answer(200, {{"userPrincipalName", "admin@ex1.test"}, {"displayName", "Ada"}, {"id", "1"}});
        });
        graph("GET", "/v1.0/me/memberOf", [](State& state, const Request&) {
            return answer(200, {{"value", boost::json::array{Json{{"displayName", state.role}, {"id", "r"}}}}});
        });
        graph("GET", "/v1.0/organization", [](State&, const Request&) {
            const Json domain{{"name", "ex1.test"}, {"isDefault", true}};
            return answer(200, {{"value", boost::json::array{Json{{"id", kTenantId},
                                                                  {"displayName", "Ex1"},
                                                                  {"verifiedDomains", boost::json::array{domain}}}}}});
        });
        add_agent_routes();
    }
    void add_agent_routes() {
        graph("GET", "/beta/onPremisesAgents", [](State& state, const Request&) {
            boost::json::array agents;
            for (const auto& agent : state.agents) agents.push_back(agent_json(agent));
            return answer(200, {{"value", std::move(agents)}});
        });
        graph("POST", "/beta/onPremisesAgents", [](State& state, const Request& request) {
            const auto body = boost::json::parse(request.body).as_object();
            crypto::SystemRandom random;
            Agent agent{.id = base::new_uuid(random),
                        .name = body.at("displayName").as_string().c_str(),
                        .host = body.at("host").as_string().c_str(),
                        .key_x = body.at("signingKey").at("x").as_string().c_str(),
                        .created = "2099-01-01T00:00:00Z"};
            auto made = agent_json(agent);
            made["tenantId"] = kTenantId;
            made["tenantDomain"] = "ex1.test";
            state.agents.push_back(std::move(agent));
            ++state.registrations;
            return answer(201, made);
        });
        graph("DELETE", "/beta/onPremisesAgents/{id}", [](State& state, const Request& request) {
            const auto removed =
                std::erase_if(state.agents, [&](const Agent& agent) { return agent.id == request.path_value("id"); });
            return removed == 0 ? refusal(404, "Request_ResourceNotFound") : answer(204, {});
        });
    }

    testing::TestAuthority authority_;
    base::Guarded<State> state_;
    adapters::http::Router router_;
    std::unique_ptr<adapters::http::Server> server_;
};

}  // namespace tilbage::connect::setup
