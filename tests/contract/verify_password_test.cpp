#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using core::SignIn;

class VerifyPassword : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, VerifyPassword, testing::ValuesIn(worlds_with_tls()), name_of_world);

TEST_P(VerifyPassword, tells_a_right_one_from_a_wrong_one) {
    const auto anchor = world().add({});
    EXPECT_EQ(verify(anchor, kFirstPassword), SignIn::ok);
    EXPECT_EQ(verify(anchor, "not the password"), SignIn::wrong);
}

TEST_P(VerifyPassword, a_wrong_one_counts) {
    const auto anchor = world().add({});
    EXPECT_EQ(verify(anchor, "not the password"), SignIn::wrong);
    EXPECT_EQ(find(anchor).bad_password_count, 1);
}

TEST_P(VerifyPassword, proves_it_of_accounts_that_are_kept_out_for_another_reason) {
    const auto disabled = world().add({.disabled = true});
    const auto expired = world().add({.expired = true});
    const auto must_change = world().add({.must_change = true});
    EXPECT_EQ(verify(disabled, kFirstPassword), SignIn::disabled);
    EXPECT_EQ(verify(expired, kFirstPassword), SignIn::expired_account);
    EXPECT_EQ(verify(must_change, kFirstPassword), SignIn::must_change);
    EXPECT_EQ(verify(must_change, "not the password"), SignIn::wrong);
}

// An expired password needs a day at least, and a hand in the database: tests/scenario/account.test.mjs has one.
TEST_P(VerifyPassword, tells_why_somebody_is_kept_out_only_who_knows_the_password) {
    const std::pair<NewPerson, SignIn> kept_out[] = {{{.disabled = true}, SignIn::disabled},
                                                     {{.expired = true}, SignIn::expired_account},
                                                     {{.must_change = true}, SignIn::must_change},
                                                     {{.outside_hours = true}, SignIn::not_now},
                                                     {{.other_workstation = true}, SignIn::not_here}};
    for (const auto& [person, why] : kept_out) {
        const auto anchor = world().add(person);
        EXPECT_EQ(verify(anchor, "not the password"), SignIn::wrong);
        EXPECT_EQ(verify(anchor, kFirstPassword), why);
        EXPECT_TRUE(core::proves_password(why));
    }
}

TEST_P(VerifyPassword, a_wrong_one_is_dated_and_a_right_one_forgets_it) {
    const auto anchor = world().add({});
    const auto before = directory().directory_time().value();
    EXPECT_EQ(verify(anchor, "not the password"), SignIn::wrong);
    EXPECT_GE(find(anchor).bad_password_at, before - std::chrono::seconds(2));
    EXPECT_EQ(verify(anchor, kFirstPassword), SignIn::ok);
    EXPECT_EQ(find(anchor).bad_password_count, 0);
}

TEST_P(VerifyPassword, proves_nothing_of_a_locked_account) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    EXPECT_EQ(verify(anchor, kFirstPassword), SignIn::locked);
    EXPECT_FALSE(core::proves_password(SignIn::locked));
}

TEST_P(VerifyPassword, works_for_a_dn_that_needs_escaping_and_any_character) {
    const auto anchor = world().add({.name_in_dn = "#Kjær, \"Åse\" + (\\*);<=> "});
    ASSERT_EQ(meaning_of_reset(reset(anchor, " Æ\"Ø\\å-\xF0\x9F\x9A\x80-7 ")), core::AnswerMeaning::done);
    EXPECT_EQ(verify(anchor, " Æ\"Ø\\å-\xF0\x9F\x9A\x80-7 "), SignIn::ok);
}

TEST_P(VerifyPassword, is_not_begun_after_its_deadline) {
    const auto anchor = world().add({});
    const auto late = base::SystemClock().now() - std::chrono::milliseconds(1);
    const auto answer = directory().verify_password(find(anchor), password("not the password"), late);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, base::ErrorCode::timeout);
    EXPECT_EQ(find(anchor).bad_password_count, 0);
}

}  // namespace
}  // namespace tilbage::contract
