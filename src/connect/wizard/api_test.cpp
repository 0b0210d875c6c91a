// The wizard's API over real loopback HTTP, with a fake directory and a fake tenant at the ports.
#include <gtest/gtest.h>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;

class WizardApi : public WizardTest {
protected:
    // Nothing of this may ever be in an answer.
    static void expect_no_secret(const Answer& answer) {
        for (const char* secret : {"svc-secret", "admin-secret", "made-secret", "access-secret", "device-secret"}) {
            EXPECT_EQ(answer.http.body.find(secret), std::string::npos) << secret << " in " << answer.http.body;
            EXPECT_EQ(answer.http.head.find(secret), std::string::npos);
        }
    }
    [[nodiscard]] Answer set_cloud() const {
        return put("/api/cloud", json::serialize(json::object{{"url", tenant_.url()}, {"caPem", pem()}}));
    }
    [[nodiscard]] std::vector<std::string> planned() const {
        const auto answer = get("/api/plan");
        std::vector<std::string> actions;
        for (const auto& action : answer.at("/actions").as_array())
            actions.emplace_back(action.at("action").as_string());
        return actions;
    }
};

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

TEST_F(WizardApi, ATenantIsTriedBeforeItIsTaken) {
    start();
    EXPECT_EQ(put("/api/cloud", R"({"url": "ftp://x"})").code(), "url_wrong");
    EXPECT_EQ(put("/api/cloud", R"({"url": "https://127.0.0.1:1"})").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}").code(), "certificate_untrusted");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\", \"caPem\": \"nonsense\"}").code(),
              "certificate_untrusted");
    EXPECT_EQ(get("/api/state").at("/cloud/url"), "");
    const auto taken = set_cloud();
    EXPECT_EQ(taken.status, 200) << taken.http.body;
    EXPECT_EQ(taken.at("/cloud/url"), json::string(tenant_.url()));
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "/\"}").status, 200) << "the authority is remembered";
    clock_.advance(std::chrono::minutes(10));
    const auto skewed = put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}");
    EXPECT_EQ(skewed.code(), "clock_skew");
    EXPECT_NEAR(static_cast<double>(skewed.at("/error/details/seconds").as_int64()), 600.0, 20.0);
}

TEST_F(WizardApi, SignsInThroughTheBrowserWithoutEverSeeingThePassword) {
    write_unregistered_config();
    start();
    const auto landed = sign_in_at_tenant();
    EXPECT_EQ(landed.status, 200);
    EXPECT_NE(landed.http.body.find("url=/"), std::string::npos);
    const auto state = get("/api/state");
    EXPECT_EQ(state.at("/cloud/signedIn/userPrincipalName"), "admin@ex1.test");
    EXPECT_EQ(state.at("/cloud/signedIn/tenantDomain"), "ex1.test");
    EXPECT_TRUE(state.at("/cloud/problem").is_null());
    EXPECT_EQ(state.at("/domains/0/id"), "ex1.test");
    expect_no_secret(state);
    tenant_.with([](auto& answers) {
        EXPECT_NE(answers.last_form.find("code_verifier="), std::string::npos);
        return 0;
    });
    EXPECT_TRUE(post("/api/cloud/sign-out").at("/cloud/signedIn").is_null());
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
}

TEST_F(WizardApi, TheStateOfASignInServesOnceAndCannotBeGuessed) {
    write_unregistered_config();
    start();
    const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
    const std::string url(begun.at("/authorizeUrl").as_string());
    EXPECT_NE(url.find("code_challenge_method=S256"), std::string::npos);
    EXPECT_NE(url.find("redirect_uri=http%3A%2F%2F127.0.0.1%3A"), std::string::npos) << url;
    const auto at = url.find("&state=") + 7;
    const auto state = url.substr(at, url.find('&', at) - at);
    const auto come_back = [&](const std::string& query) {
        return raw("GET /callback?" + query + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n").status;
    };
    EXPECT_EQ(come_back("code=good-code"), 403);
    EXPECT_EQ(come_back("code=good-code&state=guess"), 403);
    EXPECT_EQ(come_back("code=good-code&state=" + state), 200);
    EXPECT_EQ(come_back("code=good-code&state=" + state), 403);
}

TEST_F(WizardApi, ASignInThatTookTooLongIsRefused) {
    write_unregistered_config();
    start();
    const auto begun = post("/api/cloud/sign-in", "{\"origin\": \"http://" + host() + "\"}");
    const std::string url(begun.at("/authorizeUrl").as_string());
    const auto at = url.find("&state=") + 7;
    clock_.advance(std::chrono::minutes(11));
    const auto late = raw("GET /callback?code=good-code&state=" + url.substr(at, url.find('&', at) - at) +
                          " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
    EXPECT_EQ(late.status, 403);
}

TEST_F(WizardApi, ComesBackOnlyToWhereTheBrowserIs) {
    write_unregistered_config();
    start();
    for (const char* origin : {"http://evil.example", "http://127.0.0.1:1", "https://localhost", ""})
        EXPECT_EQ(post("/api/cloud/sign-in", "{\"origin\": \"" + std::string(origin) + "\"}").code(), "malformed");
}

TEST_F(WizardApi, ARefusedSignInSaysWhy) {
    write_unregistered_config();
    start();
    tenant_.with([](auto& answers) { return answers.role = "Helpdesk Administrator"; });
    static_cast<void>(sign_in_at_tenant());
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "not_administrator");
    static_cast<void>(sign_in_at_tenant("spent-code"));
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_expired");
    tenant_.with([](auto& answers) { return answers.role = "Global Administrator"; });
    static_cast<void>(sign_in_at_tenant(""));  // the tenant came back with an error
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_refused");
    static_cast<void>(sign_in_at_tenant());
    EXPECT_TRUE(get("/api/state").at("/cloud/problem").is_null());
}

TEST_F(WizardApi, ADeviceCodeSignsInWithoutABrowserHere) {
    write_unregistered_config();
    start();
    const auto code = post("/api/cloud/device-code");
    EXPECT_EQ(code.at("/userCode"), "BCDF-GHJK");
    expect_no_secret(code);
    EXPECT_TRUE(get("/api/state").at("/cloud/signedIn").is_null());
    tenant_.with([](auto& answers) { return answers.device_code_is_used = true; });
    EXPECT_TRUE(eventually([&] { return get("/api/state").at("/cloud/signedIn").is_object(); }));
}

TEST_F(WizardApi, AnExpiredTokenIsToldAndTheDraftStays) {
    write_unregistered_config();
    start();
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    static_cast<void>(sign_in_at_tenant());
    clock_.advance(std::chrono::minutes(61));
    const auto state = get("/api/state");
    EXPECT_TRUE(state.at("/cloud/signedIn").is_null());
    EXPECT_EQ(state.at("/cloud/problem/code"), "sign_in_expired");
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), true);
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
}

TEST_F(WizardApi, ATokenThatTheTenantNoLongerTakesIsToldToo) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    tenant_.with([](auto& answers) { return answers.token = "access-secret-2"; });
    EXPECT_EQ(get("/api/agents").code(), "sign_in_required");
    EXPECT_EQ(get("/api/state").at("/cloud/problem/code"), "sign_in_expired");
}

TEST_F(WizardApi, ADirectoryIsSignedInToBeforeItIsTaken) {
    start();
    EXPECT_EQ(get("/api/directories/discovery?forest=ex1.test").at("/servers/0"), "ldaps://dc1.ex1.test");
    EXPECT_EQ(get("/api/directories/discovery?forest=wrong.test").code(), "forest_not_found");
    const auto wrong = add_directory("nonsense");
    EXPECT_EQ(wrong.code(), "credentials_wrong");
    EXPECT_EQ(wrong.at("/error/details/message"), "80090308: data 52e");
    EXPECT_TRUE(get("/api/state").at("/draft/directory").is_null());
    const auto added = add_directory();
    EXPECT_EQ(added.status, 200) << added.http.body;
    EXPECT_EQ(added.at("/draft/directory/forest"), "ex1.test");
    EXPECT_EQ(added.at("/draft/directory/servers/0"), "ldaps://dc1.ex1.test");
    EXPECT_EQ(added.at("/draft/directory/created"), false);
    expect_no_secret(added);
    const auto schema = post("/api/schema/refresh");
    EXPECT_EQ(schema.at("/attributes"), 1521);
    EXPECT_TRUE(del("/api/directories").at("/draft/directory").is_null());
    EXPECT_EQ(get("/api/tree").code(), "no_directory");
}

TEST_F(WizardApi, AWrongAuthorityDoesNotTakeThePlaceOfTheRightOne) {
    start();
    const auto add = [&](const std::string& authority, const std::string& password) {
        return post("/api/directories",
                    json::serialize(
                        json::object{{"forest", "ex1.test"},
                                     {"caPem", authority},
                                     {"account", {{"mode", "existing"}, {"name", kAccount}, {"password", password}}}}));
    };
    const auto kept = state_dir_ / "setup-directory-ca.pem";
    EXPECT_EQ(add(pem(), "svc-secret-1").status, 200);
    EXPECT_TRUE(std::filesystem::exists(kept));
    const auto size = std::filesystem::file_size(kept);
    EXPECT_EQ(add("nonsense", "svc-secret-1").code(), "certificate_untrusted");
    EXPECT_EQ(add(pem() + pem(), "wrong").code(), "credentials_wrong");
    EXPECT_EQ(std::filesystem::file_size(kept), size);
    EXPECT_FALSE(std::filesystem::exists(state_dir_ / "setup-directory-tried-ca.pem"));
}

TEST_F(WizardApi, TheDirectorysRefusalsHaveTheirOwnCodes) {
    start();
    using Code = core::DirectoryFailureCode;
    for (const auto code :
         {Code::account_is_administrator, Code::signing_required, Code::certificate_untrusted, Code::read_only_server,
          Code::not_allowed_to_create, Code::directory_unreachable, Code::keytab_wrong, Code::host_name_needed,
          Code::server_name_unknown, Code::kerberos_unreachable, Code::kerberos_clock_skew}) {
        directories_.forest.refuses = code;
        const auto refused = add_directory();
        EXPECT_EQ(refused.status, 422);
        EXPECT_EQ(refused.code(), core::to_text(code));
    }
    EXPECT_EQ(post("/api/directories", R"({"forest": "ex1.test", "account": {"mode": "guess"}})").code(), "malformed");
}

TEST_F(WizardApi, AKeytabTakesThePlaceOfAPassword) {
    start();
    const auto keytab = folder_.path() / "svc.keytab";
    adapters::ldap::testing::add_key(keytab, {.principal = "svc-tilbage@EX1.TEST", .password = "x", .salt = "s"});
    const auto with = [&](const std::string& name, const std::string& file) {
        return post("/api/directories", fmt::format(R"({{"forest": "ex1.test", "servers": ["ldap://dc1.ex1.test"],
                                    "account": {{"mode": "keytab", "name": "{}", "keytabFile": "{}"}}}})",
                                                    name, file));
    };
    EXPECT_EQ(with("svc-tilbage", "/nowhere/svc.keytab").code(), "keytab_unreadable");
    EXPECT_EQ(with("svc-tilbage", "svc.keytab").code(), "keytab_unreadable");
    EXPECT_EQ(with("svc-other", keytab.string()).code(), "keytab_wrong");
    const auto added = with("svc-tilbage", keytab.string());
    ASSERT_EQ(added.status, 200) << added.http.body;
    EXPECT_EQ(added.at("/draft/directory/account"), "svc-tilbage@EX1.TEST");
    EXPECT_EQ(added.at("/draft/directory/servers/0"), "ldap://dc1.ex1.test");
    EXPECT_EQ(get("/api/tree").status, 200);  // signed in with it
}

TEST_F(WizardApi, CreatesAnAccountWithAnAdministratorsCredentialsThatAreNotKept) {
    start();
    const auto body = R"({"forest": "ex1.test", "servers": ["ldaps://dc9.ex1.test"],
        "account": {"mode": "create", "administrator": "EX1\\Administrator", "password": "admin-secret-1"}})";
    const auto made = post("/api/directories", body);
    EXPECT_EQ(made.status, 200) << made.http.body;
    EXPECT_EQ(made.at("/draft/directory/account"), "CN=svc-tilbage,CN=Users,DC=ex1,DC=test");
    EXPECT_EQ(made.at("/draft/directory/created"), true);
    EXPECT_EQ(made.at("/draft/directory/servers/0"), "ldaps://dc9.ex1.test");
    expect_no_secret(made);
    EXPECT_EQ(post("/api/directories", body).code(), "name_taken");
    EXPECT_EQ(get("/api/state").at("/draft/directory/created"), true) << "what was there stays";
}

TEST_F(WizardApi, TheTreeIsTheDirectorysAndTheScopeIsCheckedAgainstIt) {
    write_unregistered_config();
    start();
    EXPECT_EQ(get("/api/tree").at("/nodes/0/dn"), "DC=ex1,DC=test");
    EXPECT_EQ(get("/api/tree?parent=DC%3Dex1%2CDC%3Dtest").at("/nodes").as_array().size(), 2U);
    EXPECT_EQ(get("/api/tree?search=Staff").at("/nodes/0/dn"), "OU=Staff,OU=People,DC=ex1,DC=test");
    const std::string people =
        R"({"mode": "selected", "include": ["ou=people,dc=ex1,dc=test"], "exclude": [], "includeNewUnits": false})";
    const auto counts = post("/api/tree/counts", people);
    EXPECT_EQ(counts.at("/in"), 5);
    EXPECT_EQ(counts.at("/out"), 7);
    const auto set = put("/api/scope", people);
    EXPECT_EQ(set.at("/draft/scope/include/0"), "OU=People,DC=ex1,DC=test") << "as the directory spells it";
    EXPECT_EQ(
        put("/api/scope", R"({"mode": "selected", "include": ["OU=Nowhere,DC=ex1,DC=test"], "includeNewUnits": true})")
            .code(),
        "not_found");
    EXPECT_EQ(put("/api/scope", R"({"mode": "selected", "include": [], "includeNewUnits": true})").code(),
              "scope_empty");
    for (const char* bad : {R"({"mode": "some", "includeNewUnits": true})", R"({"mode": "all"})",
                            R"({"mode": "selected", "include": ["nonsense"], "includeNewUnits": true})"})
        EXPECT_EQ(put("/api/scope", bad).code(), "malformed") << bad;
    EXPECT_EQ(get("/api/state").at("/draft/scope/includeNewUnits"), false);
    EXPECT_EQ(put("/api/scope", R"({"mode": "all", "includeNewUnits": true})").at("/draft/scope/mode"), "all");
}

TEST_F(WizardApi, OneGroupIsFoundCountedAndKeptAsThePilot) {
    write_unregistered_config();
    start();
    const auto found = get("/api/groups?search=Pil");
    EXPECT_EQ(found.at("/groups").as_array().size(), 1U);
    EXPECT_EQ(found.at("/groups/0/dn"), "CN=Pilot,OU=People,DC=ex1,DC=test");
    EXPECT_EQ(found.at("/groups/0/name"), "Pilot");
    EXPECT_EQ(found.at("/groups/0/description"), "of ex1.test");
    EXPECT_EQ(found.at("/more"), false);
    const std::string pilot =
        R"({"mode": "all", "includeNewUnits": true, "pilotGroup": "cn=pilot,ou=people,dc=ex1,dc=test"})";
    EXPECT_EQ(post("/api/tree/counts", pilot).at("/in"), 2);
    EXPECT_EQ(put("/api/scope", pilot).at("/draft/scope/pilotGroup"), "CN=Pilot,OU=People,DC=ex1,DC=test")
        << "as the directory spells it";
    EXPECT_EQ(
        put("/api/scope", R"({"mode": "all", "includeNewUnits": true, "pilotGroup": "CN=No,DC=ex1,DC=test"})").code(),
        "not_found");
    EXPECT_EQ(put("/api/scope", R"({"mode": "all", "includeNewUnits": true, "pilotGroup": "Pilot"})").code(),
              "malformed");
    EXPECT_EQ(get("/api/state").at("/draft/scope/pilotGroup"), "CN=Pilot,OU=People,DC=ex1,DC=test");
    EXPECT_EQ(put("/api/scope", R"({"mode": "all", "includeNewUnits": true})").at("/draft/scope/pilotGroup"), nullptr);
}

TEST_F(WizardApi, WhatAScopeChangesIsToldOfNobodyWhoIsNotSynchronisedYet) {
    write_unregistered_config();
    start();
    const std::string people =
        R"({"mode": "selected", "include": ["OU=People,DC=ex1,DC=test"], "includeNewUnits": true})";
    EXPECT_EQ(post("/api/tree/counts", people).at("/change"), "first");
}

TEST_F(WizardApi, AUnitThatWasRenamedMeanwhileIsShownByItsNewName) {
    write_unregistered_config();
    start();
    const std::string people =
        R"({"mode": "selected", "include": ["OU=People,DC=ex1,DC=test"], "includeNewUnits": true})";
    EXPECT_EQ(put("/api/scope", people).status, 200);
    const auto renamed = std::string("OU=Persons,DC=ex1,DC=test");
    directories_.forest.units.erase("OU=People,DC=ex1,DC=test");
    directories_.forest.units.insert(renamed);
    directories_.forest.renamed_from[renamed] = "OU=People,DC=ex1,DC=test";
    EXPECT_EQ(put("/api/page", R"({"page": "filtering"})").at("/draft/scope/include/0"), boost::json::value(renamed));
    directories_.forest.gone = true;
    EXPECT_EQ(put("/api/page", R"({"page": "filtering"})").at("/draft/scope/include/0"), boost::json::value(renamed))
        << "a directory that is away keeps nobody from the page";
}

TEST_F(WizardApi, TestsTheRightsInTheBackgroundAndForgetsThemWithTheScope) {
    write_unregistered_config();
    start();
    EXPECT_EQ(get("/api/rights").at("/state"), "none");
    auto& forest = directories_.forest;
    forest.holds_rights_test = true;
    core::MissingRight missing;
    missing.right = core::ConnectorRight::write_lockout_time;
    missing.object_dn = "OU=People,DC=ex1,DC=test";
    missing.people = 5;
    missing.commands = {"samba-tool dsacl set …", "dsacls …"};
    forest.report.missing = {missing};
    forest.report.protected_people = 2;
    EXPECT_EQ(post("/api/rights/test").status, 202);
    EXPECT_TRUE(eventually([&] { return get("/api/rights").at("/checked") == 3; }));
    EXPECT_EQ(get("/api/rights").at("/state"), "running");
    EXPECT_EQ(get("/api/tree").status, 200) << "other calls go on meanwhile";
    forest.release_rights_test();
    EXPECT_TRUE(eventually([&] { return get("/api/rights").at("/state") == "done"; }));
    const auto found = get("/api/rights");
    EXPECT_EQ(found.at("/missing/0/right"), "write_lockout_time");
    EXPECT_EQ(found.at("/missing/0/needed"), "required");
    EXPECT_EQ(found.at("/missing/0/commands/sambaTool"), "samba-tool dsacl set …");
    EXPECT_EQ(found.at("/protected"), 2);
    static_cast<void>(put("/api/scope", R"({"mode": "selected", "include": ["OU=People,DC=ex1,DC=test"],
        "exclude": [], "includeNewUnits": true})"));
    EXPECT_EQ(get("/api/rights").at("/state"), "none");
}

TEST_F(WizardApi, ARightsTestThatRunsEndsWithTheWizardAndIsBegunAnewByTestAgain) {
    write_unregistered_config();
    start();
    directories_.forest.holds_rights_test = true;
    static_cast<void>(post("/api/rights/test"));
    static_cast<void>(post("/api/rights/test"));
    EXPECT_TRUE(eventually([&] { return get("/api/rights").at("/checked") == 3; }));
    wizard_.reset();  // does not wait for the directory
    SUCCEED();
}

TEST_F(WizardApi, AGoneDirectoryIsToldAtEveryCallAndTheDraftStays) {
    start();
    static_cast<void>(add_directory());
    directories_.forest.gone = true;
    for (const auto& answer :
         {get("/api/tree"), get("/api/tree?search=x"), get("/api/directories/discovery?forest=ex1.test"),
          add_directory(), post("/api/schema/refresh"),
          post("/api/tree/counts", R"({"mode": "all", "includeNewUnits": true})"),
          put("/api/scope", R"({"mode": "selected", "include": ["OU=People,DC=ex1,DC=test"],
              "includeNewUnits": true})")}) {
        EXPECT_EQ(answer.status, 422);
        EXPECT_EQ(answer.code(), "directory_unreachable");
    }
    EXPECT_EQ(post("/api/rights/test").status, 202);
    EXPECT_TRUE(eventually([&] { return get("/api/rights").at("/state") == "failed"; }));
    EXPECT_EQ(get("/api/rights").at("/error/code"), "directory_unreachable");
    const auto state = get("/api/state");
    EXPECT_EQ(state.at("/draft/directory/account"), kAccount);
    EXPECT_EQ(state.at("/draft/scope/mode"), "all");
    directories_.forest.gone = false;
    EXPECT_EQ(get("/api/tree").status, 200) << "it connects again by itself";
}

TEST_F(WizardApi, AGoneTenantIsToldAtEveryCallAndTheDraftStays) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    tenant_.go_away();
    EXPECT_EQ(get("/api/agents").code(), "tenant_unreachable");
    EXPECT_EQ(del("/api/agents/x").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "ex1.test", "signInType": "passThrough"}]})").code(),
              "tenant_unreachable");
    EXPECT_EQ(post("/api/cloud/device-code").code(), "tenant_unreachable");
    EXPECT_EQ(put("/api/cloud", "{\"url\": \"" + tenant_.url() + "\"}").code(), "tenant_unreachable");
    EXPECT_EQ(get("/api/plan").status, 200);
    const auto state = get("/api/state");
    EXPECT_TRUE(state.at("/cloud/signedIn").is_object()) << "a line that is down ends no sign-in";
    EXPECT_EQ(state.at("/draft/features/passwordWriteback"), true);
    tenant_.come_back();
    EXPECT_EQ(get("/api/agents").status, 200);
}

TEST_F(WizardApi, ListsAndRemovesTheTenantsAgents) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    tenant_.with([](auto& answers) {
        answers.agents = {{{"id", FakeTenant::kAgentId}, {"displayName", "one"}, {"state", "connected"}}};
        return 0;
    });
    const auto agents = get("/api/agents");
    EXPECT_EQ(agents.at("/value/0/id"), FakeTenant::kAgentId);
    EXPECT_EQ(agents.at("/value/0/state"), "connected");
    EXPECT_EQ(del(std::string("/api/agents/") + FakeTenant::kAgentId).status, 204);
    EXPECT_EQ(tenant_.with([](auto& answers) { return answers.removed; }), 1);
}

TEST_F(WizardApi, ChangesTheSignInOfADomain) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    const auto changed = put("/api/sign-in", R"({"domains": [{"id": "ex1.test", "signInType": "passwordHashSync"}]})");
    EXPECT_EQ(changed.status, 200) << changed.http.body;
    EXPECT_EQ(changed.at("/domains/0/signInType"), "passwordHashSync");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "ex1.test"}]})").code(), "malformed");
    EXPECT_EQ(put("/api/sign-in", R"({"domains": [{"id": "else.test", "signInType": "none"}]})").status, 422);
}

TEST_F(WizardApi, PlansOnlyWhatWasChanged) {
    write_unregistered_config();
    start();
    static_cast<void>(sign_in_at_tenant());
    const auto before = planned();
    EXPECT_NE(std::ranges::find(before, "register_agent"), before.end());
    EXPECT_EQ(std::ranges::find(before, "enable_writeback"), before.end());
    EXPECT_EQ(std::ranges::find(before, "set_directory"), before.end());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    const auto ticked = planned();
    EXPECT_NE(std::ranges::find(ticked, "enable_writeback"), ticked.end());
    static_cast<void>(put("/api/features", R"({"passwordWriteback": false})"));
    EXPECT_EQ(planned(), before) << "Previous, and the change taken back";
}

TEST_F(WizardApi, ConfigureRunsAndAFailedStepIsToldRetriedAndRolledBack) {
    write_unregistered_config();
    start();
    static_cast<void>(put("/api/features", R"({"passwordWriteback": true})"));
    static_cast<void>(sign_in_at_tenant());
    const auto begun = post("/api/configure");
    EXPECT_EQ(begun.status, 202) << begun.http.body;
    const auto state_of_run = [&] { return std::string(get("/api/run").at("/state").as_string()); };
    EXPECT_TRUE(eventually([&] { return state_of_run() != "running"; }));
    EXPECT_EQ(state_of_run(), "failed") << "nothing can start the agent here: " << get("/api/run").http.body;
    bool told = false;
    const auto run = get("/api/run");
    for (const auto& step : run.at("/steps").as_array()) {
        if (step.at("state") != "failed") continue;
        told = true;
        EXPECT_EQ(step.at("step"), "start_agent");
        EXPECT_EQ(step.at("error").at("code"), "cannot_start_agent") << run.http.body;
    }
    EXPECT_TRUE(told) << run.http.body;
    expect_no_secret(run);
    EXPECT_EQ(get("/api/state").at("/run/state"), "failed") << "a closed tab loses nothing";
    EXPECT_EQ(get("/api/run?wait=0&after=99999").status, 200);
    EXPECT_EQ(post("/api/run/retry").status, 202);
    EXPECT_TRUE(eventually([&] { return state_of_run() == "failed"; }));
    EXPECT_EQ(post("/api/run/rollback").status, 202);
    EXPECT_TRUE(eventually([&] { return state_of_run() == "rolled_back"; })) << get("/api/run").http.body;
    EXPECT_EQ(tenant_.with([](auto& answers) { return answers.removed; }), 1);
    EXPECT_EQ(post("/api/run/retry").status, 409);
    EXPECT_EQ(get("/api/state").at("/draft/features/passwordWriteback"), true);
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
