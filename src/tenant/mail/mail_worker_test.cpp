#include "tenant/mail/mail_worker.h"

#include <condition_variable>
#include <gtest/gtest.h>
#include <map>
#include <mutex>
#include <set>

#include "crypto/system_random.h"
#include "fakes/manual_clock.h"

namespace tilbage::tenant {
namespace {

using base::ErrorCode;

// The worker has a thread of its own, so this outbox has a lock.
class LockedOutbox final : public core::MailOutbox {
public:
    base::Result<void> add(const core::Mail& mail, base::TimePoint now) override {
        std::lock_guard lock(mutex_);
        const auto id = ++last_;
        mails_[id] = {{id, mail, 0}, now};
        return {};
    }
    base::Result<std::vector<core::QueuedMail>> due(base::TimePoint now, int count) override {
        std::lock_guard lock(mutex_);
        std::vector<core::QueuedMail> found;
        for (const bool reminders : {false, true}) {
            for (const auto& [id, entry] : mails_) {
                if (std::cmp_equal(found.size(), count)) return found;
                if (entry.due <= now && entry.mail.mail.reminds_of.has_value() == reminders)
                    found.push_back(entry.mail);
            }
        }
        return found;
    }
    base::Result<bool> claim(std::int64_t id, base::TimePoint) override {
        std::lock_guard lock(mutex_);
        if (!untrue_.contains(id)) return true;
        mails_.erase(id);
        changed_.notify_all();
        return false;
    }
    base::Result<std::int64_t> reminders_waiting() override { return 0; }
    // As when the password has changed meanwhile.
    void make_untrue(std::int64_t id) {
        std::lock_guard lock(mutex_);
        untrue_.insert(id);
    }
    base::Result<void> remove(std::int64_t id) override {
        std::lock_guard lock(mutex_);
        if (removals_to_fail_ > 0) {
            --removals_to_fail_;
            return base::fail(ErrorCode::unavailable, "the disk is full");
        }
        mails_.erase(id);
        changed_.notify_all();
        return {};
    }
    base::Result<void> retry_at(std::int64_t id, base::TimePoint when) override {
        std::lock_guard lock(mutex_);
        auto& entry = mails_.at(id);
        ++entry.mail.attempts;
        entry.due = when;
        changed_.notify_all();
        return {};
    }
    void fail_removals(int times) {
        std::lock_guard lock(mutex_);
        removals_to_fail_ = times;
    }
    // Waits until nothing is left.
    [[nodiscard]] bool empties() {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, std::chrono::seconds(10), [this] { return mails_.empty(); });
    }
    // Waits until the first mail has been put off that often, and gives when it is due.
    [[nodiscard]] base::TimePoint put_off(int attempts) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(10),
                          [&] { return !mails_.empty() && mails_.begin()->second.mail.attempts >= attempts; });
        return mails_.empty() ? base::TimePoint{} : mails_.begin()->second.due;
    }

private:
    struct Entry {
        core::QueuedMail mail;
        base::TimePoint due;
    };
    std::mutex mutex_;
    std::condition_variable changed_;
    std::int64_t last_ = 0;
    int removals_to_fail_ = 0;
    std::map<std::int64_t, Entry> mails_;
    std::set<std::int64_t> untrue_;
};

struct MailWorkerTest : ::testing::Test {
    void queue(const std::string& to, std::chrono::seconds useful = std::chrono::minutes(5)) {
        (void)outbox.add({.to = to, .subject = "s", .text = "t", .html = "h", .useful_until = clock.now() + useful},
                         clock.now());
    }
    void queue_reminder(const std::string& to) {
        (void)outbox.add({.to = to,
                          .subject = "s",
                          .text = "t",
                          .html = "h",
                          .useful_until = clock.now() + std::chrono::hours(1),
                          .reminds_of = core::PasswordExpiry{.person = core::PersonId("p"), .expires_at = {}}},
                         clock.now());
    }
    std::unique_ptr<MailWorker> start() {
        return std::make_unique<MailWorker>(MailWorker::Ports{
            outbox,
            clock,
            random,
            {"no-reply@example.org", "no-reply@example.org"},
            [this](const std::string&, const std::string& to, const std::string&) -> base::Result<void> {
                std::lock_guard lock(mutex);
                tried.push_back(to);
                if (on_send) on_send(to);
                if (failure) return base::fail(*failure, "the server says so");
                return {};
            },
            [this](const base::Error&) { ++given_up; }});
    }
    void fail_with(std::optional<ErrorCode> code) {
        std::lock_guard lock(mutex);
        failure = code;
    }
    std::vector<std::string> all_tried() {
        std::lock_guard lock(mutex);
        return tried;
    }

    fakes::ManualClock clock;
    crypto::SystemRandom random;
    LockedOutbox outbox;
    std::mutex mutex;
    std::optional<ErrorCode> failure;
    std::function<void(const std::string&)> on_send;
    std::vector<std::string> tried;
    std::atomic<int> given_up{0};
};

TEST_F(MailWorkerTest, SendsWhatIsQueuedAndDropsWhatIsForNobody) {
    queue("");
    queue("anna@example.org");
    const auto worker = start();
    EXPECT_TRUE(outbox.empties());
    EXPECT_EQ(all_tried(), std::vector<std::string>{"anna@example.org"});
}

TEST_F(MailWorkerTest, SendsNothingTwiceWhenItCannotBeTakenOutOfTheStore) {
    queue("anna@example.org");
    outbox.fail_removals(1);
    const auto worker = start();
    EXPECT_TRUE(outbox.empties());
    EXPECT_EQ(all_tried().size(), 1U);
}

TEST_F(MailWorkerTest, TriesAgainLessAndLessOften) {
    fail_with(ErrorCode::unavailable);
    queue("anna@example.org");
    const auto begin = clock.now();
    const auto worker = start();
    EXPECT_EQ(outbox.put_off(1), begin + std::chrono::seconds(2));
    clock.set(begin + std::chrono::seconds(2));
    worker->wake();
    EXPECT_EQ(outbox.put_off(2), begin + std::chrono::seconds(6));
    fail_with(std::nullopt);
    clock.set(begin + std::chrono::seconds(6));
    worker->wake();
    EXPECT_TRUE(outbox.empties());
    EXPECT_EQ(given_up, 0);
}

TEST_F(MailWorkerTest, GivesUpWhatIsRefusedForGood) {
    fail_with(ErrorCode::conflict);
    queue("anna@example.org");
    const auto worker = start();
    EXPECT_TRUE(outbox.empties());
    EXPECT_EQ(all_tried().size(), 1U);
}

// What somebody waits for who asked while thousands of reminders were going out.
TEST_F(MailWorkerTest, ACodeThatComesAmongThousandsOfRemindersIsTheNextMail) {
    for (int i = 0; i < 2'000; ++i) queue_reminder("reminder@example.org");
    on_send = [this](const std::string&) {
        if (tried.size() == 3) queue("anna@example.org");
    };
    const auto worker = start();
    EXPECT_TRUE(outbox.empties());
    const auto sent = all_tried();
    ASSERT_EQ(sent.size(), 2'001U);
    EXPECT_EQ(sent[3], "anna@example.org");
}

TEST_F(MailWorkerTest, AReminderThatIsNoLongerTrueIsNotSent) {
    queue_reminder("anna@example.org");
    queue_reminder("bent@example.org");
    outbox.make_untrue(1);
    const auto worker = start();
    EXPECT_TRUE(outbox.empties());
    EXPECT_EQ(all_tried(), std::vector<std::string>{"bent@example.org"});
}

TEST_F(MailWorkerTest, GivesUpWhatWouldComeTooLate) {
    fail_with(ErrorCode::timeout);
    queue("anna@example.org", std::chrono::seconds(1));
    auto worker = start();
    EXPECT_TRUE(outbox.empties());
    worker.reset();
    EXPECT_EQ(given_up, 1);
}

}  // namespace
}  // namespace tilbage::tenant
