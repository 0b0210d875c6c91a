#include <gmock/gmock.h>

#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

using core::AnswerMeaning;
using Delivery = core::DirectoryAnswer::Delivery;

class ResetPassword : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, ResetPassword, testing::ValuesIn(worlds()), name_of_world);

TEST_P(ResetPassword, sets_the_new_one_and_the_old_one_is_gone) {
    const auto anchor = world().add({});
    const auto before = find(anchor).pwd_last_set;
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_TRUE(world().accepts(anchor, "Sommer-2026-Vind!"));
    EXPECT_FALSE(world().accepts(anchor, kFirstPassword));
    EXPECT_GT(find(anchor).pwd_last_set, before);
}

TEST_P(ResetPassword, every_character_arrives) {
    const auto longest = std::string(64, 'a') + std::string(64, 'B') + std::string(64, '7') + std::string(64, '-');
    std::string pairs;
    for (int i = 0; i < 100; ++i) pairs += "\xF0\x9F\x98\x80";
    for (const auto& typed : {std::string("Quote\"and\\back\"slash7"), std::string(" Spaces at both ends 7 "),
                              std::string("Blåbærgrød-Æ-Ø-7"), std::string("Emoji-\xF0\x9F\x9A\x80-\xF0\x9F\x98\x80-7"),
                              std::string("Grüße-日本-1"), std::string("\"\"Sommer-7\"\""),
                              std::string("(*)\\2a<GUID>-A7,"), longest, "Aa7-" + pairs}) {
        const auto anchor = world().add({});
        EXPECT_EQ(meaning_of_reset(reset(anchor, typed)), AnswerMeaning::done) << typed;
        EXPECT_TRUE(world().accepts(anchor, typed)) << typed;
    }
}

TEST_P(ResetPassword, makes_the_person_choose_another_at_the_next_sign_in_when_asked) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    const auto started = std::chrono::floor<std::chrono::seconds>(directory().directory_time().value());
    const auto next = password("Sommer-2026-Vind!");
    const auto answer = directory().write_password(find(anchor), {.next = next, .must_change = true}, soon());
    EXPECT_EQ(meaning_of_reset(answer), AnswerMeaning::done) << answer.diagnostic_message;
    const auto person = find(anchor);
    EXPECT_EQ(person.pwd_last_set, 0);
    EXPECT_GE(person.when_changed, started);
    EXPECT_FALSE(person.locked);
    EXPECT_EQ(directory().verify_password(person, next, soon()).value(), core::SignIn::must_change);
    EXPECT_EQ(directory().verify_password(person, password(kFirstPassword), soon()).value(), core::SignIn::wrong);
}

TEST_P(ResetPassword, a_second_one_that_must_be_changed_sets_the_password_though_the_zero_stays) {
    const auto anchor = world().add({.must_change = true});
    ASSERT_EQ(find(anchor).pwd_last_set, 0);
    const auto next = password("Sommer-2026-Vind!");
    const auto answer = directory().write_password(find(anchor), {.next = next, .must_change = true}, soon());
    EXPECT_EQ(meaning_of_reset(answer), AnswerMeaning::done) << answer.diagnostic_message;
    EXPECT_EQ(find(anchor).pwd_last_set, 0);
    EXPECT_EQ(directory().verify_password(find(anchor), next, soon()).value(), core::SignIn::must_change);
}

TEST_P(ResetPassword, a_refused_one_that_must_be_changed_leaves_the_person_as_they_were) {
    const auto anchor = world().add({});
    const auto before = find(anchor).pwd_last_set;
    const auto answer =
        directory().write_password(find(anchor), {.next = password("aB1!xyz"), .must_change = true}, soon());
    EXPECT_EQ(meaning_of_reset(answer), AnswerMeaning::policy);
    EXPECT_EQ(find(anchor).pwd_last_set, before);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ResetPassword, unlocks_in_the_same_act) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_FALSE(find(anchor).locked);
    EXPECT_TRUE(world().accepts(anchor, "Sommer-2026-Vind!"));
}

TEST_P(ResetPassword, a_refused_one_unlocks_nothing) {
    const auto anchor = world().add({});
    world().lock_out(anchor);
    EXPECT_EQ(meaning_of_reset(reset(anchor, "aB1!")), AnswerMeaning::policy);
    EXPECT_TRUE(find(anchor).locked);
}

TEST_P(ResetPassword, too_short_is_refused_and_nothing_changes) {
    const auto anchor = world().add({});
    const auto before = find(anchor).pwd_last_set;
    EXPECT_EQ(meaning_of_reset(reset(anchor, "aB1!xyz")), AnswerMeaning::policy);
    EXPECT_EQ(find(anchor).pwd_last_set, before);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ResetPassword, too_simple_is_refused) {
    EXPECT_EQ(meaning_of_reset(reset(world().add({}), "kun små bogstaver")), AnswerMeaning::policy);
}

TEST_P(ResetPassword, obeys_the_persons_own_policy) {
    const auto anchor = world().add({.has_strict_policy = true});
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Tretten-tegn1")), AnswerMeaning::policy);
    const auto long_enough = meaning_of_reset(reset(anchor, "Fjorten-tegn-1"));
    EXPECT_EQ(long_enough, world().knows_policy_hints() ? AnswerMeaning::policy : AnswerMeaning::done)
        << "the first is young";
}

TEST_P(ResetPassword, history_and_age_bind_it_only_where_the_directory_has_policy_hints) {
    const auto capabilities = directory().capabilities();
    ASSERT_TRUE(capabilities) << capabilities.error().message;
    EXPECT_EQ(capabilities->policy_hints, world().knows_policy_hints());
    const auto expected = world().knows_policy_hints() ? AnswerMeaning::policy : AnswerMeaning::done;
    const auto young = world().add({.has_strict_policy = true});
    EXPECT_EQ(meaning_of_reset(reset(young, "Sommer-2026-Vind!")), expected);
    const auto anchor = world().add({});
    ASSERT_EQ(meaning_of_reset(reset(anchor, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_EQ(meaning_of_reset(reset(anchor, kFirstPassword)), expected);
}

TEST_P(ResetPassword, works_for_those_who_cannot_sign_in_now) {
    for (const auto& person : {NewPerson{.disabled = true}, NewPerson{.expired = true}, NewPerson{.must_change = true},
                               NewPerson{.cannot_change = true}}) {
        EXPECT_EQ(meaning_of_reset(reset(world().add(person), "Sommer-2026-Vind!")), AnswerMeaning::done);
    }
}

TEST_P(ResetPassword, works_on_a_person_whose_dn_needs_escaping) {
    const auto anchor = world().add({.name_in_dn = "#Kjær, \"Åse\" + (\\*);<=> "});
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Sommer-2026-Vind!")), AnswerMeaning::done);
    EXPECT_TRUE(world().accepts(anchor, "Sommer-2026-Vind!"));
}

TEST_P(ResetPassword, needs_the_right_on_the_person) {
    const auto anchor = world().add({.outside_scope = true});
    EXPECT_EQ(meaning_of_reset(reset(anchor, "Sommer-2026-Vind!")), AnswerMeaning::permission_missing);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

TEST_P(ResetPassword, of_somebody_who_has_gone_finds_nobody) {
    const auto anchor = world().add({});
    const auto person = find(anchor);
    world().remove(anchor);
    const auto answer = directory().write_password(person, {.next = password("Sommer-2026-Vind!")}, soon());
    EXPECT_EQ(meaning_of_reset(answer), AnswerMeaning::not_found);
}

TEST_P(ResetPassword, is_not_begun_after_its_deadline) {
    const auto anchor = world().add({});
    const auto late = base::SystemClock().now() - std::chrono::milliseconds(1);
    const auto answer = directory().write_password(find(anchor), {.next = password("Sommer-2026-Vind!")}, late);
    EXPECT_EQ(answer.delivery, Delivery::not_sent);
    EXPECT_TRUE(world().accepts(anchor, kFirstPassword));
}

}  // namespace
}  // namespace tilbage::contract
