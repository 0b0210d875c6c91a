#include "tenant/http/scim_users.h"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "tenant/http/testing/agent_api.h"
#include "wire/scim_bulk.h"
#include "wire/scim_list.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;

std::string text_of(const json::value& value) { return std::string(std::string_view(value.as_string())); }

std::string patch(const std::string& operations) {
    return R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": [)" + operations + "]}";
}

class ScimUsersTest : public ::testing::Test {
protected:
    static std::string user(std::uint8_t number, const std::string& name) {
        core::Person person;
        person.anchor = core::SourceAnchor::from_guid(base::Bytes(16, number)).value();
        person.user_name = name + "@ex1.test";
        person.sam_account_name = name;
        return wire::encode_scim_user(person);
    }
    std::string created(std::uint8_t number, const std::string& name) {
        const auto response = api_.scim("POST", "/scim/v2/Users", user(number, name));
        EXPECT_EQ(response.status, 201U) << response.content();
        return text_of(object_in(response).at("id"));
    }
    // The id of the one whom a filter finds.
    std::string found(const std::string& filter) {
        const auto list = object_in(api_.query({{"filter", filter}}));
        return list.at("totalResults").as_int64() == 1 ? text_of(list.at("Resources").at(0).at("id")) : "";
    }
    static std::string type_of(const http::Response& response) {
        const auto error = object_in(response);
        EXPECT_EQ(error.at("status").as_string(), std::to_string(response.status));
        return error.contains("scimType") ? text_of(error.at("scimType")) : "";
    }

    AgentApi api_;
};

TEST_F(ScimUsersTest, APersonIsCreatedReadReplacedAndDeleted) {
    const auto response = api_.scim("POST", "/scim/v2/Users", user(1, "maren"));
    ASSERT_EQ(response.status, 201U) << response.content();
    EXPECT_EQ(response.content_type, "application/scim+json");
    const auto made = object_in(response);
    const std::string path = "/scim/v2/Users/" + text_of(made.at("id"));
    EXPECT_EQ(header_of(response, "Location"), "https://id.example.org" + path);
    EXPECT_EQ(header_of(response, "ETag"), text_of(made.at("meta").at("version")));
    EXPECT_EQ(api_.scim("GET", path).content(), response.content());
    const auto replaced = api_.scim("PUT", path, user(1, "maren2"));
    ASSERT_EQ(replaced.status, 200U) << replaced.content();
    EXPECT_EQ(object_in(replaced).at("userName").as_string(), "maren2@ex1.test");
    EXPECT_NE(header_of(replaced, "ETag"), header_of(response, "ETag"));
    EXPECT_EQ(api_.scim("DELETE", path).status, 204U);
    EXPECT_EQ(api_.scim("GET", path).status, 404U);
    EXPECT_EQ(api_.scim("DELETE", path).status, 404U);
}

TEST_F(ScimUsersTest, NothingWorksWithoutAValidToken) {
    for (const char* authorization : {"", "Bearer", "Bearer ", "Bearer wrong", "Basic YTpi",
                                      "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        for (const auto& [method, path] :
             std::vector<std::pair<std::string, std::string>>{{"GET", "/scim/v2/Users"},
                                                              {"POST", "/scim/v2/Users"},
                                                              {"GET", "/scim/v2/Users/1"},
                                                              {"PUT", "/scim/v2/Users/1"},
                                                              {"DELETE", "/scim/v2/Users/1"},
                                                              {"POST", "/scim/v2/Bulk"},
                                                              {"GET", "/scim/v2/ServiceProviderConfig"}}) {
            http::Request request;
            request.method = method;
            request.path = path;
            request.headers.push_back({"Authorization", authorization});
            const auto response = api_.call(request);
            EXPECT_EQ(response.status, 401U) << method << ' ' << path << ' ' << authorization;
            EXPECT_EQ(header_of(response, "WWW-Authenticate").substr(0, 6), "Bearer");
        }
    }
}

TEST_F(ScimUsersTest, AnotherTenantsAgentSeesNobodyOfThisOne) {
    const std::string path = "/scim/v2/Users/" + created(1, "maren");
    const auto as_other = [&](const std::string& method, const std::string& target, const std::string& body) {
        http::Request request;
        request.method = method;
        request.path = target;
        request.body = body;
        request.headers.push_back({"Authorization", "Bearer " + api_.token(api_.other_tenant)});
        request.headers.push_back({"Content-Type", "application/scim+json"});
        return api_.call(request);
    };
    EXPECT_EQ(as_other("GET", path, "").status, 404U);
    EXPECT_EQ(as_other("PUT", path, user(1, "thief")).status, 404U);
    EXPECT_EQ(as_other("PATCH", path, patch(R"({"op": "replace", "path": "active", "value": false})")).status, 404U);
    EXPECT_EQ(as_other("DELETE", path, "").status, 404U);
    const auto search =
        R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": "userName pr"})";
    EXPECT_EQ(object_in(as_other("POST", "/scim/v2/Users/.search", search)).at("totalResults").as_int64(), 0);
    const auto id = path.substr(path.rfind('/') + 1);
    core::Group group;
    group.display_name = "Thieves";
    group.members = {{core::GroupMember::Kind::person, id}};
    EXPECT_EQ(as_other("POST", "/scim/v2/Groups", wire::encode_scim_group(group)).status, 400U);
    const auto bulk = wire::encode_scim_bulk_request({.operations = {{.method = wire::ScimMethod::remove, .id = id}}});
    EXPECT_EQ(wire::decode_scim_bulk_response(as_other("POST", "/scim/v2/Bulk", bulk).content())->at(0).status, 404U);
    EXPECT_EQ(object_in(as_other("GET", "/scim/v2/Users", "")).at("totalResults").as_int64(), 0);
    EXPECT_EQ(as_other("POST", "/scim/v2/Users", user(1, "maren")).status, 201U) << "names are unique in a tenant only";
    EXPECT_EQ(api_.scim("GET", path).status, 200U);
}

TEST_F(ScimUsersTest, ListsInPages) {
    for (std::uint8_t i = 1; i <= 5; ++i) created(i, "p" + std::to_string(i));
    const auto page = object_in(api_.query({{"startIndex", "2"}, {"count", "3"}}));
    EXPECT_EQ(page.at("totalResults").as_int64(), 5);
    EXPECT_EQ(page.at("startIndex").as_int64(), 2);
    EXPECT_EQ(page.at("itemsPerPage").to_number<int>(), 3);
    EXPECT_EQ(page.at("Resources").as_array().size(), 3U);
    EXPECT_EQ(object_in(api_.query({{"startIndex", "-4"}, {"count", "-1"}})).at("Resources").as_array().size(), 0U);
    EXPECT_EQ(object_in(api_.query({{"startIndex", "6"}})).at("Resources").as_array().size(), 0U);
    EXPECT_EQ(object_in(api_.query({{"count", "100000"}})).at("Resources").as_array().size(), 5U);
    EXPECT_EQ(type_of(api_.query({{"count", "many"}})), "invalidValue");
}

TEST_F(ScimUsersTest, FiltersByIndexesAndByLookingAtEverybody) {
    const auto id = created(1, "maren");
    created(2, "jens");
    EXPECT_EQ(found("userName eq \"MAREN@ex1.test\""), id);
    EXPECT_EQ(found("externalId eq \"AQEBAQEBAQEBAQEBAQEBAQ==\""), id);
    EXPECT_EQ(found("id eq \"" + id + "\""), id);
    EXPECT_EQ(found("userName sw \"mar\" and active eq true"), id);
    EXPECT_EQ(found("urn:tilbage:params:scim:schemas:onprem:2.0:User:sAMAccountName eq \"maren\""), id);
    EXPECT_EQ(found("userName eq \"maren\""), "") << "the user name and nothing else";
    EXPECT_EQ(found("userName eq \"maren@ex1.test\" and active eq false"), "");
    EXPECT_EQ(found("externalId eq \"no anchor\""), "");
    EXPECT_EQ(type_of(api_.query({{"filter", "nobody eq \"x\""}})), "invalidFilter");
}

TEST_F(ScimUsersTest, AFilteredListHasPagesToo) {
    for (std::uint8_t i = 1; i <= 5; ++i) created(i, "p" + std::to_string(i));
    created(6, "other");
    const auto page = object_in(api_.query({{"filter", "userName sw \"p\""}, {"startIndex", "2"}, {"count", "3"}}));
    EXPECT_EQ(page.at("totalResults").as_int64(), 5);
    EXPECT_EQ(page.at("Resources").as_array().size(), 3U);
    EXPECT_EQ(object_in(api_.query({{"filter", "userName sw \"p\""}, {"count", "0"}})).at("totalResults").as_int64(),
              5);
}

TEST_F(ScimUsersTest, ASearchInABodyIsTheSameAsAQuery) {
    const auto id = created(1, "maren");
    created(2, "jens");
    const auto answer = api_.scim("POST", "/scim/v2/Users/.search",
                                  R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
                                      "filter": "userName sw \"m\"", "attributes": ["userName"], "startIndex": 1, "count": 10})");
    ASSERT_EQ(answer.status, 200U) << answer.content();
    const auto list = object_in(answer);
    ASSERT_EQ(list.at("totalResults").as_int64(), 1);
    const auto& user = list.at("Resources").at(0).as_object();
    EXPECT_EQ(user.at("id").as_string(), id);
    EXPECT_EQ(user.size(), 3U) << "id, schemas, userName";
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Users/.search", "{}").status, 400U);
    EXPECT_EQ(api_.scim("POST", "/scim/v2/.search", "{}").status, 501U);
}

TEST_F(ScimUsersTest, AnAnswerHasTheAttributesThatWereAskedFor) {
    const std::string path = "/scim/v2/Users/" + created(1, "maren");
    const auto only = object_in(api_.scim("GET", path + "?attributes=userName,name.givenName,nobody"));
    EXPECT_TRUE(only.contains("id") && only.contains("schemas") && only.contains("userName"));
    EXPECT_FALSE(only.contains("active") || only.contains("meta"));
    const auto without = object_in(
        api_.scim("GET", path + "?excludedAttributes=id,active,urn:tilbage:params:scim:schemas:onprem:2.0:User"));
    EXPECT_TRUE(without.contains("id") && without.contains("meta"));
    EXPECT_FALSE(without.contains("active") || without.contains(wire::kScimOnPremisesUserSchema));
    EXPECT_EQ(api_.scim("GET", path + "?attributes=id&excludedAttributes=id").status, 400U);
}

TEST_F(ScimUsersTest, AnchorsStayAndNamesThatAreTakenAreKeptAway) {
    const auto maren = created(1, "maren");
    const std::string jens = "/scim/v2/Users/" + created(2, "jens");
    const auto moved = api_.scim("PUT", jens, user(9, "jens"));
    EXPECT_EQ(moved.status, 400U);
    EXPECT_EQ(type_of(moved), "mutability");
    const auto twin = object_in(api_.scim("POST", "/scim/v2/Users", user(3, "MAREN")));
    EXPECT_NE(twin.at("userName").as_string(), "MAREN@ex1.test");
    const auto& error = twin.at(wire::kScimOnPremisesUserSchema).at("provisioningErrors").at(0);
    EXPECT_EQ(error.at("property").as_string(), "userPrincipalName");
    EXPECT_EQ(error.at("value").as_string(), "MAREN@ex1.test");
    EXPECT_EQ(error.at("collidingId").as_string(), maren);
}

TEST_F(ScimUsersTest, WhoIsThereByTheirAnchorIsTakenOverAndAnswered200) {
    const auto id = created(1, "maren");
    const auto again = api_.scim("POST", "/scim/v2/Users", user(1, "maren2"));
    EXPECT_EQ(again.status, 200U) << again.content();
    EXPECT_EQ(object_in(again).at("id").as_string(), id);
}

TEST_F(ScimUsersTest, OneWhoIsNotFromADirectoryHasAnyExternalIdAndAUniqueName) {
    core::Person own;
    own.user_name = "guest@ex1.test";
    own.external_id = "701984";
    const auto made = api_.scim("POST", "/scim/v2/Users", wire::encode_scim_user(own));
    ASSERT_EQ(made.status, 201U) << made.content();
    const auto object = object_in(made);
    EXPECT_EQ(object.at("externalId").as_string(), "701984");
    EXPECT_FALSE(object.contains(wire::kScimOnPremisesUserSchema));
    const auto twin = api_.scim("POST", "/scim/v2/Users", wire::encode_scim_user(own));
    EXPECT_EQ(twin.status, 409U);
    EXPECT_EQ(type_of(twin), "uniqueness");
    EXPECT_EQ(found("externalId eq \"701984\""), text_of(object.at("id")));
}

TEST_F(ScimUsersTest, EverythingThatCanBeSaidComesBack) {
    core::Person person;
    person.anchor = core::SourceAnchor::from_guid(base::Bytes(16, 7)).value();
    person.user_name = "maren@ex1.test";
    person.display_name = "Maren Kjær";
    person.work_mail = "maren@ex1.test";
    person.alternate_mails = {"m@home.test"};
    person.preferred_language = "da-DK";
    person.active = false;
    person.sam_account_name = "maren";
    person.netbios_domain = "EX1";
    person.domain = "ex1.test";
    for (std::size_t i = 0; i < core::kProfileFields; ++i)
        person.profile[static_cast<core::ProfileField>(i)] = "Field\r\n" + std::to_string(i);
    for (const auto phone : {core::ProfileField::business_phone, core::ProfileField::mobile_phone,
                             core::ProfileField::home_phone, core::ProfileField::fax_number})
        person.profile[phone] = "+45 " + std::to_string(static_cast<int>(phone));
    person.on_premises = {.user_principal_name = "maren@ex1.local",
                          .distinguished_name = "CN=Maren,OU=A\\, B,DC=ex1,DC=test",
                          .security_identifier = "S-1-5-21-1-2-3-1104",
                          .user_account_control = 66048,
                          .admin_count = true,
                          .locked_at = base::from_millis(1'795'417'509'250),
                          .password_set_at = base::from_millis(1'795'417'509'251),
                          .password_expires_at = base::from_millis(1'895'417'509'250),
                          .account_expires_at = base::from_millis(1'995'417'509'250),
                          .proxy_addresses = {"SMTP:maren@ex1.test", "smtp:mk@ex1.test"}};
    person.manager = core::PersonId(created(1, "boss"));
    const auto made = api_.scim("POST", "/scim/v2/Users", wire::encode_scim_user(person));
    ASSERT_EQ(made.status, 201U) << made.content();
    auto read =
        wire::decode_scim_user(api_.scim("GET", "/scim/v2/Users/" + text_of(object_in(made).at("id"))).content());
    ASSERT_TRUE(read) << read.error().detail;
    person.id = read->id;
    EXPECT_EQ(*read, person);
    EXPECT_EQ(object_in(made).at(wire::kScimEnterpriseSchema).at("manager").at("$ref").as_string(),
              "https://id.example.org/scim/v2/Users/" + person.manager->str());
}

TEST_F(ScimUsersTest, BodiesAreReadStrictly) {
    EXPECT_EQ(type_of(api_.scim("POST", "/scim/v2/Users", "{")), "invalidSyntax");
    EXPECT_EQ(type_of(api_.scim("POST", "/scim/v2/Users", "{}")), "invalidValue");
    http::Request request;
    request.method = "POST";
    request.path = "/scim/v2/Users";
    request.body = user(1, "maren");
    request.headers = {{"Authorization", "Bearer " + api_.token(api_.tenant)}, {"Content-Type", "text/plain"}};
    EXPECT_EQ(api_.call(request).status, 415U);
}

TEST_F(ScimUsersTest, ConditionsOnTheVersionHold) {
    const auto response = api_.scim("POST", "/scim/v2/Users", user(1, "maren"));
    const std::string path = "/scim/v2/Users/" + text_of(object_in(response).at("id"));
    const std::string version = header_of(response, "ETag");
    EXPECT_EQ(api_.scim("GET", path, "", {{"If-None-Match", version}}).status, 304U);
    EXPECT_EQ(api_.scim("GET", path, "", {{"If-None-Match", "W/\"other\""}}).status, 200U);
    EXPECT_EQ(api_.scim("PUT", path, user(1, "m2"), {{"If-Match", "W/\"other\""}}).status, 412U);
    EXPECT_EQ(api_.scim("PUT", path, user(1, "m2"), {{"If-Match", "W/\"other\", " + version}}).status, 200U);
    EXPECT_EQ(api_.scim("DELETE", path, "", {{"If-Match", version}}).status, 412U);
    EXPECT_EQ(api_.scim("DELETE", path, "", {{"If-Match", "*"}}).status, 204U);
}

TEST_F(ScimUsersTest, APatchChangesWhatItNamesAndNothingElse) {
    const std::string path = "/scim/v2/Users/" + created(1, "maren");
    const auto before = object_in(api_.scim("GET", path));
    const auto patched = api_.scim(
        "PATCH", path,
        patch(R"({"op": "Replace", "path": "active", "value": "False"}, {"op": "add", "value": {"title": "Leder"}})"));
    ASSERT_EQ(patched.status, 200U) << patched.content();
    auto after = object_in(patched);
    EXPECT_EQ(header_of(patched, "ETag"), text_of(after.at("meta").at("version")));
    EXPECT_FALSE(after.at("active").as_bool());
    EXPECT_EQ(after.at("title").as_string(), "Leder");
    after["active"] = true;
    after.erase("title");
    after["meta"] = before.at("meta");
    EXPECT_EQ(after, before);
}

TEST_F(ScimUsersTest, APatchThatDoesNotGoChangesNothing) {
    const std::string path = "/scim/v2/Users/" + created(1, "maren");
    const auto before = api_.scim("GET", path).content();
    const auto refusal = [&](const std::string& operations) {
        const auto response = api_.scim("PATCH", path, patch(operations));
        return std::to_string(response.status) + " " + type_of(response);
    };
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "active", "value": false}, {"op": "remove", "path": "userName"})"),
              "400 mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "id", "value": "x"})"), "400 mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "externalId", "value": "AgICAgICAgICAgICAgICAg=="})"),
              "400 mutability");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "nobody", "value": 1})"), "400 invalidPath");
    EXPECT_EQ(refusal(R"({"op": "replace", "path": "emails[type eq \"work\"].value", "value": "a@b"})"),
              "400 noTarget");
    EXPECT_EQ(refusal(R"({"op": "remove"})"), "400 noTarget");
    EXPECT_EQ(refusal(R"({"op": "move", "path": "title"})"), "400 invalidSyntax");
    EXPECT_EQ(refusal(R"({"op": "add", "path": "active", "value": "perhaps"})"), "400 invalidValue");
    EXPECT_EQ(api_.scim("PATCH", path, patch(R"({"op": "replace", "path": "active", "value": false})"),
                        {{"If-Match", "W/\"old\""}})
                  .status,
              412U);
    EXPECT_EQ(api_.scim("PATCH", "/scim/v2/Users/nobody", patch(R"({"op": "remove", "path": "title"})")).status, 404U);
    EXPECT_EQ(api_.scim("GET", path).content(), before);
}

TEST_F(ScimUsersTest, OneTenantsChangesAreNoNewsToAnother) {
    created(1, "maren");
    http::Request request;
    request.method = "GET";
    request.path = "/scim/v2/Users";
    request.headers = {{"Authorization", "Bearer " + api_.token(api_.other_tenant)}};
    const auto before = header_of(api_.call(request), "Tilbage-Revision");
    created(2, "jens");
    EXPECT_EQ(header_of(api_.call(request), "Tilbage-Revision"), before);
}

TEST_F(ScimUsersTest, TheRevisionGrowsWithChangesAndOnlyThen) {
    const auto revision = [&](const http::Response& response) {
        return std::stoll(header_of(response, "Tilbage-Revision"));
    };
    const auto first = revision(api_.query({}));
    const auto made = api_.scim("POST", "/scim/v2/Users", user(1, "maren"));
    const std::string path = "/scim/v2/Users/" + text_of(object_in(made).at("id"));
    EXPECT_GT(revision(made), first);
    EXPECT_EQ(revision(api_.query({})), revision(made));
    EXPECT_EQ(revision(api_.scim("PUT", path, user(1, "maren"))), revision(made)) << "nothing is new";
    EXPECT_GT(revision(api_.scim("PUT", path, user(1, "maren2"))), revision(made));
    const auto before = revision(api_.query({}));
    EXPECT_GT(revision(api_.scim("DELETE", path)), before);
    EXPECT_EQ(revision(api_.scim("POST", "/scim/v2/Users/.search",
                                 R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]})")),
              before + 1);
}

TEST_F(ScimUsersTest, EachChangeLeavesARecord) {
    created(1, "maren");
    const auto records = api_.audited();
    ASSERT_FALSE(records.empty());
    EXPECT_EQ(records.back().record.action, "people.provision");
    EXPECT_EQ(records.back().record.actor.substr(0, 6), "agent:");
}

TEST_F(ScimUsersTest, TheServiceTellsWhatItCanDo) {
    const auto config = object_in(api_.scim("GET", "/scim/v2/ServiceProviderConfig"));
    EXPECT_EQ(config.at("bulk").at("maxOperations").to_number<int>(), 1000);
    EXPECT_EQ(config.at("bulk").at("maxPayloadSize").to_number<int>(), 4 * 1024 * 1024);
    EXPECT_EQ(config.at("filter").at("maxResults").to_number<int>(), 1000);
    EXPECT_TRUE(config.at("patch").at("supported").as_bool());
    EXPECT_FALSE(config.at("sort").at("supported").as_bool());
}

TEST_F(ScimUsersTest, TheSchemasAndResourceTypesAreThereAllAtOnceAndEachAlone) {
    for (const auto* path : {"/scim/v2/Schemas", "/scim/v2/ResourceTypes"}) {
        const auto list = object_in(api_.scim("GET", path));
        EXPECT_EQ(list.at("totalResults").to_number<std::size_t>(), list.at("Resources").as_array().size());
        for (const auto& one : list.at("Resources").as_array()) {
            const auto alone = api_.scim("GET", std::string(path) + "/" + text_of(one.at("id")));
            EXPECT_EQ(json::parse(alone.content()), one);
        }
        EXPECT_EQ(api_.scim("GET", std::string(path) + "/none").status, 404U);
        EXPECT_EQ(api_.scim("GET", std::string(path) + "?filter=id%20pr").status, 403U);
    }
    for (const auto* method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
        EXPECT_EQ(api_.scim(method, "/scim/v2/Me").status, 501U);
}

}  // namespace
}  // namespace tilbage::tenant
