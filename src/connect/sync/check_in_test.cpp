#include "connect/sync/check_in.h"

#include <gtest/gtest.h>

#include "crypto/system_random.h"
#include "fakes/manual_boot_clock.h"
#include "wire/sync_check_in.h"

namespace tilbage::connect {
namespace {

using base::Millis;
using namespace std::chrono_literals;

// A tenant that answers as the test says, and remembers what it was told.
class CheckInTest : public testing::Test {
protected:
    ~CheckInTest() override { check_in.stop(); }

    base::Result<std::string> post(const std::string& body) {
        const auto said = wire::decode_sync_check_in(body);
        EXPECT_TRUE(said) << said.error().message;
        std::unique_lock lock(mutex);
        told.push_back(*said);
        clock.advance(way);
        changed.notify_all();
        if (!reachable) return base::fail(failure, "not now");
        auto answer = next;
        answer.lease.held = answer.lease.held && said->report.wants_lease;
        for (const auto& run : said->runs) answer.acknowledged_runs.push_back(run.id);
        return wire::encode_sync_answer(answer);
    }
    // Waits until the tenant has been told `count` times, and the last of them is dealt with.
    bool told_times(std::size_t count) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 15s, [&] { return told.size() >= count && answered + failed >= count; });
    }
    core::SyncCheckIn last() {
        std::unique_lock lock(mutex);
        return told.back();
    }
    std::size_t orders_seen() {
        std::unique_lock lock(mutex);
        return orders.size();
    }
    template <class Change>
    void tenant(Change change) {
        std::unique_lock lock(mutex);
        change();
    }
    static core::SyncRun run(char number) {
        core::SyncRun run;
        run.id = core::SyncRunId(std::string("c2d9a4f7-51e8-4b06-b3ad-7e94f108600") + number);
        return run;
    }
    static core::SyncOrder order(char number) {
        return {core::SyncOrderId(std::string("7f3b6e90-08c1-4d25-9b4f-2a6d8c15e00") + number),
                core::SyncOrderKind::run, ""};
    }
    static core::SyncCheckInAnswer held() {
        core::SyncCheckInAnswer answer;
        answer.lease = {.held = true, .holder = "connect1", .expires_at = {}, .valid_for = core::kLeaseTime};
        answer.removal_threshold = {core::RemovalThreshold::Type::count, 7};
        return answer;
    }
    CheckInHandler handler() {
        return {.post = [this](const std::string& body) { return post(body); },
                .report =
                    [this] {
                        std::unique_lock lock(mutex);
                        return report;
                    },
                .on_order =
                    [this](const core::SyncOrder& taken) {
                        std::unique_lock lock(mutex);
                        orders.push_back(taken.id);
                        changed.notify_all();
                    },
                .on_answer =
                    [this](const core::SyncCheckInAnswer&) {
                        std::unique_lock lock(mutex);
                        ++answered;
                        changed.notify_all();
                    },
                .on_failure =
                    [this](const base::Error&) {
                        std::unique_lock lock(mutex);
                        ++failed;
                        changed.notify_all();
                    }};
    }

    std::mutex mutex;  // of all up to the clock
    std::condition_variable changed;
    core::SyncReport report{
        .directories = {}, .state = core::SyncState::idle, .problem = {}, .wants_lease = true, .held_removals = {}};
    core::SyncCheckInAnswer next = held();
    bool reachable = true;
    base::ErrorCode failure = base::ErrorCode::unavailable;  // when it is not reachable
    Millis way{0};                                           // how long a call takes
    std::vector<core::SyncCheckIn> told;
    std::vector<core::SyncOrderId> orders;
    std::size_t answered = 0;
    std::size_t failed = 0;
    fakes::ManualBootClock clock;
    crypto::SystemRandom random;
    CheckIn check_in{{.every = Millis{3'600'000}, .least_gap = Millis{1}, .first_retry = Millis{1'800'000}},
                     handler(),
                     clock,
                     random};
};

TEST_F(CheckInTest, TheLeaseIsHeldFromTheAnswerUntilFiveSecondsBeforeItsEndCountedFromTheAsking) {
    way = Millis{3'000};
    EXPECT_FALSE(check_in.holds_lease());
    check_in.start();
    ASSERT_TRUE(told_times(1));
    EXPECT_TRUE(check_in.holds_lease());
    EXPECT_EQ(check_in.lease_holder(), "connect1");
    EXPECT_EQ(check_in.removal_threshold()->value, 7);
    clock.advance(Millis{21'999});
    EXPECT_TRUE(check_in.holds_lease());
    clock.advance(Millis{1});
    EXPECT_FALSE(check_in.holds_lease());
}

TEST_F(CheckInTest, AFailedCheckInLeavesTheLeaseToRunOut) {
    check_in.start();
    ASSERT_TRUE(told_times(1));
    tenant([&] { reachable = false; });
    check_in.now();
    ASSERT_TRUE(told_times(2));
    EXPECT_TRUE(check_in.holds_lease());
    clock.advance(Millis{25'000});
    EXPECT_FALSE(check_in.holds_lease());
}

TEST_F(CheckInTest, AnAgentThatTheTenantKnowsNoMoreHoldsNothing) {
    check_in.start();
    ASSERT_TRUE(told_times(1));
    tenant([&] {
        reachable = false;
        failure = base::ErrorCode::permission_denied;
    });
    check_in.now();
    ASSERT_TRUE(told_times(2));
    EXPECT_FALSE(check_in.holds_lease());
    EXPECT_EQ(check_in.lease_holder(), "");
}

TEST_F(CheckInTest, TheTenantsNoEndsTheLeaseAtOnce) {
    check_in.start();
    ASSERT_TRUE(told_times(1));
    tenant([&] { next.lease = {.held = false, .holder = "connect2", .expires_at = {}, .valid_for = Millis{0}}; });
    check_in.now();
    ASSERT_TRUE(told_times(2));
    EXPECT_FALSE(check_in.holds_lease());
    EXPECT_EQ(check_in.lease_holder(), "connect2");
}

TEST_F(CheckInTest, AnAgentThatEndsGivesItsLeaseBack) {
    check_in.start();
    ASSERT_TRUE(told_times(1));
    check_in.stop();
    EXPECT_EQ(told.size(), 2U);
    EXPECT_FALSE(told.back().report.wants_lease);
    EXPECT_FALSE(check_in.holds_lease());
}

TEST_F(CheckInTest, AnAgentWithoutALeaseEndsWithoutAWord) {
    next.lease.held = false;
    check_in.start();
    ASSERT_TRUE(told_times(1));
    check_in.stop();
    EXPECT_EQ(told.size(), 1U);
}

TEST_F(CheckInTest, RunsAreToldAtOnceAndUntilTheyAreAcknowledged) {
    check_in.start();
    ASSERT_TRUE(told_times(1));
    tenant([&] { reachable = false; });
    check_in.add_run(run('1'));
    ASSERT_TRUE(told_times(2));
    tenant([&] { reachable = true; });
    check_in.add_run(run('2'));
    ASSERT_TRUE(told_times(3));
    EXPECT_EQ(last().runs, (std::vector{run('1'), run('2')}));
    check_in.now();
    ASSERT_TRUE(told_times(4));
    EXPECT_TRUE(last().runs.empty());
}

TEST_F(CheckInTest, AnOrderIsHandedOnOnceAndItsAnswerIsToldUntilItArrives) {
    next.orders = {order('1')};
    check_in.start();
    ASSERT_TRUE(told_times(1));
    check_in.now();
    ASSERT_TRUE(told_times(2));
    EXPECT_EQ(orders_seen(), 1U);
    tenant([&] { reachable = false; });
    check_in.answer({order('1').id, std::nullopt, std::nullopt});
    ASSERT_TRUE(told_times(3));
    tenant([&] {
        reachable = true;
        next.orders = {order('2')};
    });
    check_in.now();
    ASSERT_TRUE(told_times(4));
    ASSERT_EQ(last().answers.size(), 1U);
    EXPECT_EQ(last().answers[0].id, order('1').id);
    check_in.now();
    ASSERT_TRUE(told_times(5));
    EXPECT_TRUE(last().answers.empty());
    EXPECT_EQ(orders_seen(), 2U);
}

}  // namespace
}  // namespace tilbage::connect
