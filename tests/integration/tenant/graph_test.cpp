// The Graph-shaped API of the real tenant: who may call what, queries, pages, ETags, agents.
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "integration/tenant/graph_world.h"

namespace tilbage::testing {
namespace {

namespace json = boost::json;

constexpr const char* kNobody = "00000000-0000-4000-8000-000000000000";
constexpr const char* kIntegration = "/beta/policies/onPremisesIntegration";

std::string inner(const PageAnswer& answer, std::string_view name) {
    return std::string(answer.body.at("error").at("innerError").at(name).as_string());
}

std::vector<std::string> names_in(const PageAnswer& page) {
    std::vector<std::string> names;
    for (const auto& user : page.body.at("value").as_array()) {
        names.emplace_back(user.at("displayName").as_string());
    }
    return names;
}

// The path and query of the next page; "" when this is the last.
std::string next_of(const PageAnswer& page) {
    const auto link = page.member("@odata.nextLink");
    return link.empty() ? link : link.substr(link.find('/', 8));
}

struct Row {
    const char* method;
    std::string path;
    std::set<std::string> allowed;
};

TEST(Graph, AsksForTheRoleOnEveryCall) {
    GraphWorld world;
    const std::set<std::string> everybody{kGlobal, kPassword, kHelpdesk, kReader};
    const std::set<std::string> writers{kGlobal, kPassword, kHelpdesk};
    const std::set<std::string> global{kGlobal};
    const auto user = "/users/" + std::string(kNobody);
    const auto reset = user + "/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword";
    const auto operation = user + "/authentication/operations/" + kNobody;
    const std::string agents = "/beta/onPremisesAgents";
    const auto agent = agents + "/" + kNobody;
    const auto caller = "/beta/helpdesk/people/" + std::string(kNobody);
    std::vector<Row> rows{{"GET", "/beta" + user + "/onPremisesState", everybody},
                          {"POST", "/beta" + user + "/passwordWritebacks", writers},
                          {"POST", "/beta" + user + "/passwordWritebacks/" + kNobody, writers},
                          {"GET", "/beta" + user + "/passwordWritebacks/" + kNobody, writers},
                          {"POST", "/beta" + user + "/temporaryAccessCodes", writers},
                          {"DELETE", "/beta" + user + "/temporaryAccessCodes", writers},
                          {"GET", "/beta/helpdesk/people", everybody},
                          {"GET", caller, everybody},
                          {"POST", caller + "/callerVerification/codes", writers},
                          {"POST", caller + "/callerVerification/confirmation", writers},
                          {"POST", caller + "/callerVerification/note", writers},
                          {"DELETE", caller + "/callerVerification", writers},
                          {"POST", caller + "/resetLinks", writers},
                          {"GET", kIntegration, everybody},
                          {"PATCH", kIntegration, global},
                          {"GET", agents, everybody},
                          {"POST", agents, global},
                          {"GET", agent, everybody},
                          {"DELETE", agent, global},
                          {"POST", agent + "/testConnection", everybody},
                          {"GET", "/beta/domains", everybody},
                          {"GET", "/beta/onPremisesSynchronization/status", everybody},
                          {"GET", "/beta/onPremisesSynchronization/runs", everybody},
                          {"POST", "/beta/onPremisesSynchronization/run", global},
                          {"POST", "/beta/onPremisesSynchronization/fullRun", global},
                          {"POST", "/beta/onPremisesSynchronization/allowRemovals", global},
                          {"POST", "/beta/onPremisesSynchronization/explain", everybody},
                          {"GET", "/beta/onPremisesSynchronization/conflicts", everybody},
                          {"PATCH", "/beta/domains/ex2.test", global}};
    for (const std::string version : {"/v1.0", "/beta"}) {
        rows.push_back({"GET", version + "/me", everybody});
        rows.push_back({"GET", version + "/me/memberOf", everybody});
        rows.push_back({"GET", version + "/organization", everybody});
        rows.push_back({"GET", version + "/users", everybody});
        rows.push_back({"GET", version + user, everybody});
        rows.push_back({"GET", version + user + "/memberOf", everybody});
        rows.push_back({"GET", version + user + "/transitiveMemberOf", everybody});
        rows.push_back({"GET", version + user + "/manager", everybody});
        const auto deleted = version + "/directory/deletedItems/";
        rows.push_back({"GET", deleted + "microsoft.graph.user", everybody});
        rows.push_back({"GET", deleted + kNobody, everybody});
        rows.push_back({"DELETE", deleted + kNobody, global});
        rows.push_back({"POST", deleted + kNobody + "/restore", global});
        const auto synchronization = version + "/directory/onPremisesSynchronization";
        rows.push_back({"GET", synchronization, everybody});
        rows.push_back({"GET", synchronization + "/" + kNobody, everybody});
        rows.push_back({"PATCH", synchronization + "/" + kNobody, global});
        rows.push_back({"GET", version + "/groups", everybody});
        rows.push_back({"GET", version + "/groups/" + kNobody, everybody});
        rows.push_back({"GET", version + "/groups/" + kNobody + "/members", everybody});
        rows.push_back({"POST", version + reset, writers});
        rows.push_back({"GET", version + operation, writers});
    }
    for (const auto& row : rows) {
        const bool has_body = std::string_view(row.method) == "POST" || std::string_view(row.method) == "PATCH";
        const auto body = has_body ? json::value(json::object{}) : json::value(nullptr);
        for (const auto& role : everybody) {
            const auto answer = world.call(role, row.method, row.path, body);
            const auto where = std::string(row.method) + " " + row.path + " as " + role + ": " + answer.text;
            if (row.allowed.contains(role)) {
                // What these rows name is not there, their bodies say nothing, no agent has checked in: past the role
                // it is one of these.
                EXPECT_TRUE(std::set({200, 400, 404, 428, 503}).contains(answer.status)) << where;
            } else {
                EXPECT_EQ(answer.status, 403) << where;
                EXPECT_EQ(answer.code(), "Authorization_RequestDenied") << where;
            }
        }
        const auto stranger = PersonAtPage(world.tenant).call(row.method, row.path, has_body ? "{}" : "");
        EXPECT_EQ(stranger.status, 401) << row.method << row.path;
        EXPECT_EQ(stranger.code(), "InvalidAuthenticationToken");
    }
}

TEST(Graph, KnowsNoTokenOfAnAgentAndNoneOfAnAdministratorWhoHasGone) {
    GraphWorld world;
    const auto status = [&](const std::string& token) {
        return PersonAtPage(world.tenant).call("GET", "/v1.0/me", "", {{"Authorization", "Bearer " + token}}).status;
    };
    EXPECT_EQ(status(world.agent->new_token()), 401);
    EXPECT_EQ(status("x"), 401);
    EXPECT_EQ(status(world.token(kHelpdesk)), 200);
    const auto removed =
        world.tenant.command({"admin", "remove", "admin1@ex1.test", "--config", world.tenant.config_file()});
    ASSERT_EQ(removed.exit_code, 0) << removed.output;
    EXPECT_EQ(status(world.token(kHelpdesk)), 401);
}

TEST(Graph, AnswersInGraphsShapes) {
    GraphWorld world;
    const auto me = world.get("/v1.0/me");
    EXPECT_EQ(me.header("OData-Version"), "4.0");
    EXPECT_EQ(me.header("request-id").size(), 36U);
    EXPECT_EQ(me.member("@odata.context"), world.tenant.url() + "/v1.0/$metadata#users/$entity");
    const auto roles = world.get("/v1.0/me/memberOf");
    EXPECT_EQ(roles.body.at("value").at(0).at("displayName").as_string(), kReader);
    const auto organization = world.get("/v1.0/organization").body.at("value").at(0);
    EXPECT_EQ(organization.at("displayName").as_string(), "Example One");
    EXPECT_EQ(organization.at("verifiedDomains").at(0).at("name").as_string(), "ex1.test");

    const auto missing = PersonAtPage(world.tenant)
                             .call("GET", std::string("/v1.0/users/") + kNobody, "",
                                   {{"Authorization", "Bearer " + world.token(kReader)},
                                    {"client-request-id", "11111111-2222-4333-8444-555555555555"}});
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.code(), "Request_ResourceNotFound");
    EXPECT_EQ(inner(missing, "request-id"), missing.header("request-id"));
    EXPECT_EQ(inner(missing, "client-request-id"), "11111111-2222-4333-8444-555555555555");
    EXPECT_EQ(missing.header("client-request-id"), "11111111-2222-4333-8444-555555555555");
    EXPECT_EQ(inner(missing, "date").size(), 19U);
}

TEST(Graph, TellsAllOfAPerson) {
    GraphWorld world;
    const auto user = world.get("/v1.0/users/ANNA@ex1.test");
    ASSERT_EQ(user.status, 200) << user.text;
    EXPECT_EQ(user.member("userPrincipalName"), "anna@ex1.test");
    EXPECT_EQ(user.member("onPremisesSamAccountName"), "anna");
    EXPECT_EQ(user.body.at("otherMails").at(0).as_string(), "anna@home.example");
    EXPECT_TRUE(user.body.at("onPremisesSyncEnabled").as_bool());
    EXPECT_FALSE(user.body.as_object().contains("onPremisesNetBiosName"));
    const auto beta = world.get("/beta/users/" + user.member("id"));
    EXPECT_EQ(beta.member("onPremisesNetBiosName"), "EX1");
    EXPECT_EQ(beta.member("signInType"), "none");
    EXPECT_TRUE(beta.body.at("lastPasswordWriteback").is_null());
    const auto chosen = world.get("/v1.0/users/anna@ex1.test?$select=id,mail");
    EXPECT_EQ(chosen.body.as_object().size(), 3U) << chosen.text;  // and the context

    EXPECT_EQ(world.call(kGlobal, "PATCH", "/beta/domains/ex1.test", {{"signInType", "federated"}}).status, 200);
    EXPECT_EQ(world.call(kGlobal, "PATCH", "/beta/domains/ex1.test", {{"signInType", "magic"}}).status, 400);
    EXPECT_EQ(world.get("/beta/users/anna@ex1.test").member("signInType"), "federated");
    EXPECT_EQ(world.get("/beta/domains").body.at("value").at(0).at("signInType").as_string(), "federated");
}

TEST(Graph, RefusesAQueryThatItDoesNotKnow) {
    GraphWorld world;
    for (const auto* path :
         {"/v1.0/users?$expand=manager", "/v1.0/users?$skip=5", "/v1.0/users?colour=red",
          "/v1.0/users?$filter=mail%20eq%20'x'", "/v1.0/me?$top=1", "/beta/domains?$filter=id%20eq%20'x'",
          "/beta/onPremisesAgents?$top=1", "/v1.0/users/anna@ex1.test?$count=true"}) {
        const auto answer = world.get(path);
        EXPECT_EQ(answer.status, 400) << path << answer.text;
        EXPECT_EQ(answer.code(), "Request_UnsupportedQuery") << path;
    }
    for (const auto* path : {"/v1.0/users?$top=0", "/v1.0/users?$select=colour", "/v1.0/users?$skiptoken=x!",
                             "/v1.0/users?$filter=displayName%20eq", "/v1.0/users?$filter=accountEnabled%20eq%20'x'",
                             "/v1.0/users?$filter=displayName%20eq%20true", "/v1.0/users?$top=1&$top=2"}) {
        const auto answer = world.get(path);
        EXPECT_EQ(answer.status, 400) << path << answer.text;
        EXPECT_EQ(answer.code(), "Request_BadRequest") << path;
    }
}

TEST(Graph, PagesThroughPeopleThoughSomeAreInsertedBetweenPages) {
    GraphWorld world;
    for (const auto* name : {"bent", "dorte", "erik", "freja", "gert", "hanne"}) world.add_person(name, "");
    const auto first = world.get("/v1.0/users?$top=3&$count=true&$select=displayName");
    EXPECT_EQ(names_in(first), (std::vector<std::string>{"anna", "bent", "dorte"}));
    EXPECT_EQ(first.body.at("@odata.count").as_int64(), 7);
    world.add_person("aage", "");    // before the page's end: not shown again, and shifts nothing
    world.add_person("ditlev", "");  // before the end, too
    world.add_person("emma", "");    // behind it
    const auto second = world.get(next_of(first));
    EXPECT_EQ(names_in(second), (std::vector<std::string>{"emma", "erik", "freja"}));
    EXPECT_FALSE(second.body.as_object().contains("@odata.count"));
    const auto third = world.get(next_of(second));
    EXPECT_EQ(names_in(third), (std::vector<std::string>{"gert", "hanne"}));
    EXPECT_EQ(next_of(third), "");
    const auto backwards = world.get("/v1.0/users?$orderby=userPrincipalName%20desc&$top=2");
    EXPECT_EQ(names_in(backwards), (std::vector<std::string>{"hanne", "gert"}));
    EXPECT_EQ(names_in(world.get(next_of(backwards))), (std::vector<std::string>{"freja", "erik"}));
}

TEST(Graph, FiltersAndSearches) {
    GraphWorld world;
    world.add_person("bent", "", false);
    world.add_person("berit", "");
    const auto names = [&](const std::string& query) { return names_in(world.get("/v1.0/users?" + query)); };
    using Names = std::vector<std::string>;
    EXPECT_EQ(names("$filter=startswith(displayName,'BE')"), (Names{"bent", "berit"}));
    EXPECT_EQ(names("$filter=startswith(displayName,'be')%20and%20accountEnabled%20eq%20true"), Names{"berit"});
    EXPECT_EQ(names("$filter=not%20(displayName%20eq%20'bent'%20or%20displayName%20eq%20'anna')"), Names{"berit"});
    EXPECT_EQ(names("$filter=userPrincipalName%20ne%20'anna@ex1.test'"), (Names{"bent", "berit"}));
    EXPECT_EQ(names("$search=%22displayName:an%22%20OR%20%22userPrincipalName:beri%22"), (Names{"anna", "berit"}));
    EXPECT_EQ(names("$search=%22userPrincipalName:ex1%22"), (Names{"anna", "bent", "berit"}));
    EXPECT_EQ(names("$filter=displayName%20eq%20'x'''%20or%20id%20eq%20'''%20or%201=1--'"), Names{});
    EXPECT_EQ(names("$search=%22displayName:%25%22"), Names{});
}

TEST(Graph, TellsTheLaterOfTwoAdministratorsWhoSaveAtOnce) {
    GraphWorld world;
    const auto seen = world.get(kIntegration);
    const auto etag = seen.header("ETag");
    EXPECT_TRUE(seen.body.at("passwordWritebackEnabled").as_bool());
    EXPECT_EQ(world.call(kGlobal, "PATCH", kIntegration, {{"accountUnlockEnabled", true}}).status, 428);
    const auto saved = world.call(kGlobal, "PATCH", kIntegration, {{"accountUnlockEnabled", true}}, etag);
    EXPECT_EQ(saved.status, 200) << saved.text;
    EXPECT_TRUE(saved.body.at("accountUnlockEnabled").as_bool());
    EXPECT_TRUE(saved.body.at("passwordWritebackEnabled").as_bool());
    EXPECT_NE(saved.header("ETag"), etag);
    const auto late = world.call(kGlobal, "PATCH", kIntegration, {{"passwordWritebackEnabled", false}}, etag);
    EXPECT_EQ(late.status, 412);
    EXPECT_EQ(late.code(), "resourceModified");
    EXPECT_TRUE(world.get(kIntegration).body.at("passwordWritebackEnabled").as_bool());
    for (const json::object& wrong : {json::object{{"accountUnlockEnabled", "yes"}}, json::object{{"colour", true}}}) {
        EXPECT_EQ(world.call(kGlobal, "PATCH", kIntegration, wrong, saved.header("ETag")).status, 400);
    }
}

TEST(Graph, TurningWritebackOffRefusesEverybodyAtOnceAndOnAgainRollsTheKeys) {
    GraphWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    const auto sealed = person.seal("new password");
    const auto turn = [&](bool on) {
        const auto etag = world.get(kIntegration).header("ETag");
        return world.call(kGlobal, "PATCH", kIntegration, {{"passwordWritebackEnabled", on}}, etag).status;
    };
    const auto kid = world.agent->sealing_key().jwk().thumbprint();
    ASSERT_EQ(turn(false), 200);
    EXPECT_EQ(person.ticket().code(), "writeback_disabled");
    EXPECT_EQ(person.policy().code(), "writeback_disabled");
    const auto refused = person.submit(sealed.id, sealed.body);
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "writeback_disabled");
    for (const auto* name : {"anna", "nobody"}) {
        EXPECT_EQ(PersonAtPage(world.tenant).start(name).code(), "writeback_disabled") << name;
    }
    const auto ticket =
        world.call(kHelpdesk, "POST", "/beta/users/anna@ex1.test/passwordWritebacks", {{"kind", "reset"}});
    EXPECT_EQ(ticket.status, 422);
    EXPECT_EQ(ticket.code(), "writeback_disabled");
    EXPECT_EQ(world.agent->waiting_requests(), 0U);

    ASSERT_EQ(turn(true), 200);
    ASSERT_TRUE(world.agent->rolled_keys());
    EXPECT_EQ(PersonAtPage(world.tenant).start("anna").status, 201);
    EXPECT_NE(world.agent->sealing_key().jwk().thumbprint(), kid);
}

TEST(Graph, ARequestInFlightFinishesThoughWritebackIsTurnedOff) {
    GraphWorld world;
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    const auto sealed = person.seal("new password");
    PageAnswer answer;
    std::thread submission([&] { answer = PersonAtPage(world.tenant, person).submit(sealed.id, sealed.body); });
    const auto request = world.agent->next_request();
    world.tenant.integration({"--writeback", "no"});
    world.agent->answer(request.binding.request_id, core::Reason::succeeded);
    submission.join();
    EXPECT_EQ(answer.reason(), "succeeded");
}

TEST(Graph, AnAgentWithoutPasswordWritebackIsGivenNoWrites) {
    GraphWorld world;
    world.agent->disconnect();
    world.agent->writeback = false;
    ASSERT_TRUE(world.agent->connect());
    const auto agents = world.get("/beta/onPremisesAgents");
    EXPECT_EQ(agents.body.at("value").at(0).at("problem").as_string(), "not_configured");
    PersonAtPage person(world.tenant);
    person.prove("anna", world.mailbox, kAddress);
    EXPECT_EQ(person.ticket().code(), "writeback_disabled");
}

TEST(Graph, TellsAgentsAndTestsTheConnection) {
    GraphWorld world;
    const auto agents = world.get("/beta/onPremisesAgents");
    const auto agent = agents.body.at("value").at(0);
    EXPECT_EQ(agent.at("displayName").as_string(), "one");
    EXPECT_EQ(agent.at("host").as_string(), "host-of-one");
    EXPECT_EQ(agent.at("state").as_string(), "connected");
    EXPECT_TRUE(agent.at("passwordWriteback").as_bool());
    EXPECT_EQ(agent.at("domains").at(0).as_string(), "ex1.test");
    EXPECT_TRUE(agent.at("problem").is_null());
    EXPECT_TRUE(agent.at("lastHeartbeatDateTime").is_string());

    const auto path = "/beta/onPremisesAgents/" + world.agent->id() + "/testConnection";
    PageAnswer tested;
    std::thread test([&] { tested = world.call(kReader, "POST", path, json::object{}); });
    const auto request = world.agent->next_request();
    EXPECT_EQ(request.binding.kind, core::Kind::describe);
    core::Outcome outcome;
    outcome.reason = core::Reason::succeeded;
    outcome.description.emplace();
    world.agent->answer(request.binding.request_id, outcome);
    test.join();
    EXPECT_EQ(tested.status, 200) << tested.text;
    EXPECT_TRUE(tested.body.at("roundTripMilliseconds").is_number());

    world.agent->disconnect();
    const auto alone = world.call(kReader, "POST", path, json::object{});
    EXPECT_EQ(alone.status, 503);
    EXPECT_EQ(alone.code(), "agent_unavailable");
    EXPECT_EQ(world.get("/beta/onPremisesAgents/" + world.agent->id()).member("state"), "disconnected");
}

TEST(Graph, RemovingAnAgentCutsItOffAtOnce) {
    GraphWorld world;
    const auto token = world.agent->new_token();
    const auto path = "/beta/onPremisesAgents/" + world.agent->id();
    EXPECT_EQ(world.call(kGlobal, "DELETE", path).status, 204);
    EXPECT_EQ(world.agent->wait_for_close().code, 4001);
    EXPECT_FALSE(world.agent->connect(token));
    EXPECT_EQ(world.get(path).status, 404);
    EXPECT_EQ(world.call(kGlobal, "DELETE", path).status, 404);
    EXPECT_TRUE(world.get("/beta/onPremisesAgents").body.at("value").as_array().empty());
}

TEST(Graph, RegistersAnAgentWithItsPublicKey) {
    GraphWorld world;
    const auto key = crypto::EcKey::generate().value();
    json::object jwk{{"kty", "EC"}, {"crv", "P-256"}, {"x", key.jwk().x}, {"y", key.jwk().y}};
    json::object body{{"displayName", "two"}, {"host", "dc2.ex1.test"}, {"signingKey", jwk}};
    const auto made = world.call(kGlobal, "POST", "/beta/onPremisesAgents", body);
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.member("tenantDomain"), "ex1.test");
    EXPECT_EQ(world.get("/beta/onPremisesAgents/" + made.member("id")).member("host"), "dc2.ex1.test");
    jwk["d"] = "a private part";
    body["signingKey"] = jwk;
    EXPECT_EQ(world.call(kGlobal, "POST", "/beta/onPremisesAgents", body).status, 400);
}

TEST(Graph, TellsTheGroupsOfTheDirectoryTheirMembersAndAPersonsGroups) {
    GraphWorld world;
    const auto scim = [&](const json::object& group) {
        const auto made = PersonAtPage(world.tenant)
                              .call("POST", "/scim/v2/Groups", json::serialize(group),
                                    {{"Authorization", "Bearer " + world.agent->new_token()},
                                     {"Content-Type", "application/scim+json"}});
        EXPECT_EQ(made.status, 201) << made.text;
        return made.member("id");
    };
    const auto group = [&](const std::string& name, const std::string& anchor, const json::array& members) {
        return scim({{"schemas", {"urn:ietf:params:scim:schemas:core:2.0:Group"}},
                     {"externalId", anchor},
                     {"displayName", name},
                     {"members", members}});
    };
    const auto person = world.get("/v1.0/users?$top=1").body.at("value").at(0).at("id").as_string();
    const auto inner_id =
        group("Drift", "q83vEjRWeJq83vEjRWeJqg==", {json::object{{"value", person}, {"type", "User"}}});
    const auto outer_id =
        group("Ansatte", "q83vEjRWeJq83vEjRWeJqw==", {json::object{{"value", inner_id}, {"type", "Group"}}});

    const auto first = world.get("/v1.0/groups?$top=1&$count=true&$select=displayName");
    ASSERT_EQ(first.status, 200) << first.text;
    EXPECT_EQ(names_in(first), std::vector<std::string>{"Ansatte"});
    EXPECT_EQ(first.body.at("@odata.count").as_int64(), 2);
    EXPECT_EQ(names_in(world.get(next_of(first))), std::vector<std::string>{"Drift"});
    EXPECT_EQ(names_in(world.get("/v1.0/groups?$search=%22displayName:dri%22")), std::vector<std::string>{"Drift"});
    const auto members = world.get("/v1.0/groups/" + outer_id + "/members");
    EXPECT_EQ(members.body.at("value").at(0).at("@odata.type").as_string(), "#microsoft.graph.group");
    const auto path = "/v1.0/users/" + std::string(person);
    EXPECT_EQ(names_in(world.get(path + "/memberOf")), std::vector<std::string>{"Drift"});
    EXPECT_EQ(names_in(world.get(path + "/transitiveMemberOf")), (std::vector<std::string>{"Ansatte", "Drift"}));
    EXPECT_EQ(world.get("/v1.0/groups?$filter=displayName%20eq%20'Drift'").status, 400);
}

}  // namespace
}  // namespace tilbage::testing
