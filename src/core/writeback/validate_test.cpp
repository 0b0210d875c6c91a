#include "core/writeback/validate.h"

#include <gtest/gtest.h>

#include "fakes/fixed_joins.h"
#include "fakes/manual_clock.h"
#include "fakes/scripted_directory.h"
#include "fakes/sealed_request.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class ValidateTest : public testing::Test {
protected:
    ValidateTest() { directory.policy.lockout_window_seconds = 1800; }

    Request request(int number = 1, std::string_view password = "Foraar-2026-Sol!") {
        auto request = fakes::make_request(directory.person.anchor, Kind::validate, clock.now(), number);
        request.sealed = fakes::seal(keys.key, request.binding, {}, password);
        return request;
    }
    Outcome run(const Request& request) { return validate.run(request, rules).outcome; }
    Reason reason(const Request& request) { return run(request).reason; }

    fakes::ManualClock clock;
    fakes::ScriptedDirectory directory{clock};
    fakes::FixedJoins joins;
    fakes::OneSealingKey keys;
    AgentRules rules{.tenant_id = TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                     .domain = *DistinguishedName::parse("DC=ex1,DC=test"),
                     .protection = {},
                     .no_password_filters = false,
                     .writes = true};
    Validate validate{{joins, directory, keys, clock}};
};

TEST_F(ValidateTest, EveryAnswerOfTheDirectoryHasItsReason) {
    const std::pair<SignIn, Reason> answers[] = {{SignIn::ok, Reason::succeeded},
                                                 {SignIn::wrong, Reason::current_password_wrong},
                                                 {SignIn::must_change, Reason::password_must_change},
                                                 {SignIn::expired_password, Reason::password_expired},
                                                 {SignIn::disabled, Reason::account_disabled},
                                                 {SignIn::expired_account, Reason::account_expired},
                                                 {SignIn::not_now, Reason::not_allowed_now},
                                                 {SignIn::not_here, Reason::not_allowed_here},
                                                 {SignIn::locked, Reason::account_locked},
                                                 {SignIn::other, Reason::sign_in_refused}};
    int number = 0;
    for (const auto& [sign_in, expected] : answers) {
        directory.sign_in = sign_in;
        EXPECT_EQ(reason(request(++number)), expected);
    }
}

TEST_F(ValidateTest, TheLockoutsRulesComeWithEveryAnswer) {
    const auto outcome = run(request());
    ASSERT_TRUE(outcome.description);
    EXPECT_EQ(outcome.description->policy.lockout_threshold, 3);
    EXPECT_EQ(outcome.description->policy.lockout_window_seconds, 1800);
}

TEST_F(ValidateTest, ADisabledOrExpiredAccountIsLeftToTheDirectoryWhichLooksAtThePasswordFirst) {
    directory.person.disabled = true;
    directory.person.expired = true;
    directory.sign_in = SignIn::wrong;
    EXPECT_EQ(reason(request()), Reason::current_password_wrong);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ValidateTest, ProtectedAccountsAndThoseOutOfScopeAreNotAskedAbout) {
    directory.person.admin_count = true;
    EXPECT_EQ(reason(request(1)), Reason::account_protected);
    directory.person.admin_count = false;
    joins.in_scope = {.mode = Scope::Mode::selected,
                      .include = {*DistinguishedName::parse("OU=Other,DC=ex1,DC=test")},
                      .exclude = {}};
    EXPECT_EQ(reason(request(2)), Reason::user_out_of_scope);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, ADirectoryThatIsAwayIsToldToStrangersAsToEverybody) {
    auto stranger = request(1);
    directory.is_there = false;
    EXPECT_EQ(reason(stranger), Reason::user_not_found);
    directory.reachable = false;
    EXPECT_EQ(reason(request(2)), Reason::directory_unavailable);
    joins.special[directory.person.anchor] = NotJoined{};
    EXPECT_EQ(reason(request(3)), Reason::directory_unavailable);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, AnAgentWithoutWritebackTakesNoPasswords) {
    rules.writes = false;
    EXPECT_EQ(reason(request()), Reason::writeback_disabled);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, ASecondDeliveryIsToldWhatTheFirstOneWasAndAsksNobody) {
    auto twice = request();
    directory.sign_in = SignIn::wrong;
    EXPECT_EQ(reason(twice), Reason::current_password_wrong);
    directory.sign_in = SignIn::ok;
    twice.redelivered = true;
    EXPECT_EQ(reason(twice), Reason::current_password_wrong);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ValidateTest, OneThatAnotherAgentMayHaveAskedIsNotAskedAgain) {
    auto redelivered = request();
    redelivered.redelivered = true;
    EXPECT_EQ(reason(redelivered), Reason::outcome_unknown);
    redelivered.redelivered = false;
    EXPECT_EQ(reason(redelivered), Reason::outcome_unknown);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, AnIdThatComesBackForSomebodyElseIsAReplay) {
    auto first = request();
    EXPECT_EQ(reason(first), Reason::succeeded);
    first.binding.issued_at -= 1;
    EXPECT_EQ(reason(first), Reason::replayed);
}

TEST_F(ValidateTest, WhatIsLateIsNotAskedNotEvenWhenItIsForgotten) {
    auto late = request();
    EXPECT_EQ(reason(late), Reason::succeeded);
    clock.advance(121s);
    late.deadline = clock.now() + 30s;
    EXPECT_EQ(reason(late), Reason::deadline_passed);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ValidateTest, OnlyTheSealOfASignInWithNoNewPasswordOpens) {
    auto other_kind = request(1);
    auto as_change = other_kind.binding;
    as_change.kind = Kind::change;
    other_kind.sealed = fakes::seal(keys.key, as_change, {}, "Foraar-2026-Sol!");
    EXPECT_EQ(reason(other_kind), Reason::cannot_open);
    auto with_next = request(2);
    with_next.sealed = fakes::seal(keys.key, with_next.binding, "Sommer-2026-Vind!", "Foraar-2026-Sol!");
    EXPECT_EQ(reason(with_next), Reason::cannot_open);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, WhatCannotBeAPasswordIsWrongAndCostsNoTry) {
    EXPECT_EQ(reason(request(1, "")), Reason::current_password_wrong);
    EXPECT_EQ(reason(request(2, std::string_view("a\0b", 3))), Reason::current_password_wrong);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ValidateTest, ItStopsWellBeforeTheDirectoryLocks) {
    directory.policy.lockout_threshold = 5;
    directory.sign_in = SignIn::wrong;
    directory.person.bad_password_at = clock.now() - 1min;
    directory.person.bad_password_count = 2;
    const auto third = run(request(1));
    EXPECT_EQ(third.reason, Reason::current_password_wrong);
    EXPECT_EQ(third.details.tries_left, 2);
    directory.person.bad_password_count = 3;
    EXPECT_EQ(reason(request(2)), Reason::too_many_failures);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ValidateTest, OneTryIsLetThroughHoweverStrictTheDirectoryIs) {
    directory.policy.lockout_threshold = 2;
    EXPECT_EQ(reason(request(1)), Reason::succeeded);
    directory.person.bad_password_count = 1;
    directory.person.bad_password_at = clock.now();
    EXPECT_EQ(reason(request(2)), Reason::too_many_failures);
}

TEST_F(ValidateTest, FailuresFromBeforeTheObservationWindowCountNoMoreThanTheDirectoryCountsThem) {
    directory.person.bad_password_count = 2;
    directory.person.bad_password_at = clock.now() - 30min;
    EXPECT_EQ(reason(request(1)), Reason::succeeded);
    directory.policy.lockout_window_seconds.reset();
    EXPECT_EQ(reason(request(2)), Reason::too_many_failures) << "what is not known counts";
}

TEST_F(ValidateTest, ADirectoryThatNeverLocksIsAskedHoweverOftenItWasWrong) {
    directory.policy.lockout_threshold = 0;
    directory.person.bad_password_count = 99;
    directory.person.bad_password_at = clock.now();
    EXPECT_EQ(reason(request()), Reason::succeeded);
}

}  // namespace
}  // namespace tilbage::core
