#include "tenant/text/text_worker.h"

#include <atomic>
#include <gtest/gtest.h>

#include "crypto/system_random.h"
#include "fakes/manual_clock.h"

namespace tilbage::tenant {
namespace {

using core::TextFate;
using namespace std::chrono_literals;

// The worker has a thread of its own, so this queue has a lock.
class LockedQueue final : public core::TextQueue {
public:
    struct Entry {
        core::QueuedText text;
        base::TimePoint due;
        bool asked = false;
    };
    void add(const std::string& to, base::TimePoint now, std::chrono::seconds useful, bool asked = false) {
        std::lock_guard lock(mutex_);
        const auto id = "text-" + std::to_string(++last_);
        entries_[id] = {
            {id, {.tenant_id = core::TenantId("one"), .to = to, .text = "t", .useful_until = now + useful}, 0},
            now,
            asked};
    }
    base::Result<std::vector<core::QueuedText>> due(base::TimePoint now, int) override {
        std::lock_guard lock(mutex_);
        std::vector<core::QueuedText> found;
        for (const auto& [id, entry] : entries_) {
            if (entry.due <= now && !entry.asked) found.push_back(entry.text);
        }
        return found;
    }
    base::Result<bool> begin(const std::string& id, base::TimePoint) override {
        std::lock_guard lock(mutex_);
        return !std::exchange(entries_.at(id).asked, true);
    }
    base::Result<void> retry_at(const std::string& id, base::TimePoint when) override {
        std::lock_guard lock(mutex_);
        if (fails()) return base::fail(base::ErrorCode::unavailable, "the disk is full");
        auto& entry = entries_.at(id);
        ++entry.text.attempts;
        entry.due = when;
        entry.asked = false;
        changed_.notify_all();
        return {};
    }
    base::Result<void> remove(const std::string& id) override {
        std::lock_guard lock(mutex_);
        if (fails()) return base::fail(base::ErrorCode::unavailable, "the disk is full");
        entries_.erase(id);
        changed_.notify_all();
        return {};
    }
    base::Result<std::vector<core::TenantId>> remove_unanswered() override {
        std::lock_guard lock(mutex_);
        std::vector<core::TenantId> whose;
        std::erase_if(entries_, [&](const auto& one) {
            if (one.second.asked) whose.push_back(one.second.text.message.tenant_id);
            return one.second.asked;
        });
        changed_.notify_all();
        return whose;
    }
    void fail_writes(int times) {
        std::lock_guard lock(mutex_);
        to_fail_ = times;
    }
    // Waits until nothing is left.
    [[nodiscard]] bool empties() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 10s, [this] { return entries_.empty(); });
    }
    // Waits until the first one has been put off that often, and gives when it is due.
    [[nodiscard]] base::TimePoint put_off(int attempts) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s,
                          [&] { return !entries_.empty() && entries_.begin()->second.text.attempts >= attempts; });
        return entries_.empty() ? base::TimePoint{} : entries_.begin()->second.due;
    }

private:
    bool fails() { return to_fail_ > 0 && to_fail_-- > 0; }
    std::mutex mutex_;
    std::condition_variable changed_;
    int last_ = 0;
    int to_fail_ = 0;
    std::map<std::string, Entry> entries_;
};

class ScriptedProvider final : public core::TextProvider {
public:
    core::TextAnswer send(const core::OutgoingText& text, base::TimePoint) override {
        std::lock_guard lock(mutex_);
        tried_.push_back(text.to);
        return {fate_, "it says so", not_before_};
    }
    base::Result<void> probe() override { return {}; }
    void answer(TextFate fate, std::chrono::seconds not_before = 0s) {
        std::lock_guard lock(mutex_);
        fate_ = fate;
        not_before_ = not_before;
    }
    std::vector<std::string> tried() {
        std::lock_guard lock(mutex_);
        return tried_;
    }

private:
    std::mutex mutex_;
    TextFate fate_ = TextFate::taken;
    std::chrono::seconds not_before_{0};
    std::vector<std::string> tried_;
};

struct TextWorkerTest : ::testing::Test {
    void add(const std::string& to, std::chrono::seconds useful = 5min) { queue.add(to, clock.now(), useful); }
    std::unique_ptr<TextWorker> start() {
        return std::make_unique<TextWorker>(
            TextWorker::Ports{queue, provider, clock, random, [this](const core::TenantId&, TextWorker::Loss loss) {
                                  ++given_up;
                                  last_loss = loss;
                              }});
    }
    fakes::ManualClock clock;
    crypto::SystemRandom random;
    LockedQueue queue;
    ScriptedProvider provider;
    std::atomic<int> given_up{0};
    std::atomic<TextWorker::Loss> last_loss{TextWorker::Loss::refused};
};

TEST_F(TextWorkerTest, SendsWhatIsQueuedAndDropsWhatIsForNobody) {
    add("");
    add("+4512345678");
    const auto worker = start();
    EXPECT_TRUE(queue.empties());
    EXPECT_EQ(provider.tried(), std::vector<std::string>{"+4512345678"});
    EXPECT_EQ(given_up, 0);
}

TEST_F(TextWorkerTest, SendsNothingTwiceWhenItCannotBeTakenOutOfTheStore) {
    add("+4512345678");
    queue.fail_writes(1);
    const auto worker = start();
    EXPECT_TRUE(queue.empties());
    EXPECT_EQ(provider.tried().size(), 1U);
}

TEST_F(TextWorkerTest, TriesAgainLessAndLessOftenWhatWasNotTaken) {
    provider.answer(TextFate::not_taken);
    add("+4512345678");
    const auto begin = clock.now();
    const auto worker = start();
    EXPECT_EQ(queue.put_off(1), begin + 2s);
    clock.set(begin + 2s);
    worker->wake();
    EXPECT_EQ(queue.put_off(2), begin + 6s);
    provider.answer(TextFate::taken);
    clock.set(begin + 6s);
    worker->wake();
    EXPECT_TRUE(queue.empties());
    EXPECT_EQ(given_up, 0);
}

TEST_F(TextWorkerTest, LeavesTheProviderAloneAsLongAsItAsksForAnHourAtMost) {
    const auto begin = clock.now();
    provider.answer(TextFate::not_taken, 90s);
    add("+4512345678", 2h);
    const auto worker = start();
    EXPECT_EQ(queue.put_off(1), begin + 90s);
    provider.answer(TextFate::not_taken, 1s);
    clock.set(begin + 90s);
    worker->wake();
    EXPECT_EQ(queue.put_off(2), begin + 94s) << "no sooner than it would be asked anyway";
    provider.answer(TextFate::not_taken, 24h);
    clock.set(begin + 94s);
    worker->wake();
    EXPECT_EQ(queue.put_off(3), begin + 94s + 1h);
}

TEST_F(TextWorkerTest, TriesAgainAlsoWhenTheStoreFailedToHearOfIt) {
    provider.answer(TextFate::not_taken);
    add("+4512345678");
    queue.fail_writes(1);
    const auto begin = clock.now();
    const auto worker = start();
    EXPECT_EQ(queue.put_off(1), begin + 2s);
    EXPECT_EQ(provider.tried().size(), 1U);
}

TEST_F(TextWorkerTest, DoesNotAskAgainWhatWasNeverAnswered) {
    provider.answer(TextFate::unknown);
    add("+4512345678");
    auto worker = start();
    EXPECT_TRUE(queue.empties());
    worker.reset();
    EXPECT_EQ(provider.tried().size(), 1U);
    EXPECT_EQ(given_up, 1);
    EXPECT_EQ(last_loss, TextWorker::Loss::unknown);
}

TEST_F(TextWorkerTest, DoesNotAskAgainWhatAnEarlierProcessAsked) {
    queue.add("+4512345678", clock.now(), 5min, true);
    auto worker = start();
    EXPECT_TRUE(queue.empties());
    worker.reset();
    EXPECT_TRUE(provider.tried().empty());
    EXPECT_EQ(last_loss, TextWorker::Loss::unknown);
}

TEST_F(TextWorkerTest, GivesUpWhatIsRefusedForGoodAndWhatWouldComeTooLate) {
    provider.answer(TextFate::refused);
    add("+4512345678");
    auto worker = start();
    EXPECT_TRUE(queue.empties());
    worker.reset();
    EXPECT_EQ(last_loss, TextWorker::Loss::refused);
    provider.answer(TextFate::not_taken);
    add("+4512345678", 1s);
    worker = start();
    EXPECT_TRUE(queue.empties());
    worker.reset();
    EXPECT_EQ(last_loss, TextWorker::Loss::too_late);
}

}  // namespace
}  // namespace tilbage::tenant
