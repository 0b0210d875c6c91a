// The directory in the wizard's API: its account, and how it refuses.
#include <fmt/core.h>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;

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

}  // namespace
}  // namespace tilbage::connect::wizard
