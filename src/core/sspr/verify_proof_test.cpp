#include "core/sspr/verify_proof.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

std::string with_code(ResetWorld& world, const std::string& user_id = "annasor") {
    const auto token = world.meant(user_id);
    (void)world.send(token);
    return token;
}

TEST(VerifyProof, TellsWhoseAccountItIsOnceTheCodeIsRight) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto verified = world.verify(token, world.last_code());
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->user_name, "anna.soerensen@ex1.test");
    EXPECT_EQ(world.step_of(token), SessionStep::verified);
}

TEST(VerifyProof, TakesACodeOnlyOnce) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto code = world.last_code();
    ASSERT_TRUE(world.verify(token, code));
    EXPECT_EQ(world.verify(token, code).error().code, RefusalCode::wrong_step);
}

TEST(VerifyProof, ForgivesSpacesInTheCode) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto code = world.last_code();
    EXPECT_TRUE(world.verify(token, " " + code.substr(0, 3) + " " + code.substr(3) + " "));
}

TEST(VerifyProof, GivesFiveTriesAndThenNotEvenTheRightCodeHelps) {
    ResetWorld world;
    const auto token = with_code(world);
    for (int left = 4; left >= 0; --left) {
        const auto refused = world.verify(token, world.wrong_code());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, RefusalCode::code_wrong);
        EXPECT_EQ(refused.error().tries_left, left);
    }
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::code_exhausted);
    (void)world.send(token);
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyProof, LetsTheOlderCodeDieWhenANewerIsSent) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto older = world.last_code();
    do {
        (void)world.send(token);
    } while (world.last_code() == older);
    EXPECT_EQ(world.verify(token, older).error().code, RefusalCode::code_wrong);
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyProof, TakesNoCodeAfterFiveMinutes) {
    ResetWorld world;
    const auto token = with_code(world);
    world.clock.advance(std::chrono::minutes(5));
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::code_expired);
}

TEST(VerifyProof, TakesACodeUntilItsLastMillisecond) {
    ResetWorld world;
    const auto token = with_code(world);
    world.clock.advance(std::chrono::minutes(5) - base::Millis(1));
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyProof, NeverLetsADecoyPassWhateverItsMailWouldHaveSaid) {
    ResetWorld world;
    const auto token = with_code(world, "nobody");
    const auto refused = world.verify(token, world.last_code());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::code_wrong);
    EXPECT_EQ(refused.error().tries_left, 4);
}

TEST(VerifyProof, TakesNoCodeOfAnotherSession) {
    ResetWorld world;
    const auto first = with_code(world);
    const auto code = world.last_code();
    auto second = with_code(world);
    while (world.last_code() == code) second = with_code(world);
    EXPECT_EQ(world.verify(second, code).error().code, RefusalCode::code_wrong);
    EXPECT_TRUE(world.verify(first, code));
}

TEST(VerifyProof, NeedsACodeThatWasSent) {
    ResetWorld world;
    EXPECT_EQ(world.verify(world.meant("annasor"), "123456").error().code, RefusalCode::wrong_step);
}

TEST(VerifyProof, BlocksAPersonAfterFifteenWrongCodesEvenForTheRightOne) {
    ResetWorld world;
    for (int i = 0; i < limits::wrong_codes().limit; ++i) {
        const auto token = with_code(world);
        world.attempts.counts.erase("reset.codes_sent person:" + world.person.id.str());
        EXPECT_EQ(world.verify(token, world.wrong_code()).error().code, RefusalCode::code_wrong);
    }
    const auto token = with_code(world, "EX1\\annasor");
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::too_many_attempts);
}

TEST(VerifyProof, ForgetsWrongCodesOnceTheOwnerHasShownUp) {
    ResetWorld world;
    const auto token = with_code(world);
    (void)world.verify(token, world.wrong_code());
    ASSERT_TRUE(world.verify(token, world.last_code()));
    EXPECT_EQ(world.attempts.counts.count("reset.wrong_codes person:" + world.person.id.str()), 0U);
}

TEST(VerifyProof, EndsForAPersonWhoWasDisabledMeanwhile) {
    ResetWorld world;
    const auto token = with_code(world);
    world.person.active = false;
    world.put(world.person);
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::session_missing);
    EXPECT_EQ(world.step_of(token), SessionStep::identified);
}

}  // namespace
}  // namespace tilbage::core
