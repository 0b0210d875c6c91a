#include "core/sspr/start_session.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

const ResetSession& session_of(const ResetWorld& world, const std::string& token) {
    return world.sessions.sessions.at(session_key(token));
}

TEST(StartSession, BeginsOneForAPersonUnderAnySpelling) {
    ResetWorld world;
    for (const auto* typed :
         {"anna.soerensen@ex1.test", "ANNA.Soerensen@EX1.test", "EX1\\annasor", "annasor", "anna@work.example"}) {
        const auto started = world.start(typed);
        ASSERT_TRUE(started) << typed;
        EXPECT_EQ(session_of(world, started->token).person_id, world.person.id) << typed;
    }
}

TEST(StartSession, KeepsOnlyADigestOfTheToken) {
    ResetWorld world;
    const auto started = world.start("annasor");
    EXPECT_EQ(started->token.size(), 43U);  // 256 bits in Base64url
    EXPECT_EQ(world.sessions.sessions.begin()->first, crypto::sha256(started->token));
    EXPECT_EQ(started->state.expires_at, world.clock.now() + std::chrono::minutes(15));
}

TEST(StartSession, AnswersTheSameForThoseWhoMayNotReset) {
    ResetWorld world;
    auto disabled = world.person;
    disabled.id = PersonId("22222222-2222-4222-8222-222222222222");
    disabled.user_name = "disabled@ex1.test";
    disabled.sam_account_name = "disabled";
    disabled.active = false;
    world.put(disabled);
    auto unreachable = disabled;
    unreachable.id = PersonId("33333333-3333-4333-8333-333333333333");
    unreachable.user_name = "unreachable@ex1.test";
    unreachable.sam_account_name = "unreachable";
    unreachable.active = true;
    unreachable.alternate_mails.clear();
    world.put(unreachable);
    auto own = world.person;  // the tenant's own: no directory has their password
    own.id = PersonId("44444444-4444-4444-8444-444444444444");
    own.user_name = "own@ex1.test";
    own.sam_account_name = "own";
    own.anchor = {};
    world.put(own);
    for (const auto* typed :
         {"nobody", "disabled", "unreachable", "own", "*", "a)(uid=*", "x@y@z", "\x01", "ÆØÅ\\æøå"}) {
        const auto started = world.start(typed);
        ASSERT_TRUE(started) << typed;
        EXPECT_FALSE(started->state.methods.empty()) << typed;
        EXPECT_EQ(started->state.step, ResetStep::intent) << typed;
        EXPECT_FALSE(session_of(world, started->token).person_id) << typed;
    }
    EXPECT_EQ(world.audit.records.size(), 9U);  // a decoy leaves as many records as anybody
}

TEST(StartSession, FindsTheWorkMailboxOnlyWhenTheOperatorSaysSo) {
    for (const bool allowed : {false, true}) {
        ResetWorld world({.use_work_mail = allowed});
        world.person.alternate_mails.clear();
        world.put(world.person);
        const auto started = world.start("annasor");
        EXPECT_EQ(session_of(world, started->token).person_id.has_value(), allowed);
    }
}

TEST(StartSession, OffersUnlockOnlyWhenTheOperatorSaysSo) {
    EXPECT_FALSE(ResetWorld().start("annasor")->state.unlock_offered);
    ResetWorld generous;
    generous.integration.settings.unlock_allowed = true;
    EXPECT_TRUE(generous.start("annasor")->state.unlock_offered);
}

TEST(StartSession, RefusesEverybodyAlikeWhileWritebackIsOff) {
    ResetWorld world;
    world.integration.settings.writeback_enabled = false;
    for (const auto* name : {"annasor", "nobody", "EX1\\annasor"}) {
        EXPECT_EQ(world.start(name).error().code, RefusalCode::writeback_disabled) << name;
    }
    EXPECT_TRUE(world.sessions.sessions.empty());
    EXPECT_TRUE(world.audit.records.empty());
}

TEST(StartSession, RefusesAnEmptyUserId) {
    ResetWorld world;
    for (const auto* typed : {"", " ", "\t\n"}) {
        const auto started = world.start(typed);
        ASSERT_FALSE(started);
        EXPECT_EQ(started.error().code, RefusalCode::user_id_missing);
    }
}

TEST(StartSession, CountsPerAddressBlockBeforeItLooksAnybodyUp) {
    ResetWorld world;
    const auto limit = limits::sessions_per_address();
    world.attempts.counts["reset.sessions 192.0.2.0/24"] = limit.limit;
    world.people.broken = true;  // would answer busy when it were asked
    const auto refused = world.start("annasor");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::too_many_attempts);
    EXPECT_GT(refused.error().retry_after.count(), 0);
    world.people.broken = false;
    EXPECT_TRUE(world.start("annasor", "198.51.100.0/24"));
}

TEST(StartSession, SaysBusyWhenTheStoreFails) {
    ResetWorld world;
    world.sessions.broken = true;
    const auto started = world.start("annasor");
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code, RefusalCode::busy);
    EXPECT_FALSE(started.error().cause.empty());
}

TEST(StartSession, PutsNothingThatWasTypedIntoTheAudit) {
    ResetWorld world;
    (void)world.start("somebody.secret@ex1.test");
    const auto& record = world.audit.records.back().record;
    EXPECT_EQ(record.target, "");
    EXPECT_EQ((record.actor + record.details + record.correlation_id).find("secret"), std::string::npos);
}

TEST(StartSession, WhoMayNotResetByThePolicyGetsADecoyThatLooksTheSame) {
    fakes::ResetWorld world;
    const auto allowed = world.start("annasor");
    world.policies.policies[world.tenant].enabled = ResetEnablement::none;
    const auto refused = world.start("annasor");
    ASSERT_TRUE(refused);
    EXPECT_FALSE(refused->state.methods.empty());
    EXPECT_EQ(refused->state.of, allowed->state.of);
    EXPECT_TRUE(world.sessions.sessions.at(session_key(allowed->token)).person_id);
    EXPECT_FALSE(world.sessions.sessions.at(session_key(refused->token)).person_id);
}

}  // namespace
}  // namespace tilbage::core
