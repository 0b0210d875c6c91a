#include "core/sspr/verify_code.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

std::string with_code(ResetWorld& world, const std::string& user_id = "annasor") {
    const auto token = world.start(user_id)->token;
    (void)world.send_code.run(token, "email");
    return token;
}

TEST(VerifyCode, TellsWhoseAccountItIsOnceTheCodeIsRight) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto verified = world.verify(token, world.last_code());
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->user_name, "anna.soerensen@ex1.test");
    EXPECT_EQ(world.step_of(token), SessionStep::verified);
}

TEST(VerifyCode, TakesACodeOnlyOnce) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto code = world.last_code();
    ASSERT_TRUE(world.verify(token, code));
    EXPECT_EQ(world.verify(token, code).error().code, RefusalCode::wrong_step);
}

TEST(VerifyCode, ForgivesSpacesInTheCode) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto code = world.last_code();
    EXPECT_TRUE(world.verify(token, " " + code.substr(0, 3) + " " + code.substr(3) + " "));
}

TEST(VerifyCode, GivesFiveTriesAndThenNotEvenTheRightCodeHelps) {
    ResetWorld world;
    const auto token = with_code(world);
    for (int left = 4; left >= 0; --left) {
        const auto refused = world.verify(token, world.wrong_code());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, RefusalCode::code_wrong);
        EXPECT_EQ(refused.error().tries_left, left);
    }
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::code_exhausted);
    (void)world.send_code.run(token, "email");
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyCode, LetsTheOlderCodeDieWhenANewerIsSent) {
    ResetWorld world;
    const auto token = with_code(world);
    const auto older = world.last_code();
    do {
        (void)world.send_code.run(token, "email");
    } while (world.last_code() == older);
    EXPECT_EQ(world.verify(token, older).error().code, RefusalCode::code_wrong);
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyCode, TakesNoCodeAfterFiveMinutes) {
    ResetWorld world;
    const auto token = with_code(world);
    world.clock.advance(std::chrono::minutes(5));
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::code_expired);
}

TEST(VerifyCode, TakesACodeUntilItsLastMillisecond) {
    ResetWorld world;
    const auto token = with_code(world);
    world.clock.advance(std::chrono::minutes(5) - base::Millis(1));
    EXPECT_TRUE(world.verify(token, world.last_code()));
}

TEST(VerifyCode, NeverLetsADecoyPassWhateverItsMailWouldHaveSaid) {
    ResetWorld world;
    const auto token = with_code(world, "nobody");
    const auto refused = world.verify(token, world.last_code());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, RefusalCode::code_wrong);
    EXPECT_EQ(refused.error().tries_left, 4);
}

TEST(VerifyCode, TakesNoCodeOfAnotherSession) {
    ResetWorld world;
    const auto first = with_code(world);
    const auto code = world.last_code();
    auto second = with_code(world);
    while (world.last_code() == code) second = with_code(world);
    EXPECT_EQ(world.verify(second, code).error().code, RefusalCode::code_wrong);
    EXPECT_TRUE(world.verify(first, code));
}

TEST(VerifyCode, NeedsACodeThatWasSent) {
    ResetWorld world;
    EXPECT_EQ(world.verify(world.start("annasor")->token, "123456").error().code, RefusalCode::wrong_step);
}

TEST(VerifyCode, BlocksAPersonAfterFifteenWrongCodesEvenForTheRightOne) {
    ResetWorld world;
    for (int i = 0; i < limits::wrong_codes().limit; ++i) {
        const auto token = with_code(world);
        world.attempts.counts.erase("reset.codes_sent person:" + world.person.id.str());
        EXPECT_EQ(world.verify(token, world.wrong_code()).error().code, RefusalCode::code_wrong);
    }
    const auto token = with_code(world, "EX1\\annasor");
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::too_many_attempts);
}

TEST(VerifyCode, ForgetsWrongCodesOnceTheOwnerHasShownUp) {
    ResetWorld world;
    const auto token = with_code(world);
    (void)world.verify(token, world.wrong_code());
    ASSERT_TRUE(world.verify(token, world.last_code()));
    EXPECT_EQ(world.attempts.counts.count("reset.wrong_codes person:" + world.person.id.str()), 0U);
}

TEST(VerifyCode, EndsForAPersonWhoWasDisabledMeanwhile) {
    ResetWorld world;
    const auto token = with_code(world);
    world.person.active = false;
    world.put(world.person);
    EXPECT_EQ(world.verify(token, world.last_code()).error().code, RefusalCode::session_missing);
    EXPECT_EQ(world.step_of(token), SessionStep::identified);
}

}  // namespace
}  // namespace tilbage::core
