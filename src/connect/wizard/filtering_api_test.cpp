// Tree, groups, scope and the rights in it, in the wizard's API.
#include "connect/wizard/testing/wizard_fixture.h"

namespace tilbage::connect::wizard {
namespace {

namespace json = boost::json;

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
    EXPECT_EQ(post("/api/tree/counts", kPeople).at("/change"), "first");
}

TEST_F(WizardApi, AUnitThatWasRenamedMeanwhileIsShownByItsNewName) {
    write_unregistered_config();
    start();
    EXPECT_EQ(put("/api/scope", kPeople).status, 200);
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

}  // namespace
}  // namespace tilbage::connect::wizard
