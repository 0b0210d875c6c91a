#include "core/sspr/proof_of_work.h"

#include <gtest/gtest.h>

#include "core/sspr/limits.h"
#include "fakes/reset_world.h"

namespace tilbage::core {
namespace {

using fakes::ResetWorld;

constexpr const char* kBlock = "192.0.2.0/24";

// As the page does it.
std::string solve(const std::string& challenge, int bits) {
    for (std::uint64_t n = 0;; ++n) {
        const auto digest = crypto::sha256(challenge + "." + std::to_string(n));
        const auto first = static_cast<std::uint32_t>((digest[0] << 16U) | (digest[1] << 8U) | digest[2]);
        if ((first >> (24U - static_cast<unsigned>(bits))) == 0) return std::to_string(n);
    }
}

struct ProofOfWork : ::testing::Test {
    Answer<StartedSession> start(const std::string& user_id, std::optional<WorkProof> proof = {},
                                 const std::string& block = kBlock) {
        return world.start_session.run({user_id, "da-DK", "", block, std::move(proof)});
    }
    WorkProof solved(const Refusal& refusal) { return {refusal.challenge, solve(refusal.challenge, refusal.bits)}; }
    void be_busy(int sessions = limits::kSessionsWithoutProof) {
        world.attempts.counts[limits::sessions_per_address().name + " " + kBlock] = sessions;
    }
    ResetWorld world;
};

TEST_F(ProofOfWork, IsAskedOfWhoeverComesFromABusyNetworkKnownOrNot) {
    be_busy();
    for (const auto* name : {"annasor", "nobody"}) {
        const auto refused = start(name);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, RefusalCode::proof_needed);
        EXPECT_EQ(refused.error().bits, limits::kFirstProofBits);
        EXPECT_TRUE(start(name, solved(refused.error()))) << name;
    }
    EXPECT_TRUE(start("annasor", {}, "198.51.100.0/24")) << "another network has nothing to do with it";
}

TEST_F(ProofOfWork, GrowsWithTheNetworksSessions) {
    EXPECT_EQ(proof_bits(0), 0);
    EXPECT_EQ(proof_bits(99), 0);
    EXPECT_EQ(proof_bits(100), 14);
    EXPECT_EQ(proof_bits(150), 15);
    EXPECT_EQ(proof_bits(299), 17);
}

TEST_F(ProofOfWork, ServesOnce) {
    be_busy();
    const auto proof = solved(start("annasor").error());
    EXPECT_TRUE(start("annasor", proof));
    EXPECT_EQ(start("annasor", proof).error().code, RefusalCode::proof_needed);
}

TEST_F(ProofOfWork, IsNoProofWhenItIsOldForgedForAnotherNetworkOrWrong) {
    be_busy();
    const auto refused = start("annasor").error();
    const auto proof = solved(refused);
    const auto proves = [&](const WorkProof& one, const char* block = kBlock) {
        return proves_work(world.code_key, block, one, world.clock.now());
    };
    EXPECT_TRUE(proves(proof));
    EXPECT_FALSE(proves(proof, "198.51.100.0/24"));
    auto easier = proof;
    easier.challenge.replace(easier.challenge.find("-14-"), 4, "-0-");
    EXPECT_FALSE(proves(easier));
    for (const auto* n : {"", "-1", "0x1", "999999999999999999999"}) EXPECT_FALSE(proves({proof.challenge, n})) << n;
    for (const auto* challenge : {"", ".", "a.b", "1-2-3"}) EXPECT_FALSE(proves({challenge, "1"})) << challenge;
    world.clock.advance(limits::kProofLifetime - base::Millis(1));
    EXPECT_TRUE(proves(proof));
    world.clock.advance(base::Millis(1));
    EXPECT_FALSE(proves(proof));
}

TEST_F(ProofOfWork, DoesNotHelpBeyondTheLimit) {
    be_busy();
    const auto proof = solved(start("annasor").error());
    be_busy(limits::sessions_per_address().limit);
    EXPECT_EQ(start("annasor", proof).error().code, RefusalCode::too_many_attempts);
}

}  // namespace
}  // namespace tilbage::core
