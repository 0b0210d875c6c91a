// A wizard on a loopback port for one test, over a fake directory and a fake tenant, and a browser's side of it.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
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

    void SetUp() override;

    // What is known from before, besides the folder of keys.
    void write_config(const std::string& more);
    // As the administrator's guide finds an agent: tenant, directory and account known, not registered.
    void write_unregistered_config();
    void start();
    // As a kill and a new start.
    void start_again();

    [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(wizard_->port()); }
    [[nodiscard]] std::string path_of(const std::string& address) const {
        return address.substr(("http://" + host()).size());
    }
    // The bytes of a request as they are; the connection is its own.
    [[nodiscard]] Answer raw(const std::string& request) const;
    // The cookie that a one-time address gives, "" when it is refused.
    [[nodiscard]] std::string sign_in(const std::string& path) const;
    [[nodiscard]] Answer get(const std::string& path) const;
    [[nodiscard]] Answer send(const std::string& method, const std::string& path, const std::string& body) const;
    [[nodiscard]] Answer put(const std::string& path, const std::string& body) const { return send("PUT", path, body); }
    [[nodiscard]] Answer post(const std::string& path, const std::string& body = "{}") const {
        return send("POST", path, body);
    }
    [[nodiscard]] Answer del(const std::string& path) const { return send("DELETE", path, ""); }

    // Through the tenant, as a browser would: gives the page that it ends on.
    [[nodiscard]] Answer sign_in_at_tenant(const std::string& code = "good-code") const;
    [[nodiscard]] Answer add_directory(const std::string& password = "svc-secret-1") const;
    [[nodiscard]] std::string pem() const;
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

// What the tests of the API have besides.
class WizardApi : public WizardTest {
protected:
    // A scope: one unit of the directory.
    static constexpr const char* kPeople =
        R"({"mode": "selected", "include": ["OU=People,DC=ex1,DC=test"], "includeNewUnits": true})";

    // Nothing that is a secret of these tests may ever be in an answer.
    static void expect_no_secret(const Answer& answer);
    [[nodiscard]] Answer set_cloud() const;
    // The names of the planned actions.
    [[nodiscard]] std::vector<std::string> planned() const;
};

}  // namespace tilbage::connect::wizard
