// People of a directory and the tenant's own, through SCIM and Graph of the real tenant: what is shown of them,
// conflicts, deleted people, the synchronisation's settings.
#include <gtest/gtest.h>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kOnPrem = "urn:tilbage:params:scim:schemas:onprem:2.0:User";
constexpr const char* kEnterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
constexpr const char* kDeleted = "/v1.0/directory/deletedItems/";
constexpr const char* kSettings = "/v1.0/directory/onPremisesSynchronization";

struct PeopleWorld : GraphWorld {
    PageAnswer scim(const std::string& method, const std::string& path, const json::object& body = {}) {
        return PersonAtPage(tenant).call(
            method, "/scim/v2" + path, body.empty() ? "" : json::serialize(body),
            {{"Authorization", "Bearer " + agent->new_token()}, {"Content-Type", "application/scim+json"}});
    }
    // From a directory, with an anchor that the letter makes.
    static json::object synced(char letter, const std::string& user_name) {
        return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:User", kOnPrem}},
                {"userName", user_name},
                {"externalId", std::string(21, letter) + "A=="},
                {"displayName", user_name.substr(0, user_name.find('@'))},
                {"active", true},
                {kOnPrem, json::object{{"sAMAccountName", user_name.substr(0, user_name.find('@'))}}}};
    }
    static json::object own(const std::string& user_name) {
        return {{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:User"}},
                {"userName", user_name},
                {"displayName", user_name.substr(0, user_name.find('@'))},
                {"active", true}};
    }
    std::string create(const json::object& user) {
        const auto made = scim("POST", "/Users", user);
        EXPECT_TRUE(made.status == 201 || made.status == 200) << made.text;
        return made.member("id");
    }
    json::array conflicts() { return get("/beta/onPremisesSynchronization/conflicts").body.at("value").as_array(); }
};

TEST(GraphPeople, ShowsWhatTheDirectoryTells) {
    PeopleWorld world;
    const auto boss = world.create(PeopleWorld::synced('B', "boss@ex1.test"));
    auto person = PeopleWorld::synced('C', "carla@ex1.test");
    person["title"] = "Engineer";
    person["name"] = json::object{{"givenName", "Carla"}, {"familyName", "Kjær"}};
    person["phoneNumbers"] = json::array{json::object{{"type", "mobile"}, {"value", "+45 1"}},
                                         json::object{{"type", "work"}, {"value", "+45 2"}}};
    person["schemas"].as_array().push_back(kEnterprise);
    person[kEnterprise] = json::object{{"department", "Løn"}, {"manager", json::object{{"value", boss}}}};
    auto& facts = person[kOnPrem].as_object();
    facts["distinguishedName"] = "CN=Carla,OU=Løn,DC=ex1,DC=test";
    facts["userPrincipalName"] = "carla@ex1.local";
    facts["securityIdentifier"] = "S-1-5-21-1-2-3-1104";
    facts["passwordSetAt"] = "2026-11-01T10:00:00.000Z";
    facts["proxyAddresses"] = json::array{"SMTP:carla@ex1.test"};
    facts["extensionAttribute3"] = "drei";
    world.create(person);

    const auto user = world.get("/v1.0/users/carla@ex1.test");
    ASSERT_EQ(user.status, 200) << user.text;
    EXPECT_EQ(user.member("givenName"), "Carla");
    EXPECT_EQ(user.member("surname"), "Kjær");
    EXPECT_EQ(user.member("jobTitle"), "Engineer");
    EXPECT_EQ(user.member("department"), "Løn");
    EXPECT_EQ(user.member("mobilePhone"), "+45 1");
    EXPECT_EQ(user.body.at("businessPhones").at(0).as_string(), "+45 2");
    EXPECT_EQ(user.member("onPremisesDistinguishedName"), "CN=Carla,OU=Løn,DC=ex1,DC=test");
    EXPECT_EQ(user.member("onPremisesUserPrincipalName"), "carla@ex1.local");
    EXPECT_EQ(user.member("onPremisesSecurityIdentifier"), "S-1-5-21-1-2-3-1104");
    EXPECT_EQ(user.member("lastPasswordChangeDateTime"), "2026-11-01T10:00:00Z");
    EXPECT_EQ(user.body.at("proxyAddresses").at(0).as_string(), "SMTP:carla@ex1.test");
    const auto& extension = user.body.at("onPremisesExtensionAttributes");
    EXPECT_EQ(extension.at("extensionAttribute3").as_string(), "drei");
    EXPECT_TRUE(extension.at("extensionAttribute4").is_null());
    EXPECT_TRUE(user.body.at("onPremisesLastSyncDateTime").is_string());
    EXPECT_TRUE(user.body.at("onPremisesProvisioningErrors").as_array().empty());

    const auto manager = world.get("/v1.0/users/carla@ex1.test/manager?$select=id");
    EXPECT_EQ(manager.member("id"), boss) << manager.text;
    EXPECT_EQ(world.get("/v1.0/users/boss@ex1.test/manager").status, 404);
    EXPECT_EQ(world.scim("DELETE", "/Users/" + boss).status, 204);
    EXPECT_EQ(world.get("/v1.0/users/carla@ex1.test/manager").status, 404);
}

TEST(GraphPeople, TheTenantsOwnAreNotSynchronizedAndHaveNoPasswordToWriteBack) {
    PeopleWorld world;
    const auto id = world.create(PeopleWorld::own("own@ex1.test"));
    const auto user = world.get("/v1.0/users/" + id);
    EXPECT_TRUE(user.body.at("onPremisesSyncEnabled").is_null()) << user.text;
    EXPECT_TRUE(user.body.at("onPremisesImmutableId").is_null());
    const auto names = [&](const std::string& filter) {
        std::vector<std::string> found;
        const auto page = world.get("/v1.0/users?$filter=" + filter);
        for (const auto& one : page.body.at("value").as_array()) found.emplace_back(one.at("displayName").as_string());
        return found;
    };
    using Names = std::vector<std::string>;
    EXPECT_EQ(names("onPremisesSyncEnabled%20eq%20true"), Names{"anna"});
    EXPECT_EQ(names("onPremisesSyncEnabled%20ne%20true"), Names{"own"});
    EXPECT_EQ(names("onPremisesSamAccountName%20eq%20'ANNA'"), Names{"anna"});
    const auto anchor = world.get("/v1.0/users/anna@ex1.test").member("onPremisesImmutableId");
    EXPECT_EQ(names("onPremisesImmutableId%20eq%20'" + anchor + "'"), Names{"anna"});
    EXPECT_EQ(names("not%20(onPremisesImmutableId%20eq%20'" + anchor + "')"), Names{"own"});

    const auto ticket = world.call(kHelpdesk, "POST", "/beta/users/" + id + "/passwordWritebacks", {{"kind", "reset"}});
    EXPECT_EQ(ticket.status, 422);
    EXPECT_EQ(ticket.code(), "user_not_found");
    const auto state = world.get("/beta/users/" + id + "/onPremisesState");
    EXPECT_EQ(state.status, 422);
    EXPECT_EQ(state.code(), "user_not_found");
    EXPECT_EQ(PersonAtPage(world.tenant).start("own@ex1.test").status, 201) << "as for everybody";
    EXPECT_EQ(world.scim("POST", "/Users", PeopleWorld::own("OWN@ex1.test")).status, 409);
}

TEST(GraphPeople, AConflictIsListedAndHealsWhenTheOtherGoes) {
    PeopleWorld world;
    const auto first = world.create(PeopleWorld::synced('B', "maren@ex1.test"));
    const auto second = world.create(PeopleWorld::synced('C', "Maren@ex1.test"));
    const auto listed = world.conflicts();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].at("id").as_string(), second);
    EXPECT_EQ(listed[0].at("property").as_string(), "userPrincipalName");
    EXPECT_EQ(listed[0].at("value").as_string(), "Maren@ex1.test");
    EXPECT_EQ(listed[0].at("collidesWith").at("id").as_string(), first);
    EXPECT_EQ(listed[0].at("collidesWith").at("kind").as_string(), "user");
    const auto user = world.get("/v1.0/users/" + second);
    EXPECT_TRUE(user.member("userPrincipalName").starts_with("Maren+")) << user.text;
    const auto& errors = user.body.at("onPremisesProvisioningErrors").as_array();
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].at("category").as_string(), "PropertyConflict");
    EXPECT_EQ(errors[0].at("propertyCausingError").as_string(), "UserPrincipalName");

    EXPECT_EQ(world.scim("DELETE", "/Users/" + first).status, 204);
    EXPECT_EQ(world.get("/v1.0/users/" + second).member("userPrincipalName"), "Maren@ex1.test");
    EXPECT_TRUE(world.conflicts().empty());
}

TEST(GraphPeople, ConflictsComeInPagesAndAnAdministratorIsToldAsOne) {
    PeopleWorld world;
    (void)world.token(kGlobal);  // admin0@ex1.test or admin1: whichever
    const auto admins = world.get("/v1.0/me", kGlobal).member("userPrincipalName");
    world.create(PeopleWorld::synced('B', admins));
    world.create(PeopleWorld::synced('C', "anna@ex1.test"));
    world.create(PeopleWorld::synced('D', "anna@ex1.test"));
    const auto first = world.get("/beta/onPremisesSynchronization/conflicts?$top=2");
    ASSERT_EQ(first.body.at("value").as_array().size(), 2U) << first.text;
    EXPECT_EQ(first.body.at("value").at(0).at("collidesWith").at("kind").as_string(), "administrator");
    const auto link = first.member("@odata.nextLink");
    const auto second = world.get(link.substr(link.find('/', 8)));
    EXPECT_EQ(second.body.at("value").as_array().size(), 1U);
    EXPECT_EQ(second.member("@odata.nextLink"), "");
    EXPECT_EQ(world.get("/beta/onPremisesSynchronization/conflicts?$skiptoken=x").status, 400);
}

TEST(GraphPeople, DeletedPeopleAreShownAndTheDirectorysComeBackWithTheirId) {
    PeopleWorld world;
    const auto id = world.create(PeopleWorld::synced('B', "maren@ex1.test"));
    ASSERT_EQ(world.scim("DELETE", "/Users/" + id).status, 204);
    EXPECT_EQ(world.get("/v1.0/users/" + id).status, 404);
    EXPECT_EQ(world.scim("GET", "/Users/" + id).status, 404);
    const auto list = world.get(kDeleted + std::string("microsoft.graph.user?$count=true"));
    ASSERT_EQ(list.body.at("value").as_array().size(), 1U) << list.text;
    EXPECT_EQ(list.body.at("@odata.count").as_int64(), 1);
    EXPECT_EQ(list.body.at("value").at(0).at("id").as_string(), id);
    EXPECT_TRUE(list.body.at("value").at(0).at("deletedDateTime").is_string());
    EXPECT_EQ(world.get(kDeleted + id).member("userPrincipalName"), "maren@ex1.test");
    const auto refused = world.call(kGlobal, "POST", kDeleted + id + "/restore", json::object{});
    EXPECT_EQ(refused.status, 400) << "the directory decides";
    EXPECT_EQ(world.create(PeopleWorld::synced('B', "maren@ex1.test")), id);
    EXPECT_EQ(world.get(kDeleted + id).status, 404);
}

TEST(GraphPeople, OneOfTheTenantsOwnIsRestoredOrGoesForGood) {
    PeopleWorld world;
    const auto id = world.create(PeopleWorld::own("own@ex1.test"));
    ASSERT_EQ(world.scim("DELETE", "/Users/" + id).status, 204);
    const auto restored = world.call(kGlobal, "POST", kDeleted + id + "/restore", json::object{});
    EXPECT_EQ(restored.status, 200) << restored.text;
    EXPECT_EQ(restored.member("userPrincipalName"), "own@ex1.test");
    EXPECT_EQ(world.get("/v1.0/users/" + id).status, 200);
    ASSERT_EQ(world.scim("DELETE", "/Users/" + id).status, 204);
    const auto other = world.create(PeopleWorld::own("own@ex1.test"));
    EXPECT_EQ(world.call(kGlobal, "POST", kDeleted + id + "/restore", json::object{}).status, 400);
    EXPECT_EQ(world.call(kGlobal, "DELETE", kDeleted + id).status, 204);
    EXPECT_EQ(world.call(kGlobal, "DELETE", kDeleted + id).status, 404);
    EXPECT_EQ(world.get("/v1.0/users/" + other).status, 200);
}

TEST(GraphPeople, TheBlocksOfMatchingAreSettings) {
    PeopleWorld world;
    const auto organizations = world.get("/v1.0/organization");
    const auto& organization = organizations.body.at("value").at(0).at("id").as_string();
    const auto path = std::string(kSettings) + "/" + std::string(organization);
    const auto before = world.get(path);
    ASSERT_EQ(before.status, 200) << before.text;
    const auto& prevention = before.body.at("configuration").at("accidentalDeletionPrevention");
    EXPECT_EQ(prevention.at("synchronizationPreventionType").as_string(), "enabledForCount");
    EXPECT_EQ(prevention.at("alertThreshold").as_int64(), 500);
    EXPECT_FALSE(before.body.at("features").at("blockSoftMatchEnabled").as_bool());
    EXPECT_TRUE(before.body.at("features").at("softMatchOnUpnEnabled").as_bool());
    EXPECT_EQ(world.get(kSettings).body.at("value").at(0).at("id").as_string(), organization);

    const auto own = world.create(PeopleWorld::own("own@ex1.test"));
    const json::object block{{"features", json::object{{"blockSoftMatchEnabled", true}}}};
    EXPECT_EQ(world.call(kGlobal, "PATCH", path, block).status, 204);
    const auto refused = world.scim("POST", "/Users", PeopleWorld::synced('B', "own@ex1.test"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_TRUE(refused.member("detail").starts_with("InvalidSoftMatch")) << refused.text;
    const json::object allow{
        {"features", json::object{{"blockSoftMatchEnabled", false}}},
        {"configuration", json::object{{"accidentalDeletionPrevention",
                                        json::object{{"synchronizationPreventionType", "enabledForPercentage"},
                                                     {"alertThreshold", 10}}}}}};
    EXPECT_EQ(world.call(kGlobal, "PATCH", path, allow).status, 204);
    EXPECT_EQ(world.create(PeopleWorld::synced('B', "own@ex1.test")), own);
    const auto after = world.get(path);
    EXPECT_EQ(after.body.at("configuration").at("accidentalDeletionPrevention").at("alertThreshold").as_int64(), 10);

    for (const json::object& wrong :
         {json::object{{"features", json::object{{"softMatchOnUpnEnabled", false}}}},
          json::object{{"features", json::object{{"blockSoftMatchEnabled", "yes"}}}},
          json::object{
              {"configuration", json::object{{"accidentalDeletionPrevention", json::object{{"alertThreshold", 101}}}}}},
          json::object{
              {"configuration", json::object{{"accidentalDeletionPrevention", json::object{{"alertThreshold", -1}}}}}},
          json::object{{"configuration", json::object{{"colour", 1}}}}, json::object{{"id", "x"}}})
        EXPECT_EQ(world.call(kGlobal, "PATCH", path, wrong).status, 400) << json::serialize(wrong);
    EXPECT_EQ(world.get(path).body.at("features").as_object(), after.body.at("features").as_object());
}

}  // namespace
}  // namespace tilbage::testing
