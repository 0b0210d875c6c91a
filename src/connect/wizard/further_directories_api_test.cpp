// Further directories in the wizard's API: each by its number, with an account, rights and a scope of its own.
#include <fmt/core.h>
#include <gmock/gmock.h>

#include "connect/state/identity.h"
#include "connect/state/state_folder.h"
#include "connect/sync/testing/previewing_agent.h"
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;
using ::testing::ElementsAre;

class FurtherDirectoriesApi : public WizardApi {
protected:
    static std::string account_of_second(const std::string& password = "svc-secret-2") {
        return R"({"forest": "ex2.test", "account": {"mode": "existing", "name": "CN=svc,DC=ex2,DC=test", "password": ")" +
               password + "\"}}";
    }
    [[nodiscard]] Answer add_second() const { return post("/api/directories?directory=new", account_of_second()); }
    void start_with_both() {
        start();
        ASSERT_EQ(add_directory().status, 200);
        ASSERT_EQ(add_second().status, 200);
    }
    // Configured, registered, with both directories.
    void write_both() {
        ASSERT_TRUE(prepare_state_dir(state_dir_));
        for (const auto* name : {"ad-password", "ad2-password"}) {
            folder_.write(name, std::string(name) == "ad-password" ? "svc-secret-1\n" : "svc-secret-2\n");
            std::filesystem::permissions(folder_.path() / name, std::filesystem::perms::owner_read);
        }
        write_config(
            fmt::format("[tenant]\nurl = \"{}\"\nca_file = \"{}\"\n[directory]\nservers = [\"ldaps://dc1.ex1.test\"]\n"
                        "bind_dn = \"{}\"\npassword_file = \"ad-password\"\n[scope]\nmode = \"all\"\n"
                        "[directory2]\nservers = [\"ldaps://dc1.ex2.test\"]\nbind_dn = \"CN=svc,DC=ex2,DC=test\"\n"
                        "password_file = \"ad2-password\"\nconnections = 3\n[scope2]\nmode = \"selected\"\n"
                        "include = [\"OU=Guests,DC=ex2,DC=test\"]\n",
                        tenant_.url(), tenant_.ca_file(), kAccount));
        ASSERT_TRUE(save_identity(
            state_dir_, {core::AgentId(FakeTenant::kAgentId), core::TenantId(FakeTenant::kTenantId), "ex1.test"}));
    }
};

TEST_F(FurtherDirectoriesApi, OneIsAddedWithItsOwnAccountAndShownByItsNumber) {
    start();
    ASSERT_EQ(add_directory().status, 200);
    EXPECT_EQ(post("/api/directories?directory=new", account_of_second("wrong")).code(), "credentials_wrong");
    const auto added = add_second();
    ASSERT_EQ(added.status, 200) << added.http.body;
    EXPECT_EQ(added.at("/draft/directory/forest"), "ex1.test");
    ASSERT_EQ(added.at("/draft/further").as_array().size(), 1U);
    EXPECT_EQ(added.at("/draft/further/0/number"), 2);
    EXPECT_EQ(added.at("/draft/further/0/forest"), "ex2.test");
    EXPECT_EQ(added.at("/draft/further/0/servers/0"), "ldaps://dc1.ex2.test");
    EXPECT_EQ(added.at("/draft/further/0/account"), "CN=svc,DC=ex2,DC=test");
    EXPECT_EQ(added.at("/draft/further/0/scope/mode"), "all");
    EXPECT_TRUE(added.at("/configured/further").as_array().empty());
    EXPECT_EQ(added.http.body.find("svc-secret"), std::string::npos);
    EXPECT_EQ(add_second().code(), "directory_twice") << "each would claim everybody in it";
    EXPECT_EQ(post("/api/directories?directory=2", account_of_second()).status, 200) << "changed, not added";
    EXPECT_EQ(post("/api/directories?directory=1", account_of_second()).code(), "directory_twice");
}

TEST_F(FurtherDirectoriesApi, TheFirstThatIsAddedIsNumberOne) {
    start();
    const auto added = add_second();
    EXPECT_EQ(added.at("/draft/directory/forest"), "ex2.test");
    EXPECT_TRUE(added.at("/draft/further").as_array().empty());
}

TEST_F(FurtherDirectoriesApi, ANumberThatIsNoneOrNotThereIsRefused) {
    start();
    ASSERT_EQ(add_directory().status, 200);
    for (const char* wrong : {"0", "10", "x", "", "-1"})
        EXPECT_EQ(get(std::string("/api/tree?directory=") + wrong).code(), "malformed") << wrong;
    const std::string all = R"({"mode": "all", "includeNewUnits": true})";
    for (const auto& answer :
         {get("/api/tree?directory=2"), get("/api/groups?search=a&directory=2"), get("/api/rights?directory=2"),
          post("/api/rights/test?directory=2"), post("/api/tree/counts?directory=2", all),
          put("/api/scope?directory=2", all), del("/api/directories?directory=2"),
          post("/api/schema/refresh?directory=2"), get("/api/directories/removal?directory=2"),
          post("/api/directories?directory=2", account_of_second())}) {
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(answer.code(), "no_directory");
    }
}

TEST_F(FurtherDirectoriesApi, TreeGroupsAndScopeAreThoseOfTheDirectory) {
    start_with_both();
    EXPECT_EQ(get("/api/tree?directory=2").at("/nodes/0/dn"), "DC=ex2,DC=test");
    EXPECT_EQ(get("/api/tree").at("/nodes/0/dn"), "DC=ex1,DC=test");
    EXPECT_EQ(get("/api/groups?search=Ba&directory=2").at("/groups/0/dn"), "CN=Band,DC=ex2,DC=test");
    EXPECT_EQ(post("/api/schema/refresh?directory=2").at("/server"), "ldaps://dc1.ex2.test:636");
    const std::string guests =
        R"({"mode": "selected", "include": ["ou=guests,DC=ex2,DC=test"], "includeNewUnits": true})";
    EXPECT_EQ(put("/api/scope", guests).code(), "not_found") << "the first directory has no such unit";
    EXPECT_EQ(post("/api/tree/counts?directory=2", guests).at("/change"), "first");
    const auto set = put("/api/scope?directory=2", guests);
    EXPECT_EQ(set.at("/draft/further/0/scope/include/0"), "OU=Guests,DC=ex2,DC=test");
    EXPECT_EQ(set.at("/draft/scope/mode"), "all") << "the other one's stays";
    directories_.second.units = {"DC=ex2,DC=test", "OU=Visitors,DC=ex2,DC=test"};
    directories_.second.renamed_from["OU=Visitors,DC=ex2,DC=test"] = "OU=Guests,DC=ex2,DC=test";
    EXPECT_EQ(put("/api/page", R"({"page": "filtering"})").at("/draft/further/0/scope/include/0"),
              "OU=Visitors,DC=ex2,DC=test");
}

TEST_F(FurtherDirectoriesApi, OneThatBecomesAnotherDomainBeginsWithEverybody) {
    start();
    ASSERT_EQ(add_directory().status, 200);
    ASSERT_EQ(put("/api/scope", kPeople).status, 200);
    EXPECT_EQ(add_directory().at("/draft/scope/mode"), "selected") << "another password for the same domain";
    const auto changed = post("/api/directories", account_of_second());
    EXPECT_EQ(changed.at("/draft/directory/forest"), "ex2.test");
    EXPECT_EQ(changed.at("/draft/scope/mode"), "all");
    EXPECT_TRUE(changed.at("/draft/scope/include").as_array().empty());
}

TEST_F(FurtherDirectoriesApi, RightsAreTestedForEachByItself) {
    start_with_both();
    core::MissingRight missing;
    missing.right = core::ConnectorRight::reset_password;
    missing.object_dn = "DC=ex2,DC=test";
    directories_.second.report.missing = {missing};
    directories_.forest.holds_rights_test = true;
    EXPECT_EQ(post("/api/rights/test").status, 202);
    EXPECT_EQ(post("/api/rights/test?directory=2").status, 202);
    EXPECT_TRUE(eventually([&] { return get("/api/rights?directory=2").at("/state") == "done"; }));
    EXPECT_EQ(get("/api/rights?directory=2").at("/missing/0/object"), "DC=ex2,DC=test");
    EXPECT_EQ(get("/api/rights").at("/state"), "running");
    directories_.forest.release_rights_test();
    EXPECT_TRUE(eventually([&] { return get("/api/rights").at("/state") == "done"; }));
}

TEST_F(FurtherDirectoriesApi, OneIsRemovedAndTheFirstOnlyWhenItIsTheLast) {
    start_with_both();
    EXPECT_EQ(del("/api/directories").code(), "first_directory");
    const auto removed = del("/api/directories?directory=2");
    EXPECT_TRUE(removed.at("/draft/further").as_array().empty());
    EXPECT_EQ(get("/api/tree?directory=2").code(), "no_directory");
    EXPECT_TRUE(del("/api/directories").at("/draft/directory").is_null());
}

TEST_F(FurtherDirectoriesApi, WhatIsConfiguredIsShownAndThePlanTellsOfARemoval) {
    write_both();
    start();
    const auto state = get("/api/state");
    EXPECT_EQ(state.at("/configured/further/0/forest"), "ex2.test");
    EXPECT_EQ(state.at("/configured/further/0/scope/include/0"), "OU=Guests,DC=ex2,DC=test");
    EXPECT_EQ(state.at("/draft/further/0/number"), 2);
    EXPECT_EQ(get("/api/tree?directory=2").at("/nodes/0/dn"), "DC=ex2,DC=test") << "by the configured account";
    EXPECT_EQ(get("/api/directories/removal?directory=2").at("/change"), "agent_stopped");
    ASSERT_EQ(del("/api/directories?directory=2").status, 200);
    EXPECT_THAT(planned(), ::testing::Contains("remove_directory"));
    // Added again it is what it was, with its options.
    ASSERT_EQ(add_second().at("/draft/further/0/number"), 2);
    EXPECT_THAT(planned(), ::testing::Each(::testing::Not(::testing::HasSubstr("directory"))));
}

TEST_F(FurtherDirectoriesApi, WhatAChoiceRemovesIsToldWithWhatTheOtherDirectoriesRemove) {
    write_both();
    PreviewingAgent agent(state_dir_, [](const auto& wanted) {
        const auto people = static_cast<std::size_t>(wanted.directory) * 100;
        return core::ScopePreview{.removed = people, .removed_sample = {"carl"}, .limit = 250, .holds = true};
    });
    start();
    const auto removal = get("/api/directories/removal?directory=2");
    EXPECT_EQ(removal.at("/change"), "known");
    EXPECT_EQ(removal.at("/removed"), 200);
    EXPECT_EQ(removal.at("/removedElsewhere"), 0);
    EXPECT_EQ(removal.at("/sampleRemoved/0"), "carl");
    EXPECT_EQ(removal.at("/removalLimit"), 250);
    EXPECT_EQ(removal.at("/removalsWait"), true);
    EXPECT_EQ(get("/api/state").at("/draft/further/0/number"), 2) << "nothing is done by asking";

    ASSERT_EQ(put("/api/scope", kPeople).status, 200);
    const auto both = get("/api/directories/removal?directory=2");
    EXPECT_EQ(both.at("/removed"), 200);
    EXPECT_EQ(both.at("/removedElsewhere"), 100);
    ASSERT_EQ(del("/api/directories?directory=2").status, 200);
    const auto counts = post("/api/tree/counts", kPeople);
    EXPECT_EQ(counts.at("/removed"), 100);
    EXPECT_EQ(counts.at("/removedElsewhere"), 200);
    agent.asked.with([](const auto& asked) {
        ASSERT_EQ(asked.size(), 2U);
        EXPECT_EQ(asked[0].directory, 1);
        EXPECT_THAT(asked[0].rules.scope.include,
                    ElementsAre(*core::DistinguishedName::parse("OU=People,DC=ex1,DC=test")));
        EXPECT_TRUE(asked[1].rules.scope.include.empty());
    });
}

}  // namespace
}  // namespace tilbage::connect::wizard
