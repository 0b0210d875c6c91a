// The draft, the page and what is configured, in the wizard's API over real loopback HTTP, with a fake directory and a
// fake tenant at the ports.
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;

TEST_F(WizardApi, KnowsNothingWithoutAConfiguration) {
    start();
    const auto state = get("/api/state");
    EXPECT_EQ(state.status, 200);
    EXPECT_EQ(state.at("/page"), "welcome");
    EXPECT_EQ(state.at("/offers/keytab"), true);
    EXPECT_TRUE(state.at("/configured/tenantUrl").is_null());
    EXPECT_TRUE(state.at("/configured/directory").is_null());
    EXPECT_TRUE(state.at("/configured/scope").is_null());
    EXPECT_EQ(state.at("/configured/agentRunning"), false);
    EXPECT_TRUE(state.at("/draft/directory").is_null());
    EXPECT_EQ(state.at("/draft/scope/mode"), "all");
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), false);
    EXPECT_EQ(state.at("/draft/options/startSynchronization"), true);
    EXPECT_TRUE(state.at("/run").is_null());
    EXPECT_EQ(get("/api/plan").code(), "not_complete");
    EXPECT_EQ(post("/api/configure").code(), "not_complete");
    EXPECT_EQ(get("/api/run").code(), "not_found");
    EXPECT_EQ(get("/api/tree").code(), "no_directory");
    EXPECT_EQ(post("/api/rights/test").code(), "no_directory");
    EXPECT_EQ(post("/api/schema/refresh").code(), "no_directory");
    EXPECT_EQ(post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}").code(), "no_cloud");
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
}

TEST_F(WizardApi, NeedsNoFileAtAll) {
    std::filesystem::remove(config_file_);
    start();
    EXPECT_EQ(get("/api/state").at("/page"), "welcome");
    EXPECT_EQ(set_cloud().status, 200) << "what is pasted is kept in the state folder that was named";
    EXPECT_EQ(add_directory().status, 200);
    const auto before = planned();
    EXPECT_NE(std::ranges::find(before, "set_directory"), before.end());
    EXPECT_FALSE(std::filesystem::exists(config_file_)) << "nothing is written before Configure";
}

TEST_F(WizardApi, KnowsWhatAnUnregisteredAgentsFileHas) {
    write_unregistered_config();
    start();
    const auto state = get("/api/state");
    EXPECT_EQ(state.at("/configured/tenantUrl"), json::string(tenant_.url()));
    EXPECT_TRUE(state.at("/configured/agentId").is_null());
    EXPECT_EQ(state.at("/configured/directory/forest"), "ex1.test");
    EXPECT_EQ(state.at("/draft/directory/account"), kAccount);
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), false);
    expect_no_secret(state);
    EXPECT_EQ(get("/api/tree").at("/nodes/0/kind"), "domain") << "by the configured account";
}

TEST_F(WizardApi, ABrokenFileIsToldBeforeAnythingIsServed) {
    write_config("[directory]\nserver = 1\n");
    const auto started = Wizard::start({.clock = clock_,
                                        .random = random_,
                                        .directories = directories_,
                                        .service = service_,
                                        .config_file = config_file_,
                                        .state_dir_if_new = state_dir_,
                                        .run_times = {}},
                                       {.port = 0, .page_folder = folder_.path() / "page"});
    ASSERT_FALSE(started);
    EXPECT_NE(started.error().message.find("connect.toml"), std::string::npos) << started.error().message;
}

TEST_F(WizardApi, AReloadAndASecondTabComeBackToThePage) {
    start();
    EXPECT_EQ(put("/api/page", R"({"page": "filtering"})").at("/page"), "filtering");
    EXPECT_EQ(get("/api/state").at("/page"), "filtering");
    EXPECT_EQ(put("/api/page", R"({"page": "elsewhere"})").code(), "malformed");
    EXPECT_EQ(get("/api/state").at("/page"), "filtering");
    cookie_ = sign_in(path_of(wizard_->new_address()));  // another browser
    EXPECT_EQ(get("/api/state").at("/page"), "filtering");
}

TEST_F(WizardApi, TakesOnlyJsonOfTheRightShape) {
    start();
    for (const char* body : {"", "[]", "{", "{}", R"({"passwordWriteback": "yes"})", "[[[[[[[[[[[["})
        EXPECT_EQ(put("/api/features", body).code(), "malformed") << body;
    EXPECT_EQ(raw("PUT /api/features HTTP/1.1\r\nHost: " + host() + "\r\nCookie: " + cookie_ +
                  "\r\nX-Tilbage-Wizard: 1\r\nContent-Length: 2\r\n\r\n{}")
                  .code(),
              "wrong_media_type");
    EXPECT_EQ(send("PATCH", "/api/state", "{}").status, 405);
    EXPECT_EQ(get("/api/nowhere").code(), "not_found");
}

TEST_F(WizardApi, WhatIsTickedIsOneDraftForAllTabs) {
    start();
    const auto ticked = put("/api/features", R"({"passwordWriteback": true})");
    EXPECT_EQ(ticked.at("/draft/features/passwordWriteback"), true);
    EXPECT_EQ(ticked.at("/configured/features/passwordWriteback"), false) << "nothing is done before Configure";
    EXPECT_EQ(put("/api/options", R"({"startSynchronization": false, "staging": true})").at("/draft/options/staging"),
              true);
    EXPECT_EQ(get("/api/state").at("/draft/options/startSynchronization"), false);
    EXPECT_EQ(put("/api/features", R"({"passwordWriteback": false})").at("/draft/features/passwordWriteback"), false);
}

TEST_F(WizardApi, ExportsTheConfigurationWithoutItsSecrets) {
    write_unregistered_config();
    start();
    const auto exported = get("/api/configuration");
    EXPECT_NE(exported.at("/text").as_string().find("bind_dn"), json::string::npos);
    EXPECT_EQ(exported.at("/facts/directory/account"), kAccount);
    expect_no_secret(exported);
}

TEST_F(WizardApi, TroubleshootingSaysWhatIsMissing) {
    start();
    const auto findings = post("/api/troubleshoot");
    ASSERT_EQ(findings.status, 200) << findings.http.body;
    bool tenant = false;
    bool directory = false;
    for (const auto& finding : findings.at("/findings").as_array()) {
        tenant = tenant || finding.at("subject") == "tenant";
        directory = directory || finding.at("subject") == "directory";
    }
    EXPECT_TRUE(tenant && directory) << findings.http.body;
}

TEST_F(WizardApi, AfterAKillAtAnyPageTheNextOneStartsFromWhatIsConfigured) {
    write_unregistered_config();
    start();
    for (const char* page : {"welcome", "tasks", "cloud", "directories", "filtering", "features", "ready", "complete",
                             "view", "staging", "sign-in", "agents", "troubleshoot", "schema"}) {
        static_cast<void>(put("/api/page", "{\"page\": \"" + std::string(page) + "\"}"));
        static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
        const auto old_cookie = cookie_;
        start_again();
        const auto state = get("/api/state");
        EXPECT_EQ(state.at("/page"), "welcome") << page;
        EXPECT_EQ(state.at("/draft/features/passwordWriteback"), false) << page;
        EXPECT_EQ(state.at("/draft/directory/account"), kAccount) << page;
        cookie_ = old_cookie;
        EXPECT_EQ(get("/api/state").status, 403) << "a cookie of the one before is nobody's";
    }
}

}  // namespace
}  // namespace tilbage::connect::wizard
