#include "tenant/outbox_thread.h"

#include <future>
#include <gtest/gtest.h>

#include "crypto/system_random.h"

namespace tilbage::tenant {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

TEST(RetryPause, DoublesUpToTheLongest) {
    EXPECT_EQ(retry_pause(0, 60s), 2s);
    EXPECT_EQ(retry_pause(1, 60s), 4s);
    EXPECT_EQ(retry_pause(4, 60s), 32s);
    EXPECT_EQ(retry_pause(5, 60s), 60s);
    EXPECT_EQ(retry_pause(1000, 300s), 300s);
}

struct OutboxThreadTest : ::testing::Test {
    // What `work` gives, done once on the thread.
    template <class Work>
    auto on_thread(Work work) {
        std::promise<decltype(work(std::declval<OutboxThread&>()))> given;
        auto answer = given.get_future();
        std::promise<OutboxThread*> itself;
        auto thread_is = itself.get_future();
        bool is_done = false;
        OutboxThread thread(random, {[&] {
                                if (!is_done) given.set_value(work(*thread_is.get()));
                                is_done = true;
                                return false;
                            }});
        itself.set_value(&thread);
        return answer.get();
    }
    crypto::SystemRandom random;
};

TEST_F(OutboxThreadTest, TakesAsLongForNobodyAsForTheLastOneThatWasSentTo) {
    const auto took = on_thread([](OutboxThread& thread) {
        thread.send([] { std::this_thread::sleep_for(30ms); });
        const auto began = steady_clock::now();
        thread.send_to_nobody();
        return steady_clock::now() - began;
    });
    EXPECT_GE(took, 30ms);
}

TEST_F(OutboxThreadTest, LooksAgainAtOnceWhileThereMayBeMoreAndThenRests) {
    std::promise<int> rested;
    int looks = 0;
    const OutboxThread thread(random, {[&] { return ++looks < 3; },
                                       [&, is_told = false]() mutable {
                                           if (!std::exchange(is_told, true)) rested.set_value(looks);
                                       }});
    EXPECT_EQ(rested.get_future().get(), 3);
}

}  // namespace
}  // namespace tilbage::tenant
