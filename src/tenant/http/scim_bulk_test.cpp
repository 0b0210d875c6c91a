#include "tenant/http/scim_bulk.h"

#include <gtest/gtest.h>
#include <set>

#include "tenant/http/testing/agent_api.h"
#include "wire/scim_bulk.h"

namespace tilbage::tenant {
namespace {

using namespace testing_support;
using wire::ScimMethod;

class ScimBulkHttpTest : public ::testing::Test {
protected:
    static core::Person person(int number) {
        base::Bytes guid(16, 0);
        guid[0] = static_cast<std::uint8_t>(number & 0xff);
        guid[1] = static_cast<std::uint8_t>(number >> 8);
        core::Person person;
        person.anchor = core::SourceAnchor::from_guid(guid).value();
        person.user_name = "person" + std::to_string(number) + "@ex1.test";
        person.sam_account_name = "person" + std::to_string(number);
        return person;
    }
    static wire::ScimBulkOperation post(int number) {
        return {.bulk_id = std::to_string(number), .data = person(number)};
    }
    std::vector<wire::ScimBulkOutcome> run(const wire::ScimBulkRequest& request) {
        return run_text(wire::encode_scim_bulk_request(request));
    }
    std::vector<wire::ScimBulkOutcome> run_text(const std::string& body) {
        const auto response = api_.scim("POST", "/scim/v2/Bulk", body);
        EXPECT_EQ(response.status, 200U) << response.content();
        return wire::decode_scim_bulk_response(response.content()).value();
    }
    std::int64_t count() { return api_.people.list(api_.tenant.id, 1, 0).value().total; }

    AgentApi api_;
};

TEST_F(ScimBulkHttpTest, EachOperationHasItsOwnOutcome) {
    const auto first = run({.fail_on_errors = 0, .operations = {post(1), post(2)}});
    auto duplicate = post(3);
    auto& own = std::get<core::Person>(duplicate.data);
    own.anchor = core::SourceAnchor();
    own.user_name = "PERSON1@ex1.test";
    auto replace = post(2);
    replace.method = ScimMethod::put;
    replace.id = first[1].id;
    replace.version = first[1].version;
    std::get<core::Person>(replace.data).display_name = "Two";
    auto stale = replace;  // the version is another one by then
    auto gone = replace;
    gone.id = "nobody";
    const wire::ScimBulkOperation remove{.method = ScimMethod::remove, .id = first[0].id};
    const auto outcomes = run({.fail_on_errors = 0, .operations = {duplicate, replace, stale, gone, remove, post(1)}});
    std::vector<unsigned> statuses;
    for (const auto& outcome : outcomes) statuses.push_back(outcome.status);
    EXPECT_EQ(statuses, (std::vector<unsigned>{409, 200, 412, 404, 204, 201}));
    EXPECT_EQ(outcomes[0].problem->type, "uniqueness");
    EXPECT_TRUE(outcomes[0].id.empty());
    EXPECT_EQ(outcomes[1].id, first[1].id);
    EXPECT_EQ(count(), 2);
}

TEST_F(ScimBulkHttpTest, AnUnreadableOperationSpoilsOnlyItself) {
    const auto good = wire::encode_scim_user(person(1));
    const auto outcomes = run_text(
        R"({"schemas": ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], "Operations": [
            {"method": "POST", "path": "/Users", "bulkId": "a", "data": {"userName": 7}},
            {"method": "PATCH", "path": "/Users/1", "data": {}},
            {"method": "POST", "path": "/Users", "bulkId": "b", "data": )" +
        good + "}]}");
    ASSERT_EQ(outcomes.size(), 3U);
    EXPECT_EQ(outcomes[0].status, 400U);
    EXPECT_EQ(outcomes[0].bulk_id, "a");
    EXPECT_EQ(outcomes[1].status, 400U);
    EXPECT_EQ(outcomes[2].status, 201U);
    EXPECT_EQ(outcomes[2].bulk_id, "b");
}

TEST_F(ScimBulkHttpTest, FailOnErrorsStopsThere) {
    auto bad = post(1);
    bad.method = ScimMethod::put;
    bad.id = "nobody";
    EXPECT_EQ(run({.fail_on_errors = 2, .operations = {bad, post(1), bad, post(2)}}).size(), 3U);
    EXPECT_EQ(count(), 1);
}

TEST_F(ScimBulkHttpTest, AThousandAtOnceAreOneRecordInTheAudit) {
    wire::ScimBulkRequest request;
    for (int i = 0; i < 1000; ++i) request.operations.push_back(post(i));
    const auto body = wire::encode_scim_bulk_request(request);
    const auto start = std::chrono::steady_clock::now();
    const auto outcomes = run_text(body);
    const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
    RecordProperty("milliseconds", static_cast<int>(taken.count()));
    RecordProperty("bytes", static_cast<int>(body.size()));
    EXPECT_EQ(outcomes.size(), 1000U);
    EXPECT_EQ(count(), 1000);
    ASSERT_EQ(api_.audited().size(), 1U);
    EXPECT_EQ(api_.audited()[0].record.details,
              "{\"created\":1000,\"replaced\":0,\"removed\":0,\"unchanged\":0,\"refused\":0}");
    request.operations.push_back(post(1000));
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", wire::encode_scim_bulk_request(request)).status, 413U);
    EXPECT_EQ(count(), 1000);
}

TEST_F(ScimBulkHttpTest, WhatIsNoBulkRequestChangesNothing) {
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", "{}").status, 400U);
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", "[").status, 400U);
    EXPECT_TRUE(api_.audited().empty());
}

core::Group group(const std::string& name, const std::vector<std::string>& users,
                  const std::vector<std::string>& groups = {}) {
    core::Group made;
    made.display_name = name;
    for (const auto& id : users) made.members.push_back({core::GroupMember::Kind::person, id});
    for (const auto& id : groups) made.members.push_back({core::GroupMember::Kind::group, id});
    return made;
}

wire::ScimBulkOperation post_group(const std::string& bulk_id, core::Group made) {
    return {.resource = wire::ScimResource::group, .bulk_id = bulk_id, .data = std::move(made)};
}

TEST_F(ScimBulkHttpTest, AReferenceForwardOrBackwardIsAnIdInTheEnd) {
    const auto outcomes =
        run({.operations = {post_group("g", group("G", {"bulkId:1", "bulkId:2"})), post(1), post(2)}});
    ASSERT_EQ(outcomes.size(), 3U);
    for (const auto& outcome : outcomes) EXPECT_EQ(outcome.status, 201U);
    const auto read = api_.groups.find(api_.tenant.id, core::GroupId(outcomes[0].id)).value();
    ASSERT_TRUE(read);
    std::set<std::string> members;
    for (const auto& member : read->members) members.insert(member.id);
    EXPECT_EQ(members, (std::set<std::string>{outcomes[1].id, outcomes[2].id}));
}

TEST_F(ScimBulkHttpTest, ManagersOfOneAnotherAndGroupsInACircleAreMade) {
    auto anna = post(1);
    std::get<core::Person>(anna.data).manager = core::PersonId("bulkId:2");
    auto bo = post(2);
    std::get<core::Person>(bo.data).manager = core::PersonId("bulkId:1");
    const auto outcomes = run({.operations = {anna, bo, post_group("a", group("A", {"bulkId:1"}, {"bulkId:b"})),
                                              post_group("b", group("B", {}, {"bulkId:a"}))}});
    ASSERT_EQ(outcomes.size(), 4U);
    for (const auto& outcome : outcomes)
        EXPECT_EQ(outcome.status, 201U) << (outcome.problem ? outcome.problem->detail : "");
    EXPECT_EQ(api_.people.find(api_.tenant.id, core::PersonId(outcomes[0].id)).value()->manager->str(), outcomes[1].id);
    EXPECT_EQ(api_.people.find(api_.tenant.id, core::PersonId(outcomes[1].id)).value()->manager->str(), outcomes[0].id);
    EXPECT_EQ(api_.groups.find(api_.tenant.id, core::GroupId(outcomes[2].id)).value()->members.size(), 2U);
    EXPECT_EQ(api_.groups.find(api_.tenant.id, core::GroupId(outcomes[3].id)).value()->members.front().id,
              outcomes[2].id);
}

TEST_F(ScimBulkHttpTest, AReferenceToNothingOrToWhatWasRefusedIsRefused) {
    auto bad = post(1);
    bad.method = ScimMethod::put;
    bad.id = "nobody";
    auto unreadable = post_group("x", group("", {}));
    const auto outcomes = run({.operations = {post_group("a", group("A", {"bulkId:none"})), unreadable,
                                              post_group("b", group("B", {}, {"bulkId:x"})), post(1), post(1)}});
    std::vector<unsigned> statuses;
    for (const auto& outcome : outcomes) statuses.push_back(outcome.status);
    EXPECT_EQ(statuses, (std::vector<unsigned>{400, 400, 400, 201, 400})) << "the last has a bulkId that is taken";
    EXPECT_EQ(count(), 1);
}

TEST_F(ScimBulkHttpTest, PatchesAndRemovalsOfBothKindsGoTogether) {
    const auto made = run({.operations = {post(1), post(2), post_group("g", group("G", {"bulkId:1"}))}});
    const auto patch = [](wire::ScimResource resource, const std::string& id, wire::ScimPatch patch) {
        return wire::ScimBulkOperation{
            .method = ScimMethod::patch, .resource = resource, .id = id, .data = std::move(patch)};
    };
    using Kind = core::GroupMember::Kind;
    const auto outcomes = run(
        {.operations = {patch(wire::ScimResource::user, made[0].id, wire::scim_active_patch(false)),
                        patch(wire::ScimResource::group, made[2].id,
                              wire::scim_member_patch({{Kind::person, made[1].id}}, {{Kind::person, made[0].id}})),
                        patch(wire::ScimResource::group, "none", wire::scim_member_patch({}, {{Kind::person, "x"}})),
                        {.method = ScimMethod::remove, .id = made[0].id},
                        {.method = ScimMethod::remove, .resource = wire::ScimResource::group, .id = "none"}}});
    std::vector<unsigned> statuses;
    for (const auto& outcome : outcomes) statuses.push_back(outcome.status);
    EXPECT_EQ(statuses, (std::vector<unsigned>{200, 200, 404, 204, 404}));
    const auto read = api_.groups.find(api_.tenant.id, core::GroupId(made[2].id)).value();
    ASSERT_EQ(read->members.size(), 1U);
    EXPECT_EQ(read->members.front().id, made[1].id);
}

TEST_F(ScimBulkHttpTest, ABulkTellsTheRevisionBehindIt) {
    const auto response = api_.scim("POST", "/scim/v2/Bulk", wire::encode_scim_bulk_request({.operations = {post(1)}}));
    EXPECT_EQ(header_of(response, "Tilbage-Revision"), header_of(api_.query({}), "Tilbage-Revision"));
}

}  // namespace
}  // namespace tilbage::tenant
