// A tenant for the wizard's tests: real HTTPS, canned answers of the calls that an administrator's client makes
// (docs/protocol.md §8, §9), and switches for what may go wrong.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "adapters/http/router.h"
#include "support/certificates.h"

namespace tilbage::connect::wizard {

class FakeTenant {
public:
    static constexpr const char* kTenantId = "0b8e7d16-2f43-4c59-9a7e-d15c60f2b384";
    static constexpr const char* kAgentId = "5a1f2c0e-93b4-4d7a-8e21-6f0d3b9c4a55";

    FakeTenant() { start(0); }

    [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(port_); }
    [[nodiscard]] std::string ca_file() const { return authority_.ca_file(); }
    // Nobody answers at its address any more; come_back() is at the same one.
    void go_away() { server_.reset(); }
    void come_back() { start(port_); }

    // Changed by tests, read by the server's workers.
    struct Answers {
        std::string role = "Global Administrator";
        std::string token = "access-secret-1";  // of who signs in next, and the only one that is accepted
        bool device_code_is_used = false;
        int lifetime = 3600;
        std::map<std::string, std::string> domains{{"ex1.test", "none"}};
        boost::json::array agents;
        int removed = 0;
        std::string last_form;
    };
    template <class Use>
    auto with(Use use) {
        std::lock_guard lock(mutex_);
        return use(answers_);
    }

private:
    using Request = adapters::http::Request;
    using Response = adapters::http::Response;

    static Response json(unsigned status, const boost::json::object& object) {
        Response response;
        response.status = status;
        response.content_type = "application/json";
        response.body = boost::json::serialize(object);
        return response;
    }
    static Response graph_error(unsigned status, const char* code) {
        return json(status, {{"error", {{"code", code}, {"message", "no"}}}});
    }

    void start(std::uint16_t port) {
        adapters::http::Router router;
        const auto add = [&](const char* method, const char* path, auto answer) {
            router.add(method, path, [this, answer](const Request& request, const adapters::http::Reply& reply) {
                reply(with([&](Answers& answers) { return answer(request, answers); }));
            });
        };
        const auto add_graph = [&](const char* method, const char* path, auto answer) {
            add(method, path, [answer](const Request& request, Answers& answers) {
                if (request.header("Authorization") != "Bearer " + answers.token)
                    return graph_error(401, "InvalidAuthenticationToken");
                return answer(request, answers);
            });
        };
        add("GET", "/healthz", [](const Request&, Answers&) { return Response{}; });
        add("POST", "/{tenant}/oauth2/v2.0/token", token);
        add("POST", "/{tenant}/oauth2/v2.0/devicecode", [](const Request&, Answers&) {
            return json(200, {{"device_code", "device-secret-1"},
                              {"user_code", "BCDF-GHJK"},
                              {"verification_uri", "https://localhost/device"},
                              {"expires_in", 600},
                              {"interval", 0}});
        });
        add_graph("GET", "/v1.0/me", [](const Request&, Answers&) {
            return json(200, {{"userPrincipalName", "admin@ex1.test"}, {"displayName", "Ada Admin"}});
        });
        add_graph("GET", "/v1.0/organization", [](const Request&, Answers&) {
            return json(
                200,
                {{"value", {{{"id", kTenantId}, {"verifiedDomains", {{{"name", "ex1.test"}, {"isDefault", true}}}}}}}});
        });
        add_graph("GET", "/v1.0/me/memberOf", [](const Request&, Answers& answers) {
            return json(
                200, {{"value", {{{"@odata.type", "#microsoft.graph.directoryRole"}, {"displayName", answers.role}}}}});
        });
        add_graph("GET", "/beta/domains", [](const Request&, Answers& answers) {
            boost::json::array value;
            for (const auto& [id, type] : answers.domains) value.push_back({{"id", id}, {"signInType", type}});
            return json(200, {{"value", value}});
        });
        add_graph("PATCH", "/beta/domains/{id}", [](const Request& request, Answers& answers) {
            const auto found = answers.domains.find(std::string(request.path_value("id")));
            if (found == answers.domains.end()) return graph_error(404, "Request_ResourceNotFound");
            found->second = boost::json::parse(request.body).at("signInType").as_string().c_str();
            return json(200, {});
        });
        add_graph("GET", "/beta/onPremisesAgents",
                  [](const Request&, Answers& answers) { return json(200, {{"value", answers.agents}}); });
        add_graph("POST", "/beta/onPremisesAgents", [](const Request&, Answers&) {
            return json(201, {{"id", kAgentId}, {"tenantId", kTenantId}, {"tenantDomain", "ex1.test"}});
        });
        add_graph("DELETE", "/beta/onPremisesAgents/{id}", [](const Request&, Answers& answers) {
            ++answers.removed;
            Response response;
            response.status = 204;
            return response;
        });
        adapters::http::Options options;
        options.port = port;
        options.certificate_file = files_.certificate;
        options.private_key_file = files_.key;
        auto started = adapters::http::Server::start(std::move(options), std::move(router));
        if (!started) throw std::runtime_error(started.error().message);
        server_ = std::move(*started);
        port_ = server_->port();
    }

    static Response token(const Request& request, Answers& answers) {
        answers.last_form = request.body;
        const bool by_device = request.body.find("device_code=device-secret-1") != std::string::npos;
        if (by_device && !answers.device_code_is_used) return json(400, {{"error", "authorization_pending"}});
        if (!by_device && request.body.find("&code=good-code&") == std::string::npos)
            return json(400, {{"error", "invalid_grant"}});
        return json(200, {{"access_token", answers.token}, {"token_type", "Bearer"}, {"expires_in", answers.lifetime}});
    }

    const testing::TestAuthority authority_;
    const testing::CertificateFiles files_ = authority_.issue({"DNS:localhost", "IP:127.0.0.1"});
    std::mutex mutex_;
    Answers answers_;
    std::uint16_t port_ = 0;
    std::unique_ptr<adapters::http::Server> server_;
};

}  // namespace tilbage::connect::wizard
