#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using core::AnswerMeaning;

class Unlock : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, Unlock, testing::ValuesIn(worlds()), name_of_world);

TEST_P(Unlock, lets_the_person_in_with_the_password_they_have) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    ASSERT_FALSE(world().accepts(anchor, kFirstPassword));
    EXPECT_EQ(meaning_of_reset(unlock(anchor)), AnswerMeaning::done);
    EXPECT_FALSE(find(anchor).locked);
    EXPECT_EQ(find(anchor).bad_password_count, 0);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(Unlock, of_somebody_who_is_not_locked_changes_nothing) {
    const auto anchor = world().add({});
    const auto before = find(anchor).pwd_last_set;
    EXPECT_EQ(meaning_of_reset(unlock(anchor)), AnswerMeaning::done);
    EXPECT_EQ(find(anchor).pwd_last_set, before);
}

TEST_P(Unlock, needs_the_right_on_the_person) {
    const auto anchor = world().add({.outside_scope = true});
    EXPECT_EQ(meaning_of_reset(unlock(anchor)), AnswerMeaning::permission_missing);
}

TEST_P(Unlock, is_not_begun_after_its_deadline) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    const auto late = base::SystemClock().now() - std::chrono::milliseconds(1);
    EXPECT_EQ(directory().unlock(find(anchor), late).delivery, core::DirectoryAnswer::Delivery::not_sent);
    EXPECT_TRUE(find(anchor).locked);
}

}  // namespace
}  // namespace tilbage::contract
