#include "core/writeback/apply.h"

#include <functional>
#include <gtest/gtest.h>
#include <memory>

#include "core/banned/password_screen.h"
#include "fakes/fixed_joins.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_journal.h"
#include "fakes/scripted_directory.h"
#include "fakes/sealed_request.h"

namespace tilbage::core {
namespace {

using fakes::ScriptedDirectory;
using namespace std::chrono_literals;

constexpr std::string_view kNext = "Blåbærgrød-2026!";

class ApplyTest : public testing::Test {
protected:
    ApplyTest() { start_agent(); }

    void start_agent(int per_hour = 10, int per_minute = 600, bool writes = true) {
        limits_ = std::make_unique<WriteLimits>(per_hour, per_minute);
        AgentRules rules{.tenant_id = TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"),
                         .domain = *DistinguishedName::parse("DC=ex1,DC=test"),
                         .protection = {.group_sids = {"S-1-5-21-1-2-3-2000"}, .own_sid = "S-1-5-21-1-2-3-1200"},
                         .no_password_filters = false,
                         .writes = writes};
        joins.in_scope = {.mode = Scope::Mode::selected,
                          .include = {*DistinguishedName::parse("OU=People,DC=ex1,DC=test")},
                          .exclude = {}};
        apply_ = std::make_unique<Apply>(Apply::World{joins, directory, journal, keys, *limits_, clock, &screen},
                                         std::move(rules));
    }
    Request request(Kind kind, int number = 1, std::string_view next = kNext, std::string_view current = {}) {
        auto request = fakes::make_request(directory.person.anchor, kind, clock.now(), number);
        if (has_password(kind)) request.sealed = fakes::seal(keys.key, request.binding, next, current);
        return request;
    }
    Outcome outcome(const Applied& applied) {
        EXPECT_TRUE(std::holds_alternative<Outcome>(applied.result)) << applied.note;
        return std::holds_alternative<Outcome>(applied.result) ? std::get<Outcome>(applied.result) : Outcome{};
    }
    Reason reason(const Applied& applied) { return outcome(applied).reason; }
    Reason apply(const Request& request) { return reason(apply_->apply(request)); }
    // A write of somebody who is gone may still be under way in the directory: the agent waits for it first.
    Reason after_settling(const Request& request, base::Millis time = 1s) {
        const auto applied = apply_->apply(request);
        EXPECT_TRUE(std::holds_alternative<OpenRequest>(applied.result));
        clock.advance(time);
        return reason(apply_->look_again(std::get<OpenRequest>(applied.result)));
    }
    // The write that gets no answer.
    OpenRequest open_after(const Request& request, bool done) {
        directory.writes.push_back({.answer = ScriptedDirectory::unanswered(), .done = done});
        const auto applied = apply_->apply(request);
        EXPECT_TRUE(std::holds_alternative<OpenRequest>(applied.result));
        return std::get<OpenRequest>(applied.result);
    }

    fakes::ManualClock clock;
    ScriptedDirectory directory{clock};
    fakes::FixedJoins joins;
    fakes::MemoryJournal journal;
    fakes::OneSealingKey keys;
    PasswordScreen screen;
    std::unique_ptr<WriteLimits> limits_;
    std::unique_ptr<Apply> apply_;
};

TEST_F(ApplyTest, AResetWritesTheNewPasswordAndIsJournaled) {
    const auto reset = request(Kind::reset);
    EXPECT_EQ(apply(reset), Reason::succeeded);
    EXPECT_EQ(directory.written, kNext);
    const auto entry = journal.find(reset.binding.request_id).value();
    ASSERT_TRUE(entry && entry->outcome);
    EXPECT_EQ(entry->outcome->reason, Reason::succeeded);
}

TEST_F(ApplyTest, ABannedPasswordIsRefusedBeforeTheDirectoryIsAskedAndTheOutcomeNamesTheRule) {
    screen.set({.enabled = true, .mode = BanMode::enforce, .words = {"blåbærgrød"}, .organization = {}});
    auto reset = request(Kind::reset, 1, "BLÅBÆRGRØD-1");
    const auto applied = apply_->apply(reset);
    EXPECT_EQ(outcome(applied), (Outcome{Reason::password_banned, {.banned = BannedPart::word}, {}}));
    EXPECT_EQ(applied.screened.refused, BannedPart::word);
    EXPECT_EQ(apply(request(Kind::change, 2, "Blåbærgrød", "old")), Reason::password_banned);
    EXPECT_EQ(directory.write_count, 0);
    EXPECT_EQ(apply(request(Kind::reset, 3)), Reason::succeeded) << "five points: the word, and four characters";
    screen.set({});
    reset.redelivered = true;
    EXPECT_EQ(apply(reset), Reason::password_banned) << "the journal's answer";
}

TEST_F(ApplyTest, InAuditModeABannedPasswordIsWrittenAndNoted) {
    screen.set({.enabled = true, .mode = BanMode::audit, .words = {"blåbærgrød"}, .organization = {}});
    const auto applied = apply_->apply(request(Kind::reset, 1, "Blåbærgrød-1"));
    EXPECT_EQ(reason(applied), Reason::succeeded);
    EXPECT_EQ(applied.screened.would_be_refused, BannedPart::word);
}

TEST_F(ApplyTest, ASecondDeliveryIsAnsweredByTheJournal) {
    auto reset = request(Kind::reset);
    EXPECT_EQ(apply(reset), Reason::succeeded);
    reset.redelivered = true;
    EXPECT_EQ(apply(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ApplyTest, AnIdThatComesBackForAnotherActIsAReplay) {
    EXPECT_EQ(apply(request(Kind::unlock)), Reason::succeeded);
    EXPECT_EQ(apply(request(Kind::reset)), Reason::replayed);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, AnotherTenantsRequestIsMalformed) {
    auto reset = request(Kind::reset);
    reset.binding.tenant_id = TenantId("11111111-2f43-4c59-9a7e-d15c60f2b384");
    EXPECT_EQ(apply(reset), Reason::malformed);
    auto long_lived = request(Kind::unlock);
    long_lived.binding.expires_at += 1;
    EXPECT_EQ(apply(long_lived), Reason::malformed);
}

TEST_F(ApplyTest, WhatIsLateIsNotStarted) {
    const auto reset = request(Kind::reset);
    clock.advance(30s);
    EXPECT_EQ(apply(reset), Reason::deadline_passed);
    clock.advance(90s);
    EXPECT_EQ(apply(reset), Reason::deadline_passed);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, EachCheckOnThePersonRefusesBeforeTheSealIsOpened) {
    auto reset = request(Kind::reset);
    reset.sealed = "not.a.seal.at.all";
    int number = 100;
    const auto refused = [&](const std::function<void()>& change) {
        const auto before = directory.person;
        change();
        auto copy = reset;
        copy.binding.request_id = RequestId("x" + std::to_string(++number));
        const auto result = apply(copy);
        directory.person = before;
        return result;
    };
    EXPECT_EQ(refused([&] { directory.person.dn = "CN=x,OU=Elsewhere,DC=ex1,DC=test"; }), Reason::user_out_of_scope);
    EXPECT_EQ(refused([&] { directory.person.dn = "CN=x\\,OU=People,DC=ex1,DC=test"; }), Reason::user_out_of_scope);
    EXPECT_EQ(refused([&] { directory.person.admin_count = true; }), Reason::account_protected);
    EXPECT_EQ(refused([&] { directory.person.group_sids->push_back("S-1-5-21-9-9-9-512"); }),
              Reason::account_protected);
    EXPECT_EQ(refused([&] { directory.person.group_sids->push_back("S-1-5-21-1-2-3-2000"); }),
              Reason::account_protected);
    EXPECT_EQ(refused([&] { directory.person.sid = "S-1-5-21-1-2-3-1200"; }), Reason::account_protected);
    EXPECT_EQ(refused([&] { directory.person.group_sids.reset(); }), Reason::permission_missing);
    EXPECT_EQ(refused([&] { directory.person.disabled = true; }), Reason::account_disabled);
    EXPECT_EQ(refused([&] { directory.person.expired = true; }), Reason::account_expired);
    EXPECT_EQ(refused([] {}), Reason::cannot_open);
    directory.is_there = false;
    EXPECT_EQ(refused([] {}), Reason::user_not_found);
    directory.is_there = true;
    joins.special[directory.person.anchor] = DisputedAnchor();
    EXPECT_EQ(refused([] {}), Reason::multiple_matches);
    joins.special[directory.person.anchor] = NotJoined();
    EXPECT_EQ(refused([] {}), Reason::user_not_found);
    joins.special[directory.person.anchor] = NotYetKnown();
    EXPECT_EQ(refused([] {}), Reason::agent_busy);
    joins.special.clear();
    directory.reachable = false;
    EXPECT_EQ(refused([] {}), Reason::directory_unavailable);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, WithoutWritebackNothingIsWrittenAndNobodyLearnsWhoIsThere) {
    start_agent(10, 600, false);
    EXPECT_EQ(apply(request(Kind::reset, 1)), Reason::writeback_disabled);
    EXPECT_EQ(apply(request(Kind::change, 2, kNext, "Old-Passw0rd")), Reason::writeback_disabled);
    EXPECT_EQ(apply(request(Kind::unlock, 3)), Reason::writeback_disabled);
    EXPECT_EQ(apply(request(Kind::describe, 4)), Reason::succeeded);
    directory.person.disabled = true;
    EXPECT_EQ(apply(request(Kind::reset, 5)), Reason::account_disabled);
    EXPECT_EQ(directory.write_count + directory.unlock_count, 0);
}

TEST_F(ApplyTest, WithoutWritebackAnEarlierWriteIsStillFoundOut) {
    const auto reset = request(Kind::reset);
    open_after(reset, true);
    start_agent(10, 600, false);
    EXPECT_EQ(apply(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
}

TEST_F(ApplyTest, ASealForAnotherPersonKindOrTimeDoesNotOpen) {
    const auto good = request(Kind::reset);
    for (int which = 0; which < 4; ++which) {
        auto binding = good.binding;
        if (which == 0) binding.source_anchor = *SourceAnchor::parse("AAAAAAAAAAAAAAAAAAAAAA==");
        if (which == 1) binding.kind = Kind::change;
        if (which == 2) binding.expires_at += 1;
        if (which == 3) binding.request_id = RequestId("another");
        auto reset = request(Kind::reset, 10 + which);
        reset.sealed = fakes::seal(keys.key, binding, kNext);
        EXPECT_EQ(apply(reset), Reason::cannot_open) << which;
    }
    auto foreign = request(Kind::reset, 20);
    foreign.sealed = fakes::seal(crypto::EcKey::generate().value(), foreign.binding, kNext);
    EXPECT_EQ(apply(foreign), Reason::cannot_open);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, WhatCannotBeAPasswordIsRefusedWithItsReason) {
    EXPECT_EQ(apply(request(Kind::reset, 1, std::string_view("a\0b", 3))), Reason::password_malformed);
    EXPECT_EQ(apply(request(Kind::reset, 2, "\xff\xfe")), Reason::password_malformed);
    EXPECT_EQ(apply(request(Kind::reset, 3, "")), Reason::password_malformed);
    const auto long_one = outcome(apply_->apply(request(Kind::reset, 4, std::string(257, 'x'))));
    EXPECT_EQ(long_one.reason, Reason::password_too_long);
    EXPECT_EQ(long_one.details.max_length, 256);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, LimitsAreCountedWhetherOrNotTheWriteSucceeds) {
    start_agent(2, 600);
    directory.writes = {{ScriptedDirectory::answered(50)}, {ScriptedDirectory::answered(50)}};
    EXPECT_EQ(apply(request(Kind::reset, 1)), Reason::permission_missing);
    EXPECT_EQ(apply(request(Kind::reset, 2)), Reason::permission_missing);
    EXPECT_EQ(apply(request(Kind::reset, 3)), Reason::agent_busy);
    clock.advance(1h);
    EXPECT_EQ(apply(request(Kind::reset, 4)), Reason::succeeded);
}

TEST_F(ApplyTest, NothingIsWrittenThatTheJournalCannotHold) {
    journal.broken = true;
    EXPECT_EQ(apply(request(Kind::reset)), Reason::agent_unavailable);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, ADirectoryThatNeverGotItIsAskedOnceMore) {
    directory.writes = {{ScriptedDirectory::not_sent()}};
    EXPECT_EQ(apply(request(Kind::reset, 1)), Reason::succeeded);
    directory.writes = {{ScriptedDirectory::not_sent()}, {ScriptedDirectory::not_sent()}};
    EXPECT_EQ(apply(request(Kind::reset, 2)), Reason::directory_unavailable);
}

TEST_F(ApplyTest, AWriteWithoutAnAnswerThatWasDoneIsFoundOutByOneSignIn) {
    clock.advance(1ms);
    const auto open = open_after(request(Kind::reset), true);
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ApplyTest, AWriteWithoutAnAnswerThatWasNotDoneIsDoneOnceTheDirectoryHasSettled) {
    const auto open = open_after(request(Kind::reset), false);
    EXPECT_TRUE(std::holds_alternative<OpenRequest>(apply_->look_again(open).result));
    clock.advance(1s);
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 2);
    EXPECT_EQ(directory.sign_in_count, 0) << "a sign-in with a password that is not set counts towards a lockout";
}

TEST_F(ApplyTest, WhenTheTruthIsNotKnownInTimeThatIsSaidAndTheLateTruthReplacesIt) {
    const auto reset = request(Kind::reset);
    const auto open = open_after(reset, true);
    directory.reachable = false;
    clock.advance(30s);
    EXPECT_TRUE(std::holds_alternative<OpenRequest>(apply_->look_again(open).result));
    EXPECT_EQ(apply_->give_up(open).reason, Reason::outcome_unknown);
    EXPECT_EQ(journal.unacknowledged().value().size(), 1U);
    ASSERT_TRUE(journal.acknowledged(reset.binding.request_id));
    directory.reachable = true;
    EXPECT_FALSE(apply_->is_over(open));
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
    const auto late = journal.unacknowledged().value();
    ASSERT_EQ(late.size(), 1U) << "the late outcome waits to be sent";
    EXPECT_EQ(late[0].outcome->reason, Reason::succeeded);
}

TEST_F(ApplyTest, OneRequestIsWrittenTwiceAtMost) {
    auto open = open_after(request(Kind::reset), false);
    for (int i = 0; i < 5; ++i) {
        clock.advance(2s);
        directory.writes = {{.answer = ScriptedDirectory::unanswered(), .done = false}};
        const auto again = apply_->look_again(open);
        ASSERT_TRUE(std::holds_alternative<OpenRequest>(again.result));
        open = std::get<OpenRequest>(again.result);
    }
    EXPECT_EQ(directory.write_count, 2);
}

TEST_F(ApplyTest, AfterTheDeadlineNothingIsWrittenAndTheDirectorySettlesBeforeItIsSaid) {
    auto open = open_after(request(Kind::reset), false);
    clock.advance(31s);
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::directory_unavailable);
    open.request.binding.request_id = RequestId("another");
    open.quiet_since = clock.now() - 9s;
    EXPECT_TRUE(std::holds_alternative<OpenRequest>(apply_->look_again(open).result));
    EXPECT_EQ(directory.write_count, 1);
}

TEST_F(ApplyTest, AnAgentThatWasKilledBeforeTheAnswerFindsOutFirst) {
    const auto reset = request(Kind::reset);
    open_after(reset, true);
    start_agent();  // the journal has the beginning and no end
    EXPECT_EQ(apply(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
}

TEST_F(ApplyTest, AnAgentThatWasKilledBeforeTheWriteWrites) {
    const auto reset = request(Kind::reset);
    ASSERT_TRUE(journal.begin(reset.binding, directory.person.pwd_last_set));
    EXPECT_EQ(after_settling(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ApplyTest, AnotherAgentsWriteIsFoundOutByTheTimeOfTheRequest) {
    auto reset = request(Kind::reset);
    reset.redelivered = true;
    directory.clock_ahead = 1h;
    clock.advance(3s);
    directory.set_password_now();
    EXPECT_EQ(apply(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 0);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(ApplyTest, ARedeliveredRequestThatNobodyWroteIsWritten) {
    auto reset = request(Kind::reset);
    reset.redelivered = true;
    directory.clock_ahead = -1h;
    EXPECT_EQ(after_settling(reset), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(ApplyTest, ARedeliveredRequestAfterTheDeadlineStillFindsOut) {
    auto reset = request(Kind::reset);
    reset.redelivered = true;
    clock.advance(1s);
    directory.set_password_now();
    clock.advance(40s);
    EXPECT_EQ(apply(reset), Reason::succeeded);
    auto unwritten = request(Kind::reset, 2);
    unwritten.redelivered = true;
    clock.advance(40s);
    EXPECT_EQ(after_settling(unwritten, 10s), Reason::deadline_passed);
    EXPECT_EQ(directory.write_count, 0);
}

class MustChange : public ApplyTest {
protected:
    Request reset(int number = 1) {
        auto made = request(Kind::reset, number);
        made.must_change = true;
        made.initiated_by = InitiatedBy::administrator;
        return made;
    }
};

TEST_F(MustChange, LeavesPwdLastSetAtZero) {
    EXPECT_EQ(apply(reset()), Reason::succeeded);
    EXPECT_EQ(directory.written, kNext);
    EXPECT_EQ(directory.person.pwd_last_set, 0);
}

TEST_F(MustChange, GoesWithAResetAlone) {
    auto unlock = request(Kind::unlock, 1);
    unlock.must_change = true;
    auto change = request(Kind::change, 2, kNext, "Old-Passw0rd");
    change.must_change = true;
    EXPECT_EQ(apply(unlock), Reason::malformed);
    EXPECT_EQ(apply(change), Reason::malformed);
}

TEST_F(MustChange, AWriteWithoutAnAnswerThatWasDoneIsToldByTheZero) {
    directory.sign_in = SignIn::must_change;
    const auto open = open_after(reset(), true);
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(MustChange, AWriteWithoutAnAnswerThatWasNotDoneIsDoneWithoutASignIn) {
    const auto open = open_after(reset(), false);
    clock.advance(1s);
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 2);
    EXPECT_EQ(directory.sign_in_count, 0);
    EXPECT_EQ(directory.person.pwd_last_set, 0);
}

TEST_F(MustChange, AnAgentThatWasKilledBeforeTheAnswerFindsOutFirst) {
    directory.sign_in = SignIn::must_change;
    const auto request = reset();
    open_after(request, true);
    start_agent();
    EXPECT_EQ(apply(request), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
}

TEST_F(MustChange, WhereItWasZeroBeforeTheTimeOfTheObjectTells) {
    directory.person.pwd_last_set = 0;
    directory.sign_in = SignIn::must_change;
    const auto done = open_after(reset(1), true);
    EXPECT_EQ(reason(apply_->look_again(done)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);

    clock.advance(1min);
    const auto not_done = open_after(reset(2), false);
    clock.advance(1s);
    EXPECT_EQ(reason(apply_->look_again(not_done)), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 3);
    EXPECT_EQ(directory.sign_in_count, 1) << "a sign-in with a password that is not set counts towards a lockout";
}

TEST_F(MustChange, AnotherAgentsWriteIsFoundOutByTheTimeOfTheObject) {
    auto request = reset();
    request.redelivered = true;
    directory.clock_ahead = 1h;
    directory.sign_in = SignIn::must_change;
    clock.advance(3s);
    directory.person.pwd_last_set = 0;
    directory.touch();
    EXPECT_EQ(apply(request), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(MustChange, ARedeliveredOneThatNobodyWroteIsWritten) {
    auto request = reset();
    request.redelivered = true;
    directory.person.pwd_last_set = 0;
    EXPECT_EQ(after_settling(request), Reason::succeeded);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 0);
}

TEST_F(MustChange, SomethingElseThatChangedOnTheObjectMeanwhileLeavesTheOutcomeUnknown) {
    directory.person.pwd_last_set = 0;
    directory.sign_in = SignIn::wrong;
    const auto open = open_after(reset(), false);
    directory.touch();
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::outcome_unknown);
    EXPECT_EQ(directory.write_count, 1);
    EXPECT_EQ(directory.sign_in_count, 1);
}

TEST_F(MustChange, APersonWhoHasChangedItSinceLeavesTheOutcomeUnknown) {
    directory.sign_in = SignIn::wrong;
    const auto open = open_after(reset(), true);
    directory.set_password_now();
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::outcome_unknown);
}

TEST_F(ApplyTest, APasswordThatSomebodyElseSetMeanwhileLeavesTheOutcomeUnknown) {
    auto reset = request(Kind::reset);
    reset.redelivered = true;
    directory.set_password_now();
    directory.sign_in = SignIn::wrong;
    EXPECT_EQ(apply(reset), Reason::outcome_unknown);
    EXPECT_EQ(directory.write_count, 0);
}

TEST_F(ApplyTest, AFirstWriteThatComesThroughAfterAllTurnsTheRefusalOfTheSecondIntoSuccess) {
    directory.has.policy_hints = true;
    const auto open = open_after(request(Kind::reset), false);
    clock.advance(3s);
    directory.writes.push_back(
        {.answer = ScriptedDirectory::answered(53, "0000052D: SvcErr: DSID-031A12D2, problem 5003"), .done = true});
    EXPECT_EQ(reason(apply_->look_again(open)), Reason::succeeded);
}

TEST_F(ApplyTest, ARefusalIsExplained) {
    directory.policy.min_length = 20;
    directory.writes.push_back({ScriptedDirectory::answered(53, "0000052D: SvcErr: DSID-031A12D2, problem 5003")});
    const auto refused = outcome(apply_->apply(request(Kind::reset)));
    EXPECT_EQ(refused.reason, Reason::password_too_short);
    EXPECT_EQ(refused.details.min_length, 20);
}

TEST_F(ApplyTest, AMissingRightNamesTheObjectAndTheRight) {
    directory.writes.push_back({ScriptedDirectory::answered(50, "error in module acl: insufficient access rights")});
    const auto refused = outcome(apply_->apply(request(Kind::reset)));
    EXPECT_EQ(refused.details.object, directory.person.dn);
    EXPECT_EQ(refused.details.right, "Reset Password");
    directory.writes.push_back(
        {ScriptedDirectory::answered(50, "00002098: Object CN=x has no write property access\n")});
    EXPECT_EQ(outcome(apply_->apply(request(Kind::unlock, 2))).details.right, "Write lockoutTime");
}

TEST_F(ApplyTest, AWrongCurrentPasswordTellsHowManyTriesAreLeft) {
    directory.person.bad_password_count = 1;
    directory.writes.push_back({ScriptedDirectory::answered(19, "00000056: Constraint violation")});
    const auto refused = outcome(apply_->apply(request(Kind::change, 1, kNext, "Old-Passw0rd")));
    EXPECT_EQ(refused.reason, Reason::current_password_wrong);
    EXPECT_EQ(refused.details.tries_left, 2);
}

TEST_F(ApplyTest, AnUnlockWithoutAnAnswerIsDoneAgain) {
    directory.person.locked = true;
    directory.writes = {{ScriptedDirectory::unanswered()}, {ScriptedDirectory::unanswered()}};
    const auto applied = apply_->apply(request(Kind::unlock));
    ASSERT_TRUE(std::holds_alternative<OpenRequest>(applied.result));
    EXPECT_EQ(reason(apply_->look_again(std::get<OpenRequest>(applied.result))), Reason::succeeded);
    EXPECT_FALSE(directory.person.locked);
}

TEST_F(ApplyTest, ADescriptionTellsTheRulesAndTheStateOfTheAccount) {
    directory.has.policy_hints = true;
    directory.policy.min_age_seconds = 86'400;
    directory.person.pwd_last_set = to_file_time(clock.now() - 1h);
    directory.person.locked = true;
    directory.person.disabled = true;
    const auto described = outcome(apply_->apply(request(Kind::describe)));
    ASSERT_TRUE(described.description);
    EXPECT_EQ(described.description->policy, directory.policy);
    EXPECT_EQ(described.description->may_change_at, clock.now() + 23h);
    EXPECT_TRUE(described.description->locked && described.description->disabled);
    EXPECT_TRUE(journal.unacknowledged().value().empty());
}

TEST_F(ApplyTest, AMinimumAgeThatAResetNeedNotObeyIsNotShownAsADate) {
    directory.policy.min_age_seconds = 86'400;
    directory.person.pwd_last_set = to_file_time(clock.now() - 1h);
    const auto described = outcome(apply_->apply(request(Kind::describe)));
    EXPECT_FALSE(described.description->min_age_enforced);
    EXPECT_TRUE(described.description->may_change_at) << "a change obeys it everywhere";
}

}  // namespace
}  // namespace tilbage::core
