#include "adapters/sql/request_store.h"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::AgentId;
using core::Reason;
using core::RequestId;
using core::RequestState;

core::Outcome outcome(Reason reason) {
    core::Outcome outcome;
    outcome.reason = reason;
    return outcome;
}

class RequestStoreTest : public ::testing::Test {
protected:
    core::StoredRequest issued(const std::string& id) const {
        core::StoredRequest request;
        request.binding = {.request_id = RequestId(id),
                           .tenant_id = database_.tenant,
                           .source_anchor = anchor(1),
                           .kind = core::Kind::reset,
                           .issued_at = base::to_seconds(kNow),
                           .expires_at = base::to_seconds(kNow) + 120};
        request.person_id = core::PersonId("person-1");
        request.deadline = kNow + 120s;
        request.created_at = kNow;
        return request;
    }
    void add(const std::string& id) { ASSERT_TRUE(store_.add(issued(id))); }
    void accepted(const std::string& id) {
        add(id);
        ASSERT_TRUE(store_.accept(RequestId(id), kNow + 30s, {{"k1", "jwe-one"}, {"k2", "jwe-two"}}).value());
    }
    void sent(const std::string& id) {
        accepted(id);
        ASSERT_TRUE(store_.mark_sent(RequestId(id), AgentId("a1"), kNow + 1s).value());
    }
    core::StoredRequest find(const std::string& id) { return store_.find(RequestId(id)).value().value(); }
    bool complete(const std::string& id, Reason reason, bool only_if_unsent = false) {
        return store_.complete(RequestId(id), outcome(reason), only_if_unsent).value();
    }
    std::size_t open_count(base::TimePoint now) { return store_.open_requests(database_.tenant, now).value().size(); }

    TenantDatabase database_;
    SqlRequestStore store_{*database_};
};

TEST_F(RequestStoreTest, KeepsARequestThroughItsWay) {
    sent("r1");
    database_.reopen();
    const auto request = SqlRequestStore(*database_).find(RequestId("r1")).value().value();
    EXPECT_EQ(request.binding, issued("r1").binding);
    EXPECT_EQ(request.person_id.str(), "person-1");
    EXPECT_EQ(request.state, RequestState::sent);
    EXPECT_EQ(request.deadline, kNow + 30s);
    EXPECT_EQ(request.first_sent_at, kNow + 1s);
    EXPECT_EQ(request.sent_to, std::vector{AgentId("a1")});
    ASSERT_EQ(request.sealed.size(), 2U);
    EXPECT_EQ(request.sealed[1].jwe, "jwe-two");
    EXPECT_FALSE(request.outcome);
    EXPECT_EQ(request.created_at, kNow);
    EXPECT_FALSE(SqlRequestStore(*database_).find(RequestId("r9")).value());
}

TEST_F(RequestStoreTest, KeepsAnOutcomeWithAllItsNumbers) {
    sent("r1");
    core::Outcome refused = outcome(Reason::password_too_young);
    refused.details.min_age_seconds = 86400;
    refused.details.may_change_at = kNow + 1h;
    ASSERT_TRUE(store_.complete(RequestId("r1"), refused, false).value());
    EXPECT_EQ(find("r1").outcome, refused);
    EXPECT_EQ(find("r1").state, RequestState::completed);
}

TEST_F(RequestStoreTest, ATicketIsAcceptedOnce) {
    add("r1");
    std::atomic<int> won{0};
    in_parallel(50, [&](int thread) {
        if (store_.accept(RequestId("r1"), kNow + 30s, {{"k", "jwe-" + std::to_string(thread)}}).value()) ++won;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(find("r1").sealed.size(), 1U);
}

TEST_F(RequestStoreTest, OfFiftyOutcomesAtOnceOneStands) {
    sent("r1");
    std::atomic<int> won{0};
    in_parallel(50, [&](int thread) {
        if (complete("r1", thread % 2 == 0 ? Reason::succeeded : Reason::password_too_short)) ++won;
    });
    EXPECT_EQ(won, 1);
}

TEST_F(RequestStoreTest, SendingAndExpiringAtOnceNeverBothHappen) {
    for (int round = 0; round < 10; ++round) {
        const std::string id = "r" + std::to_string(round);
        accepted(id);
        std::atomic<int> sent_count{0};
        std::atomic<int> expired{0};
        in_parallel(50, [&](int thread) {
            if (thread % 2 == 0) {
                if (store_.mark_sent(RequestId(id), AgentId("a" + std::to_string(thread)), kNow).value()) ++sent_count;
            } else if (complete(id, Reason::agent_unavailable, true)) {
                ++expired;
            }
        });
        EXPECT_LE(expired, 1);
        EXPECT_NE(sent_count > 0, expired == 1);
    }
}

TEST_F(RequestStoreTest, WhatHasAnOutcomeIsNotSent) {
    accepted("r1");
    ASSERT_TRUE(complete("r1", Reason::deadline_passed, true));
    EXPECT_FALSE(store_.mark_sent(RequestId("r1"), AgentId("a1"), kNow).value());
    EXPECT_FALSE(complete("r1", Reason::succeeded)) << "the first outcome stands";
    add("r2");
    EXPECT_FALSE(store_.mark_sent(RequestId("r2"), AgentId("a1"), kNow).value()) << "not accepted yet";
    EXPECT_FALSE(store_.mark_sent(RequestId("r9"), AgentId("a1"), kNow).value());
}

TEST_F(RequestStoreTest, TheFirstSendingIsRememberedAndEveryAgentToo) {
    sent("r1");
    ASSERT_TRUE(store_.mark_sent(RequestId("r1"), AgentId("a2"), kNow + 9s).value());
    ASSERT_TRUE(store_.mark_sent(RequestId("r1"), AgentId("a1"), kNow + 10s).value());
    EXPECT_EQ(find("r1").first_sent_at, kNow + 1s);
    EXPECT_EQ(find("r1").sent_to, (std::vector{AgentId("a1"), AgentId("a2")}));
}

TEST_F(RequestStoreTest, AnUnknownOutcomeKeepsTheSealAndGivesWayToALateOne) {
    sent("r1");
    EXPECT_FALSE(complete("r1", Reason::outcome_unknown, true)) << "it was sent";
    EXPECT_TRUE(complete("r1", Reason::outcome_unknown));
    EXPECT_FALSE(complete("r1", Reason::outcome_unknown)) << "nothing new";
    EXPECT_FALSE(complete("r1", Reason::agent_unavailable, true));
    EXPECT_EQ(find("r1").sealed.size(), 2U);
    EXPECT_TRUE(store_.mark_sent(RequestId("r1"), AgentId("a2"), kNow + 40s).value()) << "to find out";
    EXPECT_EQ(find("r1").state, RequestState::completed);
    EXPECT_TRUE(complete("r1", Reason::succeeded));
    EXPECT_FALSE(complete("r1", Reason::password_refused));
    EXPECT_EQ(find("r1").outcome->reason, Reason::succeeded);
    EXPECT_TRUE(find("r1").sealed.empty());
}

TEST_F(RequestStoreTest, OpenRequestsAreThoseThatAnAgentMayStillAnswer) {
    add("issued");
    accepted("accepted");
    sent("sent");
    sent("unknown");
    ASSERT_TRUE(complete("unknown", Reason::outcome_unknown));
    sent("done");
    ASSERT_TRUE(complete("done", Reason::succeeded));
    const auto open = store_.open_requests(database_.tenant, kNow + 119s).value();
    ASSERT_EQ(open.size(), 3U);
    EXPECT_EQ(open[0].binding.request_id.str(), "accepted");
    EXPECT_EQ(open[0].sealed.size(), 2U);
    EXPECT_EQ(open_count(kNow + 120s), 0U) << "the seal has expired";
    EXPECT_TRUE(store_.open_requests(core::TenantId("other"), kNow).value().empty());
}

TEST_F(RequestStoreTest, PurgeWipesExpiredSealsAndDropsOldRequests) {
    sent("r1");
    ASSERT_TRUE(store_.purge(kNow + 119s, kNow));
    EXPECT_EQ(find("r1").sealed.size(), 2U);
    ASSERT_TRUE(store_.purge(kNow + 120s, kNow));
    EXPECT_TRUE(find("r1").sealed.empty());
    ASSERT_TRUE(store_.purge(kNow + 120s, kNow + 1ms));
    EXPECT_FALSE(store_.find(RequestId("r1")).value());
}

TEST_F(RequestStoreTest, ASealedPasswordIsNowhereInTheFilesAfterItHasServed) {
    add("r1");
    const std::string marker = "eyJhbGciOiJFQ0RILUVTIn0..sealed-password-marker";
    ASSERT_TRUE(store_.accept(RequestId("r1"), kNow + 30s, {{"k1", marker + std::string(4000, 'x')}}).value());
    ASSERT_TRUE(complete("r1", Reason::succeeded));
    ASSERT_TRUE((*database_).empty_wal());
    for (const char* suffix : {"", "-wal"}) {
        std::ifstream file((*database_).path().string() + suffix, std::ios::binary);
        std::ostringstream content;
        content << file.rdbuf();
        EXPECT_EQ(content.str().find("sealed-password-marker"), std::string::npos) << suffix;
    }
}

TEST_F(RequestStoreTest, RemembersWhoAskedAndFindsAPersonsLastOne) {
    EXPECT_FALSE(store_.last_completed(database_.tenant, core::PersonId("person-1")).value());
    auto request = issued("r1");
    request.initiated_by = core::InitiatedBy::administrator;
    request.administrator_id = "admin-1";
    request.must_change = true;
    ASSERT_TRUE(store_.add(request));
    ASSERT_TRUE(store_.accept(RequestId("r1"), kNow + 30s, {}).value());
    ASSERT_TRUE(store_.complete(RequestId("r1"), outcome(Reason::succeeded), false).value());
    auto later = issued("r2");
    later.created_at = kNow + 1s;
    ASSERT_TRUE(store_.add(later));  // has no outcome
    database_.reopen();
    const auto last = SqlRequestStore(*database_).last_completed(database_.tenant, core::PersonId("person-1")).value();
    ASSERT_TRUE(last);
    EXPECT_EQ(last->binding.request_id, RequestId("r1"));
    EXPECT_EQ(last->initiated_by, core::InitiatedBy::administrator);
    EXPECT_EQ(last->administrator_id, "admin-1");
    EXPECT_TRUE(last->must_change);
    EXPECT_EQ(SqlRequestStore(*database_).find(RequestId("r2")).value()->initiated_by, core::InitiatedBy::self);
    EXPECT_FALSE(
        SqlRequestStore(*database_).last_completed(core::TenantId("other"), core::PersonId("person-1")).value());
}

}  // namespace
}  // namespace tilbage::adapters::sql
