#include "adapters/sql/agent_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using base::ErrorCode;
using namespace std::chrono_literals;

class AgentStoreTest : public ::testing::Test {
protected:
    static core::Agent agent(const std::string& id) {
        return {.id = core::AgentId(id), .tenant_id = {}, .name = "connect1", .signing_key = {.x = "xx", .y = "yy"}};
    }
    void enrol(const std::string& id) {
        ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(9), kNow + 1h));
        ASSERT_TRUE(store_.enrol(digest(9), agent(id), kNow));
    }

    TenantDatabase database_;
    SqlAgentStore store_{*database_};
};

TEST_F(AgentStoreTest, ACodeEnrolsOneAgentIntoItsTenant) {
    ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(1), kNow + 1h));
    const auto enrolled = store_.enrol(digest(1), agent("a1"), kNow);
    ASSERT_TRUE(enrolled);
    EXPECT_EQ(enrolled->tenant_id, database_.tenant);
    EXPECT_EQ(store_.enrol(digest(1), agent("a2"), kNow).error().code, ErrorCode::not_found);
    database_.reopen();
    const auto found = SqlAgentStore(*database_).find(core::AgentId("a1")).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->signing_key, agent("a1").signing_key);
    EXPECT_EQ(found->name, "connect1");
}

TEST_F(AgentStoreTest, AnExpiredOrUnknownCodeEnrolsNobody) {
    ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(1), kNow));
    EXPECT_EQ(store_.enrol(digest(1), agent("a1"), kNow).error().code, ErrorCode::not_found);
    EXPECT_EQ(store_.enrol(digest(2), agent("a1"), kNow).error().code, ErrorCode::not_found);
    EXPECT_FALSE(store_.find(core::AgentId("a1")).value());
}

TEST_F(AgentStoreTest, ACodeIsNotUsedUpWhenTheAgentCannotBeAdded) {
    enrol("a1");
    ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(1), kNow + 1h));
    EXPECT_EQ(store_.enrol(digest(1), agent("a1"), kNow).error().code, ErrorCode::conflict);
    EXPECT_TRUE(store_.enrol(digest(1), agent("a2"), kNow));
}

TEST_F(AgentStoreTest, OfFiftyWithOneCodeOneIsEnrolled) {
    ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(1), kNow + 1h));
    std::atomic<int> won{0};
    in_parallel(50, [&](int thread) {
        if (store_.enrol(digest(1), agent("a" + std::to_string(thread)), kNow)) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(AgentStoreTest, OfFiftyWithOneAssertionOneIsTheFirst) {
    enrol("a1");
    std::atomic<int> won{0};
    in_parallel(50, [&](int) {
        if (store_.use_assertion(core::AgentId("a1"), "jti", kNow + 5min).value()) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(AgentStoreTest, AssertionsOfTwoAgentsAreTwo) {
    enrol("a1");
    enrol("a2");
    EXPECT_TRUE(store_.use_assertion(core::AgentId("a1"), "jti", kNow).value());
    EXPECT_TRUE(store_.use_assertion(core::AgentId("a2"), "jti", kNow).value());
    EXPECT_EQ(store_.use_assertion(core::AgentId("a3"), "jti", kNow).error().code, ErrorCode::not_found);
}

TEST_F(AgentStoreTest, ATokenServesUntilItExpires) {
    enrol("a1");
    ASSERT_TRUE(store_.add_token(core::AgentId("a1"), digest(7), kNow + 600s));
    EXPECT_EQ(store_.find_by_token(digest(7), kNow + 599s).value()->id.str(), "a1");
    EXPECT_FALSE(store_.find_by_token(digest(7), kNow + 600s).value());
    EXPECT_FALSE(store_.find_by_token(digest(8), kNow).value());
}

TEST_F(AgentStoreTest, PurgeDropsWhatHasExpiredAndNothingElse) {
    enrol("a1");
    const core::AgentId id("a1");
    ASSERT_TRUE(store_.add_token(id, digest(1), kNow + 1s));
    ASSERT_TRUE(store_.add_token(id, digest(2), kNow + 10s));
    ASSERT_TRUE(store_.use_assertion(id, "old", kNow + 1s));
    ASSERT_TRUE(store_.use_assertion(id, "new", kNow + 10s));
    ASSERT_TRUE(store_.add_enrolment_code(database_.tenant, digest(3), kNow + 10s));
    ASSERT_TRUE(store_.purge(kNow + 5s));
    EXPECT_FALSE(store_.find_by_token(digest(1), kNow).value());
    EXPECT_TRUE(store_.find_by_token(digest(2), kNow).value());
    EXPECT_TRUE(store_.use_assertion(id, "old", kNow + 20s).value());
    EXPECT_FALSE(store_.use_assertion(id, "new", kNow + 20s).value());
    EXPECT_TRUE(store_.enrol(digest(3), agent("a2"), kNow + 5s));
}

TEST_F(AgentStoreTest, ARemovedAgentTakesItsTokensAlong) {
    auto registered = agent("a1");
    registered.tenant_id = database_.tenant;
    registered.host = "dc1.ex1.test";
    ASSERT_TRUE(store_.add(registered, kNow));
    ASSERT_TRUE(store_.add_token(registered.id, digest(3), kNow + 1h));
    ASSERT_TRUE(store_.use_assertion(registered.id, "jti", kNow + 1h).value());
    const auto listed = store_.list(database_.tenant).value();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_EQ(listed[0].host, "dc1.ex1.test");
    EXPECT_EQ(listed[0].created_at, kNow);
    EXPECT_TRUE(store_.list(core::TenantId("other")).value().empty());

    EXPECT_FALSE(store_.remove(core::TenantId("other"), registered.id).value());
    EXPECT_TRUE(store_.remove(database_.tenant, registered.id).value());
    EXPECT_FALSE(store_.remove(database_.tenant, registered.id).value());
    EXPECT_FALSE(store_.find_by_token(digest(3), kNow).value());
    EXPECT_FALSE(store_.find(registered.id).value());
}

}  // namespace
}  // namespace tilbage::adapters::sql
