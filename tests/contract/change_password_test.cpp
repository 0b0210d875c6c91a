#include <gmock/gmock.h>

#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using core::AnswerMeaning;

class ChangePassword : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, ChangePassword, testing::ValuesIn(worlds()), name_of_world);

TEST_P(ChangePassword, sets_the_new_one_when_the_current_one_is_right) {
    const auto anchor = world().add({});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_TRUE(world().accepts(anchor, "Sommer-2026-Vind!"));
    EXPECT_FALSE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ChangePassword, a_wrong_current_one_is_told_and_counted) {
    const auto anchor = world().add({});
    EXPECT_EQ(meaning_of_change(change(anchor, "not the password", "Sommer-2026-Vind!")),
              AnswerMeaning::current_password_wrong);
    EXPECT_EQ(find(anchor).bad_password_count, 1);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ChangePassword, wrong_current_ones_lock_the_account) {
    const auto anchor = world().add({});
    for (int i = 0; i < kLockoutThreshold; ++i) {
        EXPECT_EQ(meaning_of_change(change(anchor, "not the password", "Sommer-2026-Vind!")),
                  AnswerMeaning::current_password_wrong);
    }
    EXPECT_TRUE(find(anchor).locked);
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::account_locked);
}

TEST_P(ChangePassword, too_short_and_too_simple_are_refused) {
    const auto anchor = world().add({});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "aB1!xyz")), AnswerMeaning::policy);
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "kun små bogstaver")), AnswerMeaning::policy);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ChangePassword, earlier_ones_are_remembered) {
    const auto anchor = world().add({});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, kFirstPassword)), AnswerMeaning::policy);
    ASSERT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_EQ(meaning_of_change(change(anchor, "Sommer-2026-Vind!", kFirstPassword)), AnswerMeaning::policy);
}

TEST_P(ChangePassword, a_young_one_may_not_be_changed) {
    const auto anchor = world().add({.has_strict_policy = true});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::policy);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ChangePassword, who_cannot_change_is_told_so) {
    const auto anchor = world().add({.cannot_change = true});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::cannot_change);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ChangePassword, does_not_unlock) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::account_locked);
    EXPECT_TRUE(find(anchor).locked);
}

TEST_P(ChangePassword, ends_the_need_to_change_at_the_next_sign_in) {
    const auto anchor = world().add({.must_change = true});
    EXPECT_EQ(meaning_of_change(change(anchor, kFirstPassword, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_NE(find(anchor).pwd_last_set, 0);
}

TEST_P(ChangePassword, current_and_new_may_hold_any_character) {
    const auto anchor = world().add({});
    ASSERT_EQ(meaning_of_reset(reset(anchor, " Æ\"Ø\\å-7 ")), AnswerMeaning::done);
    EXPECT_EQ(meaning_of_change(change(anchor, " Æ\"Ø\\å-7 ", "Emoji-\xF0\x9F\x9A\x80-7")), AnswerMeaning::done);
    EXPECT_TRUE(world().accepts(anchor, "Emoji-\xF0\x9F\x9A\x80-7"));
}

}  // namespace
}  // namespace tilbage::contract
