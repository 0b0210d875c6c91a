#include "tenant/mail/sync_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tenant/mail/testing/two_languages.h"

namespace tilbage::tenant {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SyncTexts texts() { return SyncTexts(testing::english_and_danish()); }

const base::TimePoint kAt = base::from_seconds(1'795'372'800);  // 2026-11-22 18:40 UTC

core::RemovalsHeldMail held() {
    return {.tenant_name = "Example <One>",
            .domains = "ex1.test",
            .held = {.count = 612, .threshold = 500, .people = 9800, .since = kAt, .sample = {"anna@ex1.test", "bo"}}};
}

TEST(SyncTexts, TellsInBothLanguagesHowManyWaitAndWhatToDo) {
    const auto mail = texts().removals_held(held());
    EXPECT_EQ(mail.subject,
              "612 deletions wait for your answer (Example <One>) / 612 sletninger venter på jeres svar "
              "(Example <One>)");
    for (const auto* part :
         {"612 of 9,800 users from ex1.test", "612 af 9.800 brugere fra ex1.test", "500 deletions", "500 sletninger",
          "2026-11-22 at 18:40", "2026-11-22 kl. 18:40", "anna@ex1.test, bo", "Synchronization", "Synkronisering"}) {
        EXPECT_THAT(mail.text, HasSubstr(part));
        EXPECT_THAT(mail.html, HasSubstr(part));
    }
    EXPECT_THAT(mail.text, Not(HasSubstr("{}")));
}

TEST(SyncTexts, OneDeletionIsOne) {
    auto content = held();
    content.held.count = content.held.threshold = 1;
    const auto mail = texts().removals_held(content);
    EXPECT_THAT(mail.subject, HasSubstr("1 deletion waits for your answer (Example <One>) / 1 sletning venter"));
    EXPECT_THAT(mail.text, HasSubstr("threshold is 1 deletion in 24 hours"));
}

TEST(SyncTexts, LeavesNamesOutThatItWasNotGiven) {
    auto content = held();
    content.held.sample.clear();
    EXPECT_THAT(texts().removals_held(content).text, Not(HasSubstr("Among them")));
}

TEST(SyncTexts, WhatAnAgentSaysIsEscapedAndTakenAsItIs) {
    const auto mail = texts().sync_trouble({.tenant_name = "Example",
                                            .domains = "ex1.test",
                                            .since = kAt,
                                            .silent = false,
                                            .problem = {"directory_unavailable", "<b>{} no answer</b>"}});
    EXPECT_THAT(mail.text, HasSubstr("The agent says: <b>{} no answer</b>"));
    EXPECT_THAT(mail.html, HasSubstr("&lt;b&gt;{} no answer"));
    EXPECT_THAT(mail.text, HasSubstr("har fejlet siden den 2026-11-22 kl. 18:40 (UTC)"));
}

TEST(SyncTexts, ASilentSynchronisationHasItsOwnWordsAndSoHasItsReturn) {
    const auto silent = texts().sync_trouble(
        {.tenant_name = "Example", .domains = "ex1.test", .since = kAt, .silent = true, .problem = {}});
    EXPECT_THAT(silent.text, HasSubstr("No agent has checked in about ex1.test since 2026-11-22 at 18:40 (UTC)."));
    EXPECT_THAT(silent.text, HasSubstr("Ingen agent har meldt sig om ex1.test"));
    const auto well = texts().sync_well_again({.tenant_name = "Example", .domains = "ex1.test"});
    EXPECT_EQ(well.subject, "The synchronization works again (Example) / Synkroniseringen virker igen (Example)");
    EXPECT_THAT(well.html, HasSubstr("<div lang=\"da\">"));
}

}  // namespace
}  // namespace tilbage::tenant
