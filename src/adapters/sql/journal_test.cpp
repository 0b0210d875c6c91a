#include "adapters/sql/journal.h"

#include <gtest/gtest.h>

#include "adapters/sql/migrations.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql {
namespace {

using core::Kind;
using core::Outcome;
using core::Reason;

class JournalTest : public ::testing::Test {
protected:
    JournalTest() { reopen(); }
    void reopen() {
        journal_.reset();
        database_.reset();
        database_ =
            Database::open({.path = folder_.path() / "journal.db", .durability = Durability::process_kill}).value();
        EXPECT_TRUE(migrate(*database_, connect_migrations(), base::from_seconds(1'795'372'800)));
        journal_ = std::make_unique<SqlJournal>(*database_);
    }
    static core::Binding binding(int number = 1) {
        return {.request_id = core::RequestId("request-" + std::to_string(number)),
                .tenant_id = core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                .source_anchor = *core::SourceAnchor::parse("q83vEjRWeJq83vEjRWeJqg=="),
                .kind = Kind::change,
                .issued_at = 1'795'372'800 + number,
                .expires_at = 1'795'372'920 + number};
    }
    static Outcome outcome(Reason reason) { return {.reason = reason, .details = {}, .description = {}}; }

    tilbage::testing::TempDir folder_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<SqlJournal> journal_;
};

TEST_F(JournalTest, WhatWasBegunIsThereAfterARestart) {
    ASSERT_TRUE(journal_->begin(binding(), 134'000'000'000'000'001));
    reopen();
    const auto entry = journal_->find(binding().request_id).value();
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->binding, binding());
    EXPECT_EQ(entry->pwd_last_set_before, 134'000'000'000'000'001);
    EXPECT_FALSE(entry->outcome);
    EXPECT_FALSE(journal_->find(binding(2).request_id).value());
}

TEST_F(JournalTest, AnIdBeginsOnce) {
    ASSERT_TRUE(journal_->begin(binding(), 1));
    EXPECT_EQ(journal_->begin(binding(), 1).error().code, base::ErrorCode::conflict);
    ASSERT_TRUE(journal_->finish(binding(2), outcome(Reason::account_disabled)));
    EXPECT_EQ(journal_->begin(binding(2), 1).error().code, base::ErrorCode::conflict);
}

TEST_F(JournalTest, TheFirstKnownOutcomeStands) {
    ASSERT_TRUE(journal_->begin(binding(), 7));
    ASSERT_TRUE(journal_->finish(binding(), outcome(Reason::succeeded)));
    ASSERT_TRUE(journal_->finish(binding(), outcome(Reason::outcome_unknown)));
    const auto entry = journal_->find(binding().request_id).value();
    EXPECT_EQ(entry->outcome->reason, Reason::succeeded);
    EXPECT_EQ(entry->pwd_last_set_before, 7) << "kept for finding out";
}

TEST_F(JournalTest, ALateOutcomeReplacesAnUnknownOneAndIsSentAgain) {
    ASSERT_TRUE(journal_->begin(binding(), 7));
    ASSERT_TRUE(journal_->finish(binding(), outcome(Reason::outcome_unknown)));
    ASSERT_TRUE(journal_->acknowledged(binding().request_id));
    EXPECT_TRUE(journal_->unacknowledged().value().empty());
    auto late = outcome(Reason::password_too_short);
    late.details.min_length = 14;
    ASSERT_TRUE(journal_->finish(binding(), late));
    const auto waiting = journal_->unacknowledged().value();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].outcome, late);
}

TEST_F(JournalTest, UnacknowledgedOutcomesComeOldestFirstAndWithoutTheUnfinished) {
    ASSERT_TRUE(journal_->finish(binding(3), outcome(Reason::succeeded)));
    ASSERT_TRUE(journal_->finish(binding(1), outcome(Reason::succeeded)));
    ASSERT_TRUE(journal_->begin(binding(2), 1));
    const auto waiting = journal_->unacknowledged().value();
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].binding, binding(1));
    EXPECT_EQ(waiting[1].binding, binding(3));
}

TEST_F(JournalTest, PurgingKeepsWhatTheTenantHasNotSeen) {
    for (int number : {1, 2}) ASSERT_TRUE(journal_->finish(binding(number), outcome(Reason::succeeded)));
    ASSERT_TRUE(journal_->acknowledged(binding(1).request_id));
    ASSERT_TRUE(journal_->purge(base::from_seconds(1'795'379'999)));
    EXPECT_FALSE(journal_->find(binding(1).request_id).value());
    EXPECT_TRUE(journal_->find(binding(2).request_id).value());
    ASSERT_TRUE(journal_->purge(base::from_seconds(1'795'379'999) + std::chrono::hours(7 * 24)));
    EXPECT_FALSE(journal_->find(binding(2).request_id).value()) << "a tenant that lost the request never will";
}

}  // namespace
}  // namespace tilbage::adapters::sql
