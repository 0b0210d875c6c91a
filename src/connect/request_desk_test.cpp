#include "connect/request_desk.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <gtest/gtest.h>
#include <mutex>
#include <vector>

#include "fakes/fixed_joins.h"
#include "fakes/memory_journal.h"
#include "fakes/scripted_directory.h"
#include "fakes/sealed_request.h"

namespace tilbage::connect {
namespace {

using core::Kind;
using core::Reason;
using fakes::ScriptedDirectory;

// What the desk sends, for a test to wait on.
class Outbox {
public:
    bool connected = true;
    bool put(const wire::OutcomeMessage& outcome) {
        std::lock_guard lock(mutex_);
        if (!connected) return false;
        sent_.push_back(outcome);
        changed_.notify_all();
        return true;
    }
    std::vector<wire::OutcomeMessage> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(20), [&] { return sent_.size() >= count; });
        return sent_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<wire::OutcomeMessage> sent_;
};

class RequestDeskTest : public ::testing::Test {
protected:
    RequestDeskTest() {
        joins.in_scope = {.mode = core::Scope::Mode::selected,
                          .include = {*core::DistinguishedName::parse("OU=People,DC=ex1,DC=test")},
                          .exclude = {}};
        core::AgentRules rules{.tenant_id = core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                               .domain = *core::DistinguishedName::parse("DC=ex1,DC=test"),
                               .protection = {},
                               .no_password_filters = false,
                               .writes = true};
        apply = std::make_shared<core::Apply>(core::Apply::World{joins, directory, journal, keys, limits, clock},
                                              std::move(rules));
        make_desk(2);
    }
    void make_desk(std::size_t max_in_flight) {
        desk =
            std::make_unique<RequestDesk>([this] { return apply; }, journal, clock, 2, max_in_flight,
                                          [this](const wire::OutcomeMessage& outcome) { return outbox.put(outcome); },
                                          [this](int id, const EventFacts& facts) {
                                              std::lock_guard lock(mutex);
                                              events.emplace_back(id, facts);
                                          });
    }
    core::Request reset(int number, base::Millis deadline = std::chrono::seconds(30)) {
        auto request = fakes::make_request(directory.person.anchor, Kind::reset, clock.now(), number);
        request.deadline = clock.now() + deadline;
        request.sealed = fakes::seal(keys.key, request.binding, "Blåbærgrød-2026!");
        return request;
    }

    const base::SystemClock clock;
    ScriptedDirectory directory{clock};
    fakes::MemoryJournal journal;
    fakes::OneSealingKey keys;
    core::WriteLimits limits{1000, 1000};
    Outbox outbox;
    std::mutex mutex;  // of `events`
    std::vector<std::pair<int, EventFacts>> events;
    std::vector<int> event_ids() {
        desk->stop();
        std::lock_guard lock(mutex);
        std::vector<int> ids;
        for (const auto& [id, facts] : events) ids.push_back(id);
        return ids;
    }
    fakes::FixedJoins joins;
    std::shared_ptr<core::Apply> apply;
    std::unique_ptr<RequestDesk> desk;
};

TEST_F(RequestDeskTest, AnOutcomeIsSentWithItsEventId) {
    const auto request = reset(1);
    desk->take(request);
    const auto sent = outbox.wait_for(1);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].id, request.binding.request_id);
    EXPECT_EQ(sent[0].outcome.reason, Reason::succeeded);
    EXPECT_EQ(sent[0].event_id, 31002);
}

// Knows nobody until it was asked so often.
class LateJoins final : public core::JoinedPeople {
public:
    LateJoins(core::JoinedPeople& then, int calls) : then_(then), left_(calls) {}
    base::Result<core::JoinedLookup> find(const core::SourceAnchor& anchor) override {
        if (left_-- > 0) return core::JoinedLookup(core::NotYetKnown());
        return then_.find(anchor);
    }
    [[nodiscard]] core::Scope scope() const override { return then_.scope(); }

private:
    core::JoinedPeople& then_;
    std::atomic<int> left_;
};

TEST_F(RequestDeskTest, ARequestWaitsForTheFirstImportAndNotLongerThanItMay) {
    LateJoins late(joins, 3);
    core::AgentRules rules{.tenant_id = core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                           .domain = *core::DistinguishedName::parse("DC=ex1,DC=test"),
                           .protection = {},
                           .no_password_filters = false,
                           .writes = true};
    apply = std::make_shared<core::Apply>(core::Apply::World{late, directory, journal, keys, limits, clock},
                                          std::move(rules));
    desk->take(reset(1));
    auto sent = outbox.wait_for(1);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].outcome.reason, Reason::succeeded);
    LateJoins never(joins, 1'000'000);
    apply = std::make_shared<core::Apply>(core::Apply::World{never, directory, journal, keys, limits, clock},
                                          core::AgentRules{.tenant_id = reset(2).binding.tenant_id,
                                                           .domain = {},
                                                           .protection = {},
                                                           .no_password_filters = false,
                                                           .writes = true});
    desk->take(reset(2, std::chrono::milliseconds(250)));
    sent = outbox.wait_for(2);
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent[1].outcome.reason, Reason::agent_busy);
    EXPECT_EQ(event_ids(), (std::vector{31001, 31002, 31001, 31003}));
}

TEST_F(RequestDeskTest, TheEventLogHasTheBeginningAndTheEndOfEachAct) {
    desk->take(reset(1));
    outbox.wait_for(1);
    auto by_administrator = reset(2);
    by_administrator.initiated_by = core::InitiatedBy::administrator;
    desk->take(by_administrator);
    const auto sent = outbox.wait_for(2);
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent[1].event_id, 31010);
    desk->take(fakes::make_request(directory.person.anchor, Kind::unlock, clock.now(), 3));
    desk->take(fakes::make_request(directory.person.anchor, Kind::describe, clock.now(), 4));
    outbox.wait_for(4);
    EXPECT_EQ(event_ids(), (std::vector{31001, 31002, 31009, 31010, 34001, 34002}));
    EXPECT_EQ(events[0].second.tracking_id, reset(1).binding.request_id.str());
    EXPECT_EQ(events[0].second.source_anchor, directory.person.anchor.str());
}

TEST_F(RequestDeskTest, ARefusalIsTwoEventsWithItsReasonAndTheMissingRight) {
    directory.writes.push_back({ScriptedDirectory::answered(50, "insufficient access rights")});
    desk->take(reset(1));
    outbox.wait_for(1);
    EXPECT_EQ(event_ids(), (std::vector{31001, 33004, 31003}));
    EXPECT_EQ(events[1].second.reason, "permission_missing");
    EXPECT_EQ(events[1].second.object, directory.person.dn);
    EXPECT_EQ(events[1].second.right, "Reset Password");
    EXPECT_NE(events[2].second.details.find("insufficient"), std::string::npos);
}

TEST_F(RequestDeskTest, ManyDeliveriesOfOneRequestAtOnceAreOneWrite) {
    make_desk(100);
    const auto request = reset(1);
    for (int i = 0; i < 50; ++i) desk->take(request);
    const auto sent = outbox.wait_for(50);
    ASSERT_EQ(sent.size(), 50U);
    for (const auto& outcome : sent) EXPECT_EQ(outcome.outcome.reason, Reason::succeeded);
    desk->stop();
    EXPECT_EQ(directory.write_count, 1);
}

TEST_F(RequestDeskTest, AnOutcomeThatCouldNotBeSentIsSentAfterTheNextWelcomeUntilItIsAcknowledged) {
    outbox.connected = false;
    const auto request = reset(1);
    desk->take(request);
    desk->stop();
    outbox.connected = true;
    desk->resend_unacknowledged();
    ASSERT_EQ(outbox.wait_for(1).size(), 1U);
    desk->acknowledged(request.binding.request_id);
    desk->resend_unacknowledged();
    EXPECT_EQ(outbox.wait_for(1).size(), 1U);
}

TEST_F(RequestDeskTest, AWriteWithoutAnAnswerIsFollowedUntilTheTruthIsKnown) {
    directory.writes.push_back({.answer = ScriptedDirectory::unanswered(), .done = true});
    desk->take(reset(1));
    const auto sent = outbox.wait_for(1);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].outcome.reason, Reason::succeeded);
}

TEST_F(RequestDeskTest, AtTheDeadlineTheTruthIsUnknownAndComesLate) {
    directory.reachable_after_writes = false;
    directory.writes.push_back({.answer = ScriptedDirectory::unanswered(), .done = true});
    desk->take(reset(1, std::chrono::milliseconds(300)));
    auto sent = outbox.wait_for(1);
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].outcome.reason, Reason::outcome_unknown);
    directory.reachable = true;
    sent = outbox.wait_for(2);
    ASSERT_EQ(sent.size(), 2U);
    EXPECT_EQ(sent[1].outcome.reason, Reason::succeeded);
    EXPECT_EQ(sent[1].id, sent[0].id);
}

TEST_F(RequestDeskTest, WhatCannotBeReadIsMalformed) {
    desk->refuse_malformed(core::RequestId("7f3b6e90-08c1-4d25-9b4f-2a6d8c15e7f0"));
    EXPECT_EQ(outbox.wait_for(1).at(0).outcome.reason, Reason::malformed);
}

}  // namespace
}  // namespace tilbage::connect
