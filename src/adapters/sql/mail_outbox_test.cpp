#include "adapters/sql/mail_outbox.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

class MailOutboxTest : public ::testing::Test {
protected:
    static core::Mail mail(const std::string& to, base::TimePoint useful_until = kNow + 5min) {
        return {.to = to,
                .subject = "Bekræftelseskode",
                .text = "123456",
                .html = "<p>123456</p>",
                .useful_until = useful_until};
    }
    std::int64_t count() { return (*database_).read("SELECT count(*) FROM mails")->rows[0].integer(0); }

    TenantDatabase database_;
    SqlMailOutbox outbox_{*database_};
};

TEST_F(MailOutboxTest, KeepsMailsInOrderOverARestart) {
    ASSERT_TRUE(outbox_.add(mail("a@x.test"), kNow));
    ASSERT_TRUE(outbox_.add(mail("b@x.test"), kNow));
    database_.reopen();
    const auto due = SqlMailOutbox(*database_).due(kNow, 10).value();
    ASSERT_EQ(due.size(), 2U);
    EXPECT_EQ(due[0].mail.to, "a@x.test");
    EXPECT_EQ(due[0].mail.subject, "Bekræftelseskode");
    EXPECT_EQ(due[0].mail.text, "123456");
    EXPECT_EQ(due[0].mail.html, "<p>123456</p>");
    EXPECT_EQ(due[0].attempts, 0);
    EXPECT_EQ(SqlMailOutbox(*database_).due(kNow, 1).value().size(), 1U);
}

TEST_F(MailOutboxTest, AFailedMailComesAgainLater) {
    ASSERT_TRUE(outbox_.add(mail("a@x.test"), kNow));
    const auto id = outbox_.due(kNow, 1).value().at(0).id;
    ASSERT_TRUE(outbox_.retry_at(id, kNow + 30s));
    EXPECT_TRUE(outbox_.due(kNow + 29s, 10).value().empty());
    EXPECT_EQ(outbox_.due(kNow + 30s, 10).value().at(0).attempts, 1);
}

TEST_F(MailOutboxTest, ASentMailIsGone) {
    ASSERT_TRUE(outbox_.add(mail("a@x.test"), kNow));
    ASSERT_TRUE(outbox_.remove(outbox_.due(kNow, 1).value().at(0).id));
    EXPECT_EQ(count(), 0);
}

TEST_F(MailOutboxTest, ALateMailIsDroppedAndNotSent) {
    ASSERT_TRUE(outbox_.add(mail("late@x.test"), kNow));
    ASSERT_TRUE(outbox_.add(mail("good@x.test", kNow + 1h), kNow));
    const auto due = outbox_.due(kNow + 5min, 10).value();
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].mail.to, "good@x.test");
    EXPECT_EQ(count(), 1);
}

}  // namespace
}  // namespace tilbage::adapters::sql
