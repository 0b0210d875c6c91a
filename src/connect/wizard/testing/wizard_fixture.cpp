#include "connect/wizard/testing/wizard_fixture.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fmt/core.h>
#include <fstream>

#include "support/connection.h"

namespace tilbage::connect::wizard {

void WizardTest::SetUp() {
    folder_.write("page/index.html",
                  "<!doctype html><meta property=\"csp-nonce\" nonce=\"__NONCE__\"><title>w</title>");
    folder_.write("page/assets/app-3fK9x2Qa.js", "1");
    state_dir_ = folder_.path() / "state";
    config_file_ = folder_.path() / "connect.toml";
    write_config("");
}

void WizardTest::write_config(const std::string& more) {
    folder_.write("connect.toml",
                  fmt::format("[agent]\nname = \"test\"\nstate_dir = \"{}\"\n{}", state_dir_.string(), more));
}

void WizardTest::write_unregistered_config() {
    folder_.write("ad-password", "svc-secret-1\n");
    std::filesystem::permissions(folder_.path() / "ad-password", std::filesystem::perms::owner_read);
    write_config(
        fmt::format("[tenant]\nurl = \"{}\"\nca_file = \"{}\"\n[directory]\n"
                    "servers = [\"ldaps://dc1.ex1.test\"]\nca_file = \"{}\"\nbind_dn = \"{}\"\n"
                    "password_file = \"ad-password\"\n",
                    tenant_.url(), tenant_.ca_file(), tenant_.ca_file(), kAccount));
}

void WizardTest::start() {
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

void WizardTest::start_again() {
    wizard_.reset();
    start();
}

Answer WizardTest::raw(const std::string& request) const {
    auto connection = tilbage::testing::Connection::connect(wizard_->port());
    connection.send(request);
    Answer answer;
    answer.http = tilbage::testing::read_answer(connection);
    answer.status = answer.http.status;
    if (answer.http.header("content-type") == "application/json") answer.json = boost::json::parse(answer.http.body);
    return answer;
}

std::string WizardTest::sign_in(const std::string& path) const {
    const auto answer = raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    const auto cookie = answer.http.header("set-cookie");
    return cookie.substr(0, cookie.find(';'));
}

Answer WizardTest::get(const std::string& path) const {
    return raw("GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie_ + "\r\n\r\n");
}

Answer WizardTest::send(const std::string& method, const std::string& path, const std::string& body) const {
    return raw(
        fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\nCookie: {}\r\nX-Tilbage-Wizard: 1\r\n"
                    "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                    method, path, host(), host(), cookie_, body.size(), body));
}

Answer WizardTest::sign_in_at_tenant(const std::string& code) const {
    const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
    const std::string url(begun.at("/authorizeUrl").as_string());
    const auto at = url.find("&state=") + 7;
    const auto state = url.substr(at, url.find('&', at) - at);
    return raw("GET /callback?code=" + code + "&state=" + state + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
}

Answer WizardTest::add_directory(const std::string& password) const {
    return post("/api/directories",
                fmt::format("{{\"forest\": \"ex1.test\", \"account\": {{\"mode\": \"existing\", \"name\": \"{}\", "
                            "\"password\": \"{}\"}}}}",
                            kAccount, password));
}

std::string WizardTest::pem() const {
    std::ifstream file(tenant_.ca_file());
    return std::string(std::istreambuf_iterator<char>(file), {});
}

void WizardApi::expect_no_secret(const Answer& answer) {
    for (const char* secret : {"svc-secret", "admin-secret", "made-secret", "access-secret", "device-secret"}) {
        EXPECT_EQ(answer.http.body.find(secret), std::string::npos) << secret << " in " << answer.http.body;
        EXPECT_EQ(answer.http.head.find(secret), std::string::npos);
    }
}

Answer WizardApi::set_cloud() const {
    return put("/api/cloud", boost::json::serialize(boost::json::object{{"url", tenant_.url()}, {"caPem", pem()}}));
}

std::vector<std::string> WizardApi::planned() const {
    const auto answer = get("/api/plan");
    std::vector<std::string> actions;
    for (const auto& action : answer.at("/actions").as_array()) actions.emplace_back(action.at("action").as_string());
    return actions;
}

}  // namespace tilbage::connect::wizard
