#include "tenant/http/scim_bulk.h"

#include <gtest/gtest.h>

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
    std::get<core::Person>(duplicate.data).user_name = "PERSON1@ex1.test";
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
    EXPECT_EQ(api_.audited()[0].record.details, "{\"created\":1000,\"replaced\":0,\"removed\":0,\"refused\":0}");
    request.operations.push_back(post(1000));
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", wire::encode_scim_bulk_request(request)).status, 413U);
    EXPECT_EQ(count(), 1000);
}

TEST_F(ScimBulkHttpTest, WhatIsNoBulkRequestChangesNothing) {
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", "{}").status, 400U);
    EXPECT_EQ(api_.scim("POST", "/scim/v2/Bulk", "[").status, 400U);
    EXPECT_TRUE(api_.audited().empty());
}

}  // namespace
}  // namespace tilbage::tenant
