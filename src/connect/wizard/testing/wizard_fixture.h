// A wizard on a loopback port for one test, over a fake directory and a fake tenant, and a browser's side of it.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <fmt/core.h>
#include <fstream>
#include <gtest/gtest.h>
#include <string>
#include <thread>

#include "connect/wizard/testing/fake_directory_setup.h"
#include "connect/wizard/testing/fake_tenant.h"
#include "connect/wizard/wizard.h"
#include "crypto/system_random.h"
#include "support/connection.h"
#include "support/temp_dir.h"

namespace tilbage::connect::wizard {

// The system's time and some more: a tenant's Date header is compared with it.
class ShiftedClock final : public base::Clock {
public:
    [[nodiscard]] base::TimePoint now() const override {
        return std::chrono::floor<base::Millis>(std::chrono::system_clock::now()) + base::Millis(shift_.load());
    }
    void advance(base::Millis time) { shift_ += time.count(); }

private:
    std::atomic<std::int64_t> shift_ = 0;
};

// An agent that is never there.
class NoAgentService final : public setup::AgentService {
public:
    [[nodiscard]] bool is_running(const std::filesystem::path&) override { return false; }
    [[nodiscard]] base::Result<void> start(const std::filesystem::path&) override {
        return base::fail(base::ErrorCode::unavailable, "nothing here can start the agent; run tilbage-connect run");
    }
    [[nodiscard]] base::Result<void> stop() override { return {}; }
};

struct Answer {
    int status = 0;
    tilbage::testing::HttpAnswer http;
    boost::json::value json;

    [[nodiscard]] std::string code() const { return std::string(json.at("error").at("code").as_string()); }
    [[nodiscard]] const boost::json::value& at(const char* pointer) const { return json.at_pointer(pointer); }
};

class WizardTest : public ::testing::Test {
protected:
    static constexpr const char* kAccount = "CN=svc,OU=Services,DC=ex1,DC=test";

    void SetUp() override {
        folder_.write("page/index.html",
                      "<!doctype html><meta property=\"csp-nonce\" nonce=\"__NONCE__\"><title>w</title>");
        folder_.write("page/assets/app-3fK9x2Qa.js", "1");
        state_dir_ = folder_.path() / "state";
        config_file_ = folder_.path() / "connect.toml";
        write_config("");
    }

    // What is known from before, besides the folder of keys.
    void write_config(const std::string& more) {
        folder_.write("connect.toml",
                      fmt::format("[agent]\nname = \"test\"\nstate_dir = \"{}\"\n{}", state_dir_.string(), more));
    }
    // As the administrator's guide finds an agent: tenant, directory and account known, not registered.
    void write_unregistered_config() {
        folder_.write("ad-password", "svc-secret-1\n");
        std::filesystem::permissions(folder_.path() / "ad-password", std::filesystem::perms::owner_read);
        write_config(
            fmt::format("[tenant]\nurl = \"{}\"\nca_file = \"{}\"\n[directory]\n"
                        "servers = [\"ldaps://dc1.ex1.test\"]\nca_file = \"{}\"\nbind_dn = \"{}\"\n"
                        "password_file = \"ad-password\"\n",
                        tenant_.url(), tenant_.ca_file(), tenant_.ca_file(), kAccount));
    }
    void start() {
        auto started = Wizard::start({.clock = clock_,
                                      .random = random_,
                                      .directories = directories_,
                                      .service = service_,
                                      .config_file = config_file_,
                                      .state_dir_if_new = state_dir_,
                                      .run_times = {}},
                                     {.port = 0, .page_folder = folder_.path() / "page"});
        ASSERT_TRUE(started) << started.error().message;
        wizard_ = std::move(*started);
        cookie_ = sign_in(path_of(wizard_->new_address()));
    }
    // As a kill and a new start.
    void start_again() {
        wizard_.reset();
        start();
    }

    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(wizard_->port()); }
    [[nodiscard]] std::string path_of(const std::string& address) const {
        return address.substr(("http://" + host()).size());
    }
    // The bytes of a request as they are; the connection is its own.
    [[nodiscard]] Answer raw(const std::string& request) const {
        auto connection = tilbage::testing::Connection::connect(wizard_->port());
        connection.send(request);
        Answer answer;
        answer.http = tilbage::testing::read_answer(connection);
        answer.status = answer.http.status;
        if (answer.http.header("content-type") == "application/json")
            answer.json = boost::json::parse(answer.http.body);
        return answer;
    }
    // The cookie that a one-time address gives, "" when it is refused.
    [[nodiscard]] std::string sign_in(const std::string& path) const {
        const auto answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
        const auto cookie = answer.http.header("set-cookie");
        return cookie.substr(0, cookie.find(';'));
    }
    [[nodiscard]] Answer get(const std::string& path) const {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie_ + "\r\n\r\n");
    }
    [[nodiscard]] Answer send(const std::string& method, const std::string& path, const std::string& body) const {
        return raw(
            fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\nCookie: {}\r\nX-Tilbage-Wizard: 1\r\n"
                        "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                        method, path, host(), host(), cookie_, body.size(), body));
    }
    [[nodiscard]] Answer put(const std::string& path, const std::string& body) const { return send("PUT", path, body); }
    [[nodiscard]] Answer post(const std::string& path, const std::string& body = "{}") const {
        return send("POST", path, body);
    }
    [[nodiscard]] Answer del(const std::string& path) const { return send("DELETE", path, ""); }

    // Through the tenant, as a browser would: gives the page that it ends on.
    [[nodiscard]] Answer sign_in_at_tenant(const std::string& code = "good-code") const {
        const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
        const std::string url(begun.at("/authorizeUrl").as_string());
        const auto at = url.find("&state=") + 7;
        const auto state = url.substr(at, url.find('&', at) - at);
        return raw("GET /callback?code=" + code + "&state=" + state + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    }
    [[nodiscard]] Answer add_directory(const std::string& password = "svc-secret-1") const {
        return post("/api/directories",
                    fmt::format("{{\"forest\": \"ex1.test\", \"account\": {{\"mode\": \"existing\", \"name\": \"{}\", "
                                "\"password\": \"{}\"}}}}",
                                kAccount, password));
    }
    [[nodiscard]] std::string pem() const {
        std::ifstream file(tenant_.ca_file());
        return std::string(std::istreambuf_iterator<char>(file), {});
    }
    // Whether `condition` becomes true within 20 s.
    template <class Condition>
    static bool eventually(Condition condition) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition()) {
            if (std::chrono::steady_clock::now() > end) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        return true;
    }

    const tilbage::testing::TempDir folder_;
    std::filesystem::path state_dir_;
    std::filesystem::path config_file_;
    ShiftedClock clock_;
    crypto::SystemRandom random_;
    FakeDirectorySetup directories_;
    FakeTenant tenant_;
    NoAgentService service_;
    std::unique_ptr<Wizard> wizard_;
    std::string cookie_;
};

}  // namespace tilbage::connect::wizard
