#include "core/account/sign_in.h"

#include <gtest/gtest.h>

#include "core/account/decoy_anchor.h"
#include "fakes/account_world.h"

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;

class AccountSignInTest : public testing::Test, protected fakes::AccountWorld {
protected:
    RefusalCode refusal(const Answer<NewAccountState>& answer) {
        EXPECT_FALSE(answer.has_value());
        return answer ? RefusalCode::busy : answer.error().code;
    }
    RefusalCode refused(Reason reason) { return refusal(attempt(person.user_name, reason)); }
    [[nodiscard]] std::string last_result() const { return audit.records.back().record.result; }
};

TEST_F(AccountSignInTest, WhoKnowsThePasswordIsSignedIn) {
    const auto opened = attempt(person.user_name, Reason::succeeded);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->state.step, AccountStep::signed_in);
    EXPECT_EQ(opened->state.user_name, person.user_name);
    EXPECT_EQ(bus.sent.back().request.binding.kind, Kind::validate);
    EXPECT_FALSE(bus.sent.back().request.redelivered);
    EXPECT_TRUE(account_sessions.read(opened->token).has_value());
    EXPECT_FALSE(account_sessions.read("another").has_value());
    EXPECT_EQ(audit.records.back().record.actor, "person:" + person.id.str());
    EXPECT_EQ(last_result(), "succeeded");
}

TEST_F(AccountSignInTest, WhoMustChangeOrHasAnExpiredPasswordMayDoNothingElse) {
    const auto must = attempt(person.user_name, Reason::password_must_change);
    ASSERT_TRUE(must.has_value());
    EXPECT_EQ(must->state.step, AccountStep::change_password);
    EXPECT_EQ(must->state.why, WhyChange::must_change);
    const auto expired = attempt(person.user_name, Reason::password_expired);
    ASSERT_TRUE(expired.has_value());
    EXPECT_EQ(expired->state.why, WhyChange::expired);
}

TEST_F(AccountSignInTest, WhyThePersonIsKeptOutIsToldToWhoKnowsThePassword) {
    EXPECT_EQ(refused(Reason::account_disabled), RefusalCode::account_disabled);
    EXPECT_EQ(refused(Reason::account_expired), RefusalCode::account_expired);
    EXPECT_EQ(refused(Reason::not_allowed_now), RefusalCode::not_now);
    EXPECT_EQ(refused(Reason::not_allowed_here), RefusalCode::not_here);
    EXPECT_TRUE(accounts.sessions.empty());
}

TEST_F(AccountSignInTest, WhatWouldTellAStrangerSomethingIsAllTheSame) {
    for (const auto reason :
         {Reason::current_password_wrong, Reason::account_locked, Reason::account_protected, Reason::user_not_found,
          Reason::user_out_of_scope, Reason::too_many_failures, Reason::sign_in_refused, Reason::cannot_open}) {
        failures.failures.clear();
        EXPECT_EQ(refused(reason), RefusalCode::sign_in_failed);
        EXPECT_EQ(last_result(), to_string(reason)) << "administrators may know";
        EXPECT_EQ(audit.records.back().record.actor, "anonymous");
    }
}

TEST_F(AccountSignInTest, AFailureIsAnsweredAfterAWholeNumberOfSecondsHoweverLongItTook) {
    for (const auto spent : {3ms, 700ms, 1400ms}) {
        const auto ticket = ticket_for(person.user_name);
        hand_in(*ticket);
        alarms.pass(spent);
        agent_answers(Reason::current_password_wrong);
        EXPECT_FALSE(answered.has_value());
        const auto whole = spent < 1s ? 1000ms : 2000ms;
        alarms.pass(whole - spent - 1ms);
        EXPECT_FALSE(answered.has_value());
        alarms.pass(1ms);
        EXPECT_TRUE(answered.has_value());
    }
}

TEST_F(AccountSignInTest, AStrangersNameGoesTheSameWay) {
    const auto ticket = ticket_for("nobody@ex1.test");
    ASSERT_TRUE(ticket.has_value());
    EXPECT_EQ(ticket->binding.kind, Kind::validate);
    EXPECT_EQ(ticket->binding.source_anchor.str().size(), person.anchor.str().size());
    hand_in(*ticket);
    ASSERT_EQ(bus.sent.size(), 1U);
    EXPECT_EQ(bus.sent[0].request.binding.source_anchor, ticket->binding.source_anchor);
    agent_answers(Reason::user_not_found);
    alarms.pass(1s);
    EXPECT_EQ(refusal(*answered), RefusalCode::sign_in_failed);
    EXPECT_EQ(audit.records.back().record.target, "");
}

TEST_F(AccountSignInTest, ADecoyAnchorLooksLikeAnObjectGuidAndIsTheSameEveryTime) {
    const auto first = ticket_for("nobody@ex1.test")->binding.source_anchor;
    EXPECT_EQ(ticket_for("NOBODY@ex1.test")->binding.source_anchor, first);
    EXPECT_NE(ticket_for("somebody.else@ex1.test")->binding.source_anchor, first);
    EXPECT_EQ(first.guid()[7] & 0xf0, 0x40);
    EXPECT_EQ(first.guid()[8] & 0xc0, 0x80);
    EXPECT_NE(decoy_anchor(base::SecretBytes::copy_of("another key"), "typed:x"), decoy_anchor(code_key, "typed:x"));
}

TEST_F(AccountSignInTest, SomebodyOfTheTenantAloneHasNoPasswordAndGetsADecoy) {
    auto changed = person;
    changed.anchor = {};
    put(changed);
    const auto ticket = ticket_for(person.user_name);
    ASSERT_TRUE(ticket.has_value());
    EXPECT_NE(ticket->binding.source_anchor, SourceAnchor());
}

TEST_F(AccountSignInTest, TheEleventhFailureIsRefusedBeforeTheDirectoryIsAskedAndStrangersAreHeldToItToo) {
    for (const std::string& name : {person.user_name, std::string("nobody@ex1.test")}) {
        for (int i = 0; i < 10; ++i) {
            EXPECT_EQ(refusal(attempt(name, Reason::current_password_wrong)), RefusalCode::sign_in_failed);
        }
        const auto asked = bus.sent.size();
        const auto eleventh = attempt(name, Reason::succeeded);
        EXPECT_EQ(refusal(eleventh), RefusalCode::too_many_attempts);
        EXPECT_GT(eleventh.error().retry_after, 0s);
        EXPECT_EQ(bus.sent.size(), asked);
        EXPECT_EQ(last_result(), "too_many_attempts");
        alarms.pass(60s);
        EXPECT_EQ(refusal(attempt(name, Reason::current_password_wrong)), RefusalCode::sign_in_failed);
    }
}

TEST_F(AccountSignInTest, WhatAnAgentTellsOfTheLockoutHoldsForEverybodyFromThenOn) {
    EXPECT_EQ(refusal(attempt(person.user_name, Reason::current_password_wrong, 4)), RefusalCode::sign_in_failed);
    EXPECT_EQ(refusal(attempt(person.user_name, Reason::current_password_wrong, 4)), RefusalCode::sign_in_failed);
    const auto third = attempt(person.user_name, Reason::succeeded);
    EXPECT_EQ(refusal(third), RefusalCode::too_many_attempts);
    EXPECT_GT(third.error().retry_after, 20min);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(refusal(attempt("nobody@ex1.test", Reason::user_not_found)), RefusalCode::sign_in_failed);
    }
    EXPECT_EQ(refusal(attempt("nobody@ex1.test", Reason::user_not_found)), RefusalCode::too_many_attempts);
}

TEST_F(AccountSignInTest, ARightPasswordForgetsTheFailures) {
    for (int i = 0; i < 9; ++i) EXPECT_EQ(refused(Reason::current_password_wrong), RefusalCode::sign_in_failed);
    EXPECT_TRUE(attempt(person.user_name, Reason::succeeded).has_value());
    EXPECT_TRUE(failures.failures.empty());
}

TEST_F(AccountSignInTest, AnAttemptThatNobodyLookedAtCountsForNothing) {
    bus.agents[0].in_flight = bus.agents[0].max_in_flight;
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(refusal(attempt(person.user_name, Reason::succeeded)), RefusalCode::agent_unavailable);
    }
    bus.agents[0].in_flight = 0;
    EXPECT_TRUE(attempt(person.user_name, Reason::succeeded).has_value());
}

TEST_F(AccountSignInTest, OneThatMayHaveBeenLookedAtCounts) {
    const auto ticket = ticket_for(person.user_name);
    hand_in(*ticket);
    bus.disconnect("one");
    events.agent_gone(tenant, AgentId("one"));
    EXPECT_EQ(refusal(*answered), RefusalCode::directory_unavailable);
    EXPECT_EQ(failures.failures.begin()->second.attempts, 1);
}

TEST_F(AccountSignInTest, ATicketServesOnceAndForTwoMinutes) {
    const auto ticket = ticket_for(person.user_name);
    hand_in(*ticket);
    agent_answers(Reason::succeeded);
    EXPECT_TRUE(answered->has_value());
    hand_in(*ticket);
    EXPECT_EQ(refusal(*answered), RefusalCode::request_expired);
    const auto late = ticket_for(person.user_name);
    alarms.pass(120s);
    hand_in(*late);
    EXPECT_EQ(refusal(*answered), RefusalCode::request_expired);
    EXPECT_EQ(bus.sent.size(), 1U);
}

TEST_F(AccountSignInTest, WithoutWritebackOrAnAgentEverybodyIsToldSo) {
    for (const std::string& name : {person.user_name, std::string("nobody@ex1.test")}) {
        bus.agents[0].writeback = false;
        EXPECT_EQ(ticket_for(name).error().code, RefusalCode::writeback_disabled);
        bus.agents[0].writeback = true;
        integration.settings.writeback_enabled = false;
        EXPECT_EQ(ticket_for(name).error().code, RefusalCode::writeback_disabled);
        integration.settings.writeback_enabled = true;
    }
    EXPECT_EQ(ticket_for("  ").error().code, RefusalCode::user_id_missing);
}

TEST_F(AccountSignInTest, SignInsOfOneNetworkAreCounted) {
    for (int i = 0; i < 300; ++i) EXPECT_TRUE(ticket_for("a" + std::to_string(i)).has_value());
    EXPECT_EQ(ticket_for("another").error().code, RefusalCode::too_many_attempts);
    EXPECT_TRUE(ticket_for("another", "198.51.100.0/24").has_value());
}

TEST_F(AccountSignInTest, AnOlderSessionOfTheSameBrowserEnds) {
    const auto old = signed_in();
    const auto ticket = ticket_for(person.user_name);
    hand_in(*ticket, old);
    agent_answers(Reason::succeeded);
    EXPECT_FALSE(account_sessions.read(old).has_value());
    EXPECT_EQ(accounts.sessions.size(), 1U);
}

TEST_F(AccountSignInTest, SomebodyWhoIsDisabledHereIsNotLetInThoughTheDirectoryWould) {
    auto disabled = person;
    disabled.active = false;
    put(disabled);
    EXPECT_EQ(refused(Reason::succeeded), RefusalCode::account_disabled);
}

TEST_F(AccountSignInTest, ASessionEndsUnusedAfterHalfAnHourAndAnywayAfterEight) {
    const auto token = signed_in();
    alarms.pass(29min);
    EXPECT_TRUE(account_sessions.read(token).has_value());
    alarms.pass(30min);
    EXPECT_FALSE(account_sessions.read(token).has_value());
    const auto busy = signed_in();
    for (int i = 0; i < 23; ++i) {
        alarms.pass(20min);
        EXPECT_TRUE(account_sessions.read(busy).has_value());
    }
    alarms.pass(20min);
    EXPECT_FALSE(account_sessions.read(busy).has_value());
}

TEST_F(AccountSignInTest, ASessionEndsWhenThePersonIsDisabledOrGoneOrTheirPasswordIsSetElsewhere) {
    const auto ends_after = [&](const std::function<void(Person&)>& what) {
        put(person);
        const auto token = signed_in();
        auto changed = person;
        what(changed);
        put(changed);
        const bool ended = !account_sessions.read(token).has_value();
        put(person);
        return ended && !account_sessions.read(token).has_value();
    };
    EXPECT_TRUE(ends_after([](Person& it) { it.active = false; }));
    EXPECT_TRUE(ends_after([](Person& it) { it.anchor = {}; }));
    EXPECT_TRUE(ends_after([&](Person& it) { it.on_premises.password_set_at = clock.now() + 2min; }));
    EXPECT_FALSE(ends_after([&](Person& it) { it.on_premises.password_set_at = clock.now() - 24h; }));
    const auto token = signed_in();
    people.people.clear();
    EXPECT_FALSE(account_sessions.read(token).has_value());
}

TEST_F(AccountSignInTest, SigningOutEndsTheSessionAndIsFineTwice) {
    const auto token = signed_in();
    EXPECT_TRUE(account_sessions.sign_out(token).has_value());
    EXPECT_EQ(audit.records.back().record.action, "account.sign_out");
    EXPECT_FALSE(account_sessions.read(token).has_value());
    EXPECT_TRUE(account_sessions.sign_out(token).has_value());
}

}  // namespace
}  // namespace tilbage::core
