// A passkey in the middle of a session: whose may sign what, how often, and what nobody's look like.
#include "core/sspr/passkey_check.h"

#include <gtest/gtest.h>
#include <set>

#include "core/methods/passkey.h"
#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::FakePasskeys;
using fakes::ResetWorld;
using namespace std::chrono_literals;

const std::string kKey = "0123456789abcdef";
const std::string kOther = "fedcba9876543210";

struct PasskeyCheckTest : ::testing::Test {
    PasskeyCheckTest() { world.policy().methods = {MethodKind::email, MethodKind::passkey}; }

    AuthenticationMethod& has(const std::string& credential, std::uint32_t count = 0) {
        return world.add_method(PasskeyMethod{FakePasskeys::bytes(credential), {1}, count, {}});
    }
    // A session that was asked, and the answer of `credential`.
    std::string asked(const std::string& name = "annasor") {
        const auto token = world.meant(name);
        EXPECT_TRUE(world.ask_passkey.run(token));
        return token;
    }
    [[nodiscard]] std::string answer(const std::string& credential, std::uint32_t count = 0) const {
        return FakePasskeys::assertion(credential, count, world.passkeys.challenge,
                                       passkey_user_handle(world.person.id));
    }
    RefusalCode refusal(const std::string& token, const std::string& assertion) {
        const auto verified = world.assert_passkey(token, assertion);
        return verified ? RefusalCode::busy : verified.error().code;
    }
    [[nodiscard]] const AuditRecord& last() const { return world.audit.records.back().record; }
    ResetWorld world;
};

TEST_F(PasskeyCheckTest, OneThatSignsTheChallengeIsProofAndKnowsWhenItServed) {
    has(kOther);
    has(kKey);
    const auto token = asked();
    EXPECT_EQ(world.passkeys.allowed, (std::vector{FakePasskeys::bytes(kOther), FakePasskeys::bytes(kKey)}));
    EXPECT_EQ(world.passkeys.challenge.size(), 32U);
    const auto state = world.assert_passkey(token, answer(kKey));
    ASSERT_TRUE(state);
    EXPECT_EQ(state->step, ResetStep::password);
    EXPECT_FALSE(world.registered.methods[0].used_at);
    EXPECT_EQ(world.registered.methods[1].used_at, world.clock.now()) << "the one that served, not the oldest";
    EXPECT_EQ(last().result, "succeeded");
}

TEST_F(PasskeyCheckTest, AChallengeServesOnceRightOrWrong) {
    has(kKey);
    const auto token = asked();
    EXPECT_EQ(refusal(token, answer(kOther)), RefusalCode::code_wrong);
    EXPECT_EQ(refusal(token, answer(kKey)), RefusalCode::wrong_step) << "used up by the wrong answer";
    (void)world.ask_passkey.run(token);
    const auto right = answer(kKey);
    EXPECT_TRUE(world.assert_passkey(token, right));
    const auto again = asked();
    EXPECT_EQ(refusal(again, right), RefusalCode::code_wrong) << "of another challenge";
}

TEST_F(PasskeyCheckTest, AChallengeBelongsToItsSessionAndANewOneTakesThePlaceOfTheOlder) {
    has(kKey);
    const auto first = asked();
    const auto of_first = answer(kKey);
    const auto second = asked();
    EXPECT_EQ(refusal(second, of_first), RefusalCode::code_wrong);
    (void)world.ask_passkey.run(first);
    EXPECT_EQ(refusal(first, of_first), RefusalCode::code_wrong);
    EXPECT_EQ(refusal(world.meant("annasor"), answer(kKey)), RefusalCode::wrong_step) << "none was asked for";
}

TEST_F(PasskeyCheckTest, AChallengeLivesFiveMinutes) {
    has(kKey);
    const auto token = asked();
    world.clock.advance(5min);
    EXPECT_EQ(refusal(token, answer(kKey)), RefusalCode::code_expired);
}

TEST_F(PasskeyCheckTest, ACounterThatDoesNotGrowIsRefusedAndAudited) {
    has(kKey, 7);
    EXPECT_EQ(refusal(asked(), answer(kKey, 7)), RefusalCode::code_wrong);
    EXPECT_EQ(last().details, R"({"method":"passkey","why":"sign_count"})");
    EXPECT_EQ(refusal(asked(), answer(kKey, 0)), RefusalCode::code_wrong);
    EXPECT_TRUE(world.assert_passkey(asked(), answer(kKey, 8)));
    EXPECT_EQ(std::get<PasskeyMethod>(world.registered.methods[0].data).sign_count, 8U);
    EXPECT_EQ(last().details, R"({"method":"passkey"})");
}

TEST_F(PasskeyCheckTest, ALockedOneIsNobodys) {
    has(kKey).locked = true;
    const auto token = asked();
    EXPECT_NE(world.passkeys.allowed, std::vector<base::Bytes>{FakePasskeys::bytes(kKey)});
    EXPECT_EQ(refusal(token, answer(kKey)), RefusalCode::code_wrong);
    EXPECT_EQ(last().details, R"({"method":"passkey","why":"signature"})");
}

TEST_F(PasskeyCheckTest, AnotherPersonsPasskeyIsNoProof) {
    has(kKey);
    has(kOther).person_id = PersonId("22222222-2222-4222-8222-222222222222");
    const auto token = asked();
    EXPECT_EQ(world.passkeys.allowed.size(), 1U);
    EXPECT_EQ(refusal(token, FakePasskeys::assertion(kOther, 0, world.passkeys.challenge)), RefusalCode::code_wrong);
}

TEST_F(PasskeyCheckTest, FiveWrongOnesBlockItForADay) {
    has(kKey);
    const auto token = world.meant("annasor");
    for (int left = 4; left >= 0; --left) {
        (void)world.ask_passkey.run(token);
        EXPECT_EQ(world.assert_passkey(token, "nonsense").error().tries_left, left);
    }
    (void)world.ask_passkey.run(token);
    EXPECT_EQ(refusal(token, answer(kKey)), RefusalCode::too_many_attempts);
}

TEST_F(PasskeyCheckTest, NobodyIsAskedForPasskeysThatStayTheSameAndCostsAsManySignatures) {
    has(kKey);
    for (const auto* name : {"annasor", "nobody"}) {
        world.passkeys.checked = 0;
        EXPECT_EQ(refusal(asked(name), "x 0 0"), RefusalCode::code_wrong) << name;
        EXPECT_EQ(world.passkeys.checked, 1) << name;
    }
    (void)asked("nobody");
    const auto first = world.passkeys.allowed;
    (void)asked("NOBODY");
    EXPECT_EQ(world.passkeys.allowed, first) << "the same, however the name is spelt";
    ASSERT_FALSE(first.empty());
    EXPECT_EQ(refusal(asked("nobody"), FakePasskeys::assertion(std::string(first[0].begin(), first[0].end()), 0,
                                                               world.passkeys.challenge)),
              RefusalCode::code_wrong);
    (void)asked("somebodyelse");
    EXPECT_NE(world.passkeys.allowed, first);
}

TEST_F(PasskeyCheckTest, WhoHasNoneIsAskedLikeNobody) {
    const auto token = asked();
    EXPECT_FALSE(world.passkeys.allowed.empty());
    EXPECT_EQ(refusal(token, answer(kKey)), RefusalCode::code_wrong);
}

TEST_F(PasskeyCheckTest, WhereThePolicyHasNoPasskeysNobodyIsAsked) {
    has(kKey);
    world.policy().methods = {MethodKind::email};
    EXPECT_EQ(world.ask_passkey.run(world.meant("annasor")).error().code, RefusalCode::malformed);
}

TEST_F(PasskeyCheckTest, OneOfTwoSteps) {
    has(kKey);
    world.policy().methods_required = 2;
    const auto token = asked();
    EXPECT_EQ(world.ask_passkey.run(world.start("annasor")->token).error().code, RefusalCode::wrong_step)
        << "what for was not said";
    const auto state = world.assert_passkey(token, answer(kKey));
    ASSERT_TRUE(state);
    EXPECT_EQ(state->number, 2);
    EXPECT_EQ(world.ask_passkey.run(token).error().code, RefusalCode::wrong_step) << "the same method twice";
    (void)world.send(token);
    EXPECT_EQ(world.verify(token, world.last_code())->step, ResetStep::password);
}

TEST_F(PasskeyCheckTest, ACodeThatWasRightTakesTheChallengeAway) {
    has(kKey);
    world.policy().methods_required = 2;
    const auto token = asked();
    const auto old = answer(kKey);
    (void)world.send(token);
    (void)world.verify(token, world.last_code());
    EXPECT_EQ(refusal(token, old), RefusalCode::wrong_step);
}

}  // namespace
}  // namespace tilbage::core
