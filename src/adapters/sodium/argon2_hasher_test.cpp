#include "adapters/sodium/argon2_hasher.h"

#include <gtest/gtest.h>
#include <sodium.h>
#include <thread>
#include <vector>

namespace tilbage::adapters::sodium {
namespace {

core::PasswordText password(std::string_view text) {
    return std::move(*core::PasswordText::from_utf8(base::SecretBytes::copy_of(text)));
}

TEST(Argon2HasherTest, ARightPasswordVerifiesAndAnotherDoesNot) {
    const auto hasher = Argon2Hasher::make().value();
    const auto hash = hasher->hash(password("correct horse")).value();
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$")) << hash;
    EXPECT_TRUE(hasher->verify(hash, password("correct horse")).value());
    EXPECT_FALSE(hasher->verify(hash, password("correct horsf")).value());
    EXPECT_NE(hash, hasher->hash(password("correct horse")).value()) << "each hash has a salt of its own";
}

TEST(Argon2HasherTest, OnePasswordTypedInTwoNormalFormsIsOne) {
    const auto hasher = Argon2Hasher::make().value();
    const auto hash = hasher
                          ->hash(password("r\xc3\xb8"
                                          "dgr\xc3\xb8"
                                          "d me\xc3\xa5"))
                          .value();
    EXPECT_TRUE(hasher
                    ->verify(hash, password("r\xc3\xb8"
                                            "dgr\xc3\xb8"
                                            "d mea\xcc\x8a"))
                    .value());
}

TEST(Argon2HasherTest, TheDecoyCostsAsMuchAsARealOneAndIsNobodys) {
    const auto hasher = Argon2Hasher::make().value();
    const auto real = hasher->hash(password("correct horse")).value();
    EXPECT_EQ(hasher->decoy().substr(0, hasher->decoy().rfind('$', 40)), real.substr(0, real.rfind('$', 40)));
    EXPECT_EQ(hasher->decoy().size(), real.size());
    EXPECT_FALSE(hasher->verify(hasher->decoy(), password("correct horse")).value());
    // It is read as a hash of just these parameters, so it is computed before it is refused.
    EXPECT_EQ(crypto_pwhash_str_needs_rehash(hasher->decoy().c_str(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                             crypto_pwhash_MEMLIMIT_INTERACTIVE),
              0);
}

TEST(Argon2HasherTest, WhatIsNoHashVerifiesNothing) {
    const auto hasher = Argon2Hasher::make().value();
    EXPECT_FALSE(hasher->verify("", password("x")).value());
    EXPECT_FALSE(hasher->verify("$argon2id$", password("x")).value());
    EXPECT_EQ(hasher->verify(std::string(200, 'a'), password("x")).error().code, base::ErrorCode::corrupt);
}

TEST(Argon2HasherTest, WhoWaitsTooLongForTheirTurnIsToldSo) {
    const auto hasher = Argon2Hasher::make({.at_once = 0, .patience = std::chrono::milliseconds(1)}).value();
    EXPECT_EQ(hasher->hash(password("x")).error().code, base::ErrorCode::unavailable);
    EXPECT_EQ(hasher->verify(hasher->decoy(), password("x")).error().code, base::ErrorCode::unavailable);
}

TEST(Argon2HasherTest, ManyAtOnceTakeTurns) {
    const auto hasher = Argon2Hasher::make({.at_once = 1, .patience = std::chrono::seconds(60)}).value();
    const auto hash = hasher->hash(password("correct horse")).value();
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { right += hasher->verify(hash, password("correct horse")).value() ? 1 : 0; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(right, 4);
}

}  // namespace
}  // namespace tilbage::adapters::sodium
