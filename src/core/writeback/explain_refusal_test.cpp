#include "core/writeback/explain_refusal.h"

#include <gtest/gtest.h>

#include "core/writeback/file_time.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kWindows = "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0";
std::string samba(std::string_view text) {
    return "0000052D: Constraint violation - check_password_restrictions: " + std::string(text);
}

struct Case {
    std::string_view password = "Blåbærgrød-2026!";
    PasswordPolicy policy{.source = PolicySource::domain,
                          .min_length = 8,
                          .complexity = true,
                          .history_length = 24,
                          .min_age_seconds = 86'400,
                          .max_age_seconds = 0,
                          .lockout_threshold = 0};
    std::string text{kWindows};
    bool enforced = true;
    bool no_filters = false;
    std::chrono::hours set_ago{48};
    bool must_change = false;
};

constexpr auto kNow = base::from_seconds(1'795'372'800);

Outcome explain(const Case& c) {
    DirectoryPerson person;
    person.sam_account_name = "skjaer";
    person.display_name = "Søren Åge Kjær-Ibsen";
    person.pwd_last_set = c.must_change ? 0 : to_file_time(kNow - c.set_ago);
    const auto next = PasswordText::from_utf8(base::SecretBytes::copy_of(c.password)).value();
    return explain_refusal({.person = person,
                            .next = next,
                            .policy = c.policy,
                            .diagnostic_message = c.text,
                            .history_enforced = c.enforced,
                            .min_age_enforced = c.enforced,
                            .directory_time = kNow,
                            .no_password_filters = c.no_filters});
}

TEST(ExplainRefusal, NamesLengthWithItsNumber) {
    const auto outcome = explain({.password = "Kort-1!"});
    EXPECT_EQ(outcome.reason, Reason::password_too_short);
    EXPECT_EQ(outcome.details, OutcomeDetails{.min_length = 8});
}

TEST(ExplainRefusal, LengthIsCountedInUtf16Units) {
    EXPECT_EQ(explain({.password = "Ab1-😀😀"}).reason, Reason::password_refused) << "8 units";
    EXPECT_EQ(explain({.password = "Ab1-😀x"}).reason, Reason::password_too_short) << "7 units";
}

TEST(ExplainRefusal, NamesComplexityWithWhatIsThereAndWhatIsNeeded) {
    const auto outcome = explain({.password = "alleerens8"});
    EXPECT_EQ(outcome.reason, Reason::password_not_complex);
    EXPECT_EQ(outcome.details, (OutcomeDetails{.categories = 2, .categories_needed = 3}));
}

TEST(ExplainRefusal, WhatDirectoriesCountDifferentlyIsNotHeldAgainstThePassword) {
    EXPECT_EQ(explain({.password = "alleerens8😀"}).reason, Reason::password_refused);
    EXPECT_EQ(explain({.password = "alle er ens8"}).reason, Reason::password_refused);
}

TEST(ExplainRefusal, LettersWithoutCaseAreACategory) {
    EXPECT_EQ(explain({.password = "密码abcdefg8"}).reason, Reason::password_refused);
}

TEST(ExplainRefusal, TooYoungComesBeforeEverythingElse) {
    const auto outcome = explain({.password = "kort", .text = samba("the password is too short."), .set_ago = 1h});
    EXPECT_EQ(outcome.reason, Reason::password_too_young);
    EXPECT_EQ(outcome.details.min_age_seconds, 86'400);
    EXPECT_EQ(outcome.details.may_change_at, kNow + 23h);
}

TEST(ExplainRefusal, AMinimumAgeThatWasNotEnforcedIsNoReason) {
    EXPECT_EQ(explain({.enforced = false, .set_ago = 1h}).reason, Reason::password_refused);
    EXPECT_EQ(explain({.set_ago = 1h, .must_change = true}).reason, Reason::password_refused);
}

TEST(ExplainRefusal, NamesARefusedNameOnlyWhereTheRuleIsInForce) {
    for (auto password : {"xx-SKJAER-99", "Kjær-2026-abc", "ibsenIBSEN9", "SØRENsøren9"}) {
        EXPECT_EQ(explain({.password = password}).reason, Reason::password_contains_name) << password;
    }
    EXPECT_EQ(explain({.password = "xx-skjae-99"}).reason, Reason::password_refused) << "a part of a part is none";
    auto simple = Case{.password = "xx-SKJAER-99"};
    simple.policy.complexity = false;
    EXPECT_EQ(explain(simple).reason, Reason::password_refused);
}

TEST(ExplainRefusal, TheDomainControllersOwnWordsDecide) {
    const auto length =
        explain({.text = samba("the password is too short. It should be equal or longer than 14 characters!")});
    EXPECT_EQ(length.reason, Reason::password_too_short);
    EXPECT_EQ(length.details.min_length, 14) << "of a PSO that we may not read";
    const auto complexity =
        explain({.password = "alle er ens8", .text = samba("the password does not meet the complexity criteria!")});
    EXPECT_EQ(complexity.reason, Reason::password_not_complex);
    EXPECT_EQ(complexity.details.categories, 2);
    for (auto words :
         {"the password was already used (in history)!", "the password was already used (previous password)!"}) {
        const auto history = explain({.text = samba(words)});
        EXPECT_EQ(history.reason, Reason::password_in_history);
        EXPECT_EQ(history.details.history_length, 24);
    }
    EXPECT_EQ(explain({.text = samba("password is too young to change!")}).reason, Reason::password_too_young);
}

TEST(ExplainRefusal, HistoryIsClaimedOnlyWhenNothingElseIsLeft) {
    const auto proven = explain({.no_filters = true});
    EXPECT_EQ(proven.reason, Reason::password_in_history);
    EXPECT_EQ(proven.details.history_length, 24);

    const auto filters = explain({.no_filters = false});
    EXPECT_EQ(filters.reason, Reason::password_refused);
    EXPECT_EQ(filters.details.history_length, 24) << "one of the rules left";

    const auto not_enforced = explain({.enforced = false, .no_filters = true});
    EXPECT_EQ(not_enforced.reason, Reason::password_refused);
    EXPECT_FALSE(not_enforced.details.history_length);

    for (auto forget : {0, 1, 2, 3}) {
        Case c{.no_filters = true};
        if (forget == 0) c.policy.min_length.reset();
        if (forget == 1) c.policy.complexity.reset();
        if (forget == 2) c.policy.min_age_seconds.reset();
        if (forget == 3) c.password = "alle er ens8";
        EXPECT_EQ(explain(c).reason, Reason::password_refused) << "not proven: " << forget;
    }
}

TEST(ExplainRefusal, NothingIsKnownNothingIsClaimed) {
    const auto outcome = explain({.password = "x", .policy = {}});
    EXPECT_EQ(outcome.reason, Reason::password_refused);
    EXPECT_EQ(outcome.details, OutcomeDetails{});
}

}  // namespace
}  // namespace tilbage::core
