#include "wire/scim_bulk.h"

#include <gtest/gtest.h>

#include "wire/scim_list.h"

namespace tilbage::wire {
namespace {

const ScimBase kBase{.url = "https://id.example.org/scim/v2"};

core::Person person(const std::string& name) {
    core::Person person;
    person.anchor = *core::SourceAnchor::parse("AAECAwQFBgcICQoLDA0ODw==");
    person.user_name = name + "@ex1.test";
    return person;
}

core::Group group(const std::string& name) {
    core::Group group;
    group.display_name = name;
    group.external_id = "G-" + name;
    group.members = {{core::GroupMember::Kind::person, "bulkId:1"}, {core::GroupMember::Kind::person, "p7"}};
    return group;
}

std::string bulk(const std::string& operations) {
    return R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [)" + operations + "]}";
}

const std::string kData =
    R"({"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "a@b", "externalId": "AAECAwQFBgcICQoLDA0ODw=="})";

std::string problem_of_one(const std::string& operation) {
    const auto request = decode_scim_bulk_request(bulk(operation));
    if (!request) return "unreadable";
    const auto& problem = request->operations.at(0).problem;
    return problem ? std::to_string(problem->status) : "";
}

TEST(ScimBulk, WhatIsWrittenIsReadBack) {
    ScimBulkRequest request;
    request.fail_on_errors = 3;
    request.operations.push_back({.bulk_id = "1", .data = person("a")});
    request.operations.push_back({.method = ScimMethod::put, .id = "p2", .version = "W/\"1\"", .data = person("b")});
    request.operations.push_back({.method = ScimMethod::remove, .id = "p3"});
    request.operations.push_back({.resource = ScimResource::group, .bulk_id = "2", .data = group("c")});
    request.operations.push_back({.method = ScimMethod::remove, .resource = ScimResource::group, .id = "g1"});
    const auto read = decode_scim_bulk_request(encode_scim_bulk_request(request));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->fail_on_errors, 3);
    ASSERT_EQ(read->operations.size(), request.operations.size());
    for (std::size_t i = 0; i < request.operations.size(); ++i) {
        EXPECT_FALSE(read->operations[i].problem);
        EXPECT_EQ(read->operations[i].resource, request.operations[i].resource);
        EXPECT_EQ(read->operations[i].method, request.operations[i].method);
        EXPECT_EQ(read->operations[i].bulk_id, request.operations[i].bulk_id);
        EXPECT_EQ(read->operations[i].id, request.operations[i].id);
        EXPECT_EQ(read->operations[i].version, request.operations[i].version);
    }
    EXPECT_EQ(std::get<core::Person>(read->operations[0].data), person("a"));
    EXPECT_EQ(std::get<core::Person>(read->operations[1].data), person("b"));
    EXPECT_EQ(std::get<core::Group>(read->operations[3].data), group("c"));
}

TEST(ScimBulk, OneBadOperationSpoilsOnlyItself) {
    EXPECT_EQ(problem_of_one(R"({"method": "POST", "path": "/Users", "bulkId": "1", "data": )" + kData + "}"), "");
    EXPECT_EQ(problem_of_one(R"({"method": "POST", "path": "/Users", "data": )" + kData + "}"), "400") << "no bulkId";
    EXPECT_EQ(problem_of_one(R"({"method": "POST", "path": "/Users/7", "bulkId": "1", "data": )" + kData + "}"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "POST", "path": "/Users", "bulkId": "1"})"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "POST", "path": "/Users", "bulkId": "1", "data": {}})"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "PUT", "path": "/Users", "data": )" + kData + "}"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "DELETE", "path": "/Users/"})"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "DELETE", "path": "/Groups/7"})"), "");
    EXPECT_EQ(problem_of_one(R"({"method": "DELETE", "path": "/Robots/7"})"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "DELETE", "path": "/Users/7/8"})"), "400");
    EXPECT_EQ(problem_of_one(R"({"method": "PATCH", "path": "/Users/7", "data": {}})"), "400");
}

TEST(ScimBulk, WhatIsNoBulkRequestIsUnreadable) {
    EXPECT_FALSE(decode_scim_bulk_request("{}"));
    EXPECT_FALSE(decode_scim_bulk_request(R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]})"));
    EXPECT_EQ(problem_of_one("7"), "unreadable");
    EXPECT_EQ(problem_of_one(R"({"method": "GET", "path": "/Users/7"})"), "unreadable");
    EXPECT_EQ(problem_of_one("{}"), "unreadable");
}

TEST(ScimBulk, AThousandOperationsAreTakenAndNotOneMore) {
    const std::string one = R"({"method": "DELETE", "path": "/Users/7"})";
    std::string many = one;
    for (std::size_t i = 1; i < kMaxBulkOperations; ++i) many += "," + one;
    EXPECT_TRUE(decode_scim_bulk_request(bulk(many)));
    const auto refused = decode_scim_bulk_request(bulk(many + "," + one));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, 413U);
}

TEST(ScimBulk, OutcomesAreReadBack) {
    const std::vector<ScimBulkOutcome> outcomes{
        {.bulk_id = "1", .id = "p1", .version = "W/\"1\"", .status = 201},
        {.bulk_id = "2", .status = 409, .problem = ScimProblem{409, "uniqueness", "taken"}},
        {.method = ScimMethod::remove, .id = "p3", .status = 204},
        {.method = ScimMethod::patch, .resource = ScimResource::group, .id = "g1", .status = 200}};
    const auto read = decode_scim_bulk_response(encode_scim_bulk_response(outcomes, kBase));
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->size(), 4U);
    EXPECT_EQ((*read)[0].id, "p1");
    EXPECT_EQ((*read)[3].resource, ScimResource::group);
    EXPECT_EQ((*read)[0].status, 201U);
    EXPECT_EQ((*read)[0].version, "W/\"1\"");
    EXPECT_TRUE((*read)[1].id.empty());
    EXPECT_EQ((*read)[1].bulk_id, "2");
    EXPECT_EQ((*read)[1].problem->type, "uniqueness");
    EXPECT_EQ((*read)[1].problem->detail, "taken");
    EXPECT_EQ((*read)[2].method, ScimMethod::remove);
    EXPECT_FALSE((*read)[2].problem);
}

TEST(ScimList, APageIsReadBackAndItsUsersHaveIds) {
    ScimList list{.total = 42, .start_index = 11, .people = {person("a"), person("b")}};
    list.people[0].id = core::PersonId("p1");
    list.people[1].id = core::PersonId("p2");
    const auto read = decode_scim_list(encode_scim_list(list, kBase));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->total, 42);
    EXPECT_EQ(read->start_index, 11);
    EXPECT_EQ(read->people, list.people);
    list.people[1].id = core::PersonId();
    EXPECT_FALSE(decode_scim_list(encode_scim_list(list, kBase)));
    EXPECT_FALSE(decode_scim_list("{}"));
}

}  // namespace
}  // namespace tilbage::wire
