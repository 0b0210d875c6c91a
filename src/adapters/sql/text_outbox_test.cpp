#include "adapters/sql/text_outbox.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "crypto/system_random.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

class TextOutboxTest : public ::testing::Test {
protected:
    [[nodiscard]] core::TextMessage text(const std::string& to, base::TimePoint useful_until = kNow + 5min) const {
        return {.tenant_id = database_.tenant,
                .to = to,
                .text = "Din kode er 123456.\nSig den ikke.",
                .useful_until = useful_until};
    }
    std::int64_t count() { return (*database_).read("SELECT count(*) FROM texts")->rows[0].integer(0); }

    TenantDatabase database_;
    crypto::SystemRandom random_;
    base::SecretBytes key_ = base::SecretBytes::copy_of("a key beside the store");
    SqlTextOutbox outbox_{*database_, key_, random_};
};

TEST_F(TextOutboxTest, KeepsTextsInOrderOverARestart) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    ASSERT_TRUE(outbox_.add(text(""), kNow));
    database_.reopen();
    const auto due = SqlTextOutbox(*database_, key_, random_).due(kNow, 10).value();
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].message.to, "+4512345678");
    EXPECT_EQ(due[0].message.text, "Din kode er 123456.\nSig den ikke.");
    EXPECT_EQ(due[0].message.tenant_id, database_.tenant);
    EXPECT_EQ(due[0].message.useful_until, kNow + 5min);
    EXPECT_EQ(due[0].attempts, 0);
    EXPECT_EQ(due[1].message.to, "");
}

TEST_F(TextOutboxTest, HoldsNeitherNumberNorCodeInClear) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    const auto row = (*database_).read("SELECT hex(sealed) FROM texts")->rows[0].text(0);
    for (const std::string clear : {"12345678", "123456"}) {
        EXPECT_EQ(row.find(base::to_hex(base::as_bytes(clear))), std::string::npos);
    }
}

TEST_F(TextOutboxTest, GivesAwayATextOnce) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    const auto id = outbox_.due(kNow, 10)->at(0).id;
    EXPECT_TRUE(outbox_.begin(id, kNow).value());
    EXPECT_FALSE(outbox_.begin(id, kNow).value());
    EXPECT_TRUE(outbox_.due(kNow, 10)->empty());
    ASSERT_TRUE(outbox_.remove(id));
    EXPECT_FALSE(outbox_.begin(id, kNow).value());
    EXPECT_EQ(count(), 0);
}

TEST_F(TextOutboxTest, WaitsAgainWhenTheProviderDidNotTakeIt) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    const auto id = outbox_.due(kNow, 10)->at(0).id;
    ASSERT_TRUE(outbox_.begin(id, kNow).value());
    ASSERT_TRUE(outbox_.retry_at(id, kNow + 2s));
    EXPECT_TRUE(outbox_.due(kNow + 1s, 10)->empty());
    const auto again = outbox_.due(kNow + 2s, 10).value();
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].id, id);
    EXPECT_EQ(again[0].attempts, 1);
}

TEST_F(TextOutboxTest, DoesNotAskAgainWhatWasAskedBeforeARestart) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    ASSERT_TRUE(outbox_.add(text("+4587654321"), kNow));
    ASSERT_TRUE(outbox_.begin(outbox_.due(kNow, 1)->at(0).id, kNow).value());
    database_.reopen();
    SqlTextOutbox after(*database_, key_, random_);
    EXPECT_EQ(after.remove_unanswered().value(), std::vector{database_.tenant});
    const auto due = after.due(kNow, 10).value();
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].message.to, "+4587654321");
    EXPECT_TRUE(after.remove_unanswered()->empty());
}

TEST_F(TextOutboxTest, DropsWhatIsOfNoUseAnyMore) {
    ASSERT_TRUE(outbox_.add(text("+4512345678", kNow + 1min), kNow));
    EXPECT_TRUE(outbox_.due(kNow + 1min, 10)->empty());
    EXPECT_EQ(count(), 0);
}

TEST_F(TextOutboxTest, DropsWhatWasSealedUnderAnotherKey) {
    ASSERT_TRUE(outbox_.add(text("+4512345678"), kNow));
    const auto other = base::SecretBytes::copy_of("another key");
    EXPECT_TRUE(SqlTextOutbox(*database_, other, random_).due(kNow, 10)->empty());
    EXPECT_EQ(count(), 0);
}

}  // namespace
}  // namespace tilbage::adapters::sql
