// Proving who one is with a passkey, WebAuthn §7.2: each step has a test that fails it. And what is asked for.
#include "adapters/webauthn/fido_passkeys.h"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>
#include <random>

#include "adapters/webauthn/testing/software_authenticator.h"

namespace tilbage::adapters::webauthn {
namespace {

using namespace testing_support;
using core::PasskeyFault;

const Key& key(Algorithm algorithm = Algorithm::es256) {
    static const Key es256(Algorithm::es256);
    static const Key eddsa(Algorithm::eddsa);
    static const Key rs256(Algorithm::rs256);
    return algorithm == Algorithm::es256 ? es256 : algorithm == Algorithm::eddsa ? eddsa : rs256;
}

const Bytes kUser(32, 0x11);

class AssertionTest : public ::testing::Test {
protected:
    [[nodiscard]] static core::PasskeyMethod registered(Algorithm algorithm = Algorithm::es256) {
        core::PasskeyMethod passkey;
        passkey.credential_id = Bytes(32, 0x77);
        passkey.public_key = key(algorithm).cose();
        return passkey;
    }
    [[nodiscard]] tl::expected<std::uint32_t, PasskeyFault> check(const std::string& json,
                                                                  const core::PasskeyMethod& passkey) const {
        return passkeys_->check_assertion(json, Bytes(32, 0x5a), kUser, passkey);
    }
    template <class Spoil>
    [[nodiscard]] std::optional<PasskeyFault> fault(Spoil spoil) const {
        Asserting asserting(key());
        spoil(asserting);
        const auto checked = check(asserting.json(), registered());
        return checked ? std::nullopt : std::optional(checked.error());
    }
    const std::unique_ptr<FidoPasskeys> passkeys_ = FidoPasskeys::make(kHost, kOrigin);
};

TEST_F(AssertionTest, ASignatureOfEachAlgorithmIsTakenAndTellsTheCounter) {
    for (const auto algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
        Asserting asserting(key(algorithm));
        asserting.count = 4'000'000'001U;
        for (const auto& handle : {std::optional<Bytes>(), std::optional<Bytes>(kUser)}) {
            asserting.user_handle = handle;
            const auto checked = check(asserting.json(), registered(algorithm));
            ASSERT_TRUE(checked) << static_cast<int>(algorithm) << core::to_string(checked.error());
            EXPECT_EQ(*checked, 4'000'000'001U);
        }
        EXPECT_EQ(passkeys_->credential_id(asserting.json()), asserting.id);
    }
}

TEST_F(AssertionTest, TheClientDataMustBeOfThisCeremonyThisChallengeAndThisOrigin) {
    EXPECT_EQ(fault([](Asserting& one) { one.type = "webauthn.create"; }), PasskeyFault::type);
    EXPECT_EQ(fault([](Asserting& one) { one.challenge[0] ^= 1; }), PasskeyFault::challenge);
    EXPECT_EQ(fault([](Asserting& one) { one.origin = "https://evil.example"; }), PasskeyFault::origin);
    EXPECT_EQ(fault([](Asserting& one) { one.more_client_data["crossOrigin"] = true; }), PasskeyFault::cross_origin);
    EXPECT_EQ(fault([](Asserting& one) { one.more_client_data["topOrigin"] = kOrigin; }), PasskeyFault::cross_origin);
    EXPECT_EQ(passkeys_->check_assertion(Asserting(key()).json(), {}, kUser, registered()).error(),
              PasskeyFault::challenge);
}

TEST_F(AssertionTest, ItMustBeForThisHostTouchedAndUnlocked) {
    EXPECT_EQ(fault([](Asserting& one) { one.host = "example.org"; }), PasskeyFault::relying_party);
    EXPECT_EQ(fault([](Asserting& one) { one.flags = kVerified; }), PasskeyFault::user_presence);
    EXPECT_EQ(fault([](Asserting& one) { one.flags = kPresent; }), PasskeyFault::user_verification);
}

TEST_F(AssertionTest, WhatItSaysOfBackupsIsWhatItSaidWhenItWasMade) {
    EXPECT_EQ(fault([](Asserting& one) { one.flags |= kBackedUp; }), PasskeyFault::backup_state);
    EXPECT_EQ(fault([](Asserting& one) { one.flags |= kBackupEligible; }), PasskeyFault::backup_state);
    auto synced = registered();
    synced.backup_eligible = true;
    Asserting asserting(key());
    EXPECT_EQ(check(asserting.json(), synced).error(), PasskeyFault::backup_state);
    asserting.flags |= kBackupEligible;
    EXPECT_TRUE(check(asserting.json(), synced));
    asserting.flags |= kBackedUp;
    EXPECT_TRUE(check(asserting.json(), synced)) << "it may come to be backed up";
}

TEST_F(AssertionTest, AnotherPersonsHandleIsRefused) {
    EXPECT_EQ(fault([](Asserting& one) { one.user_handle = Bytes(32, 0x12); }), PasskeyFault::user_handle);
}

TEST_F(AssertionTest, TheSignatureMustBeOfThisKeyOverThisAnswer) {
    EXPECT_EQ(fault([](Asserting& one) { one.spoil_signature = true; }), PasskeyFault::signature);
    EXPECT_EQ(fault([](Asserting& one) { one.more_response["signature"] = ""; }), PasskeyFault::signature);
    const Key other(Algorithm::es256);
    EXPECT_EQ(check(Asserting(other).json(), registered()).error(), PasskeyFault::signature);
    EXPECT_EQ(check(Asserting(key(Algorithm::eddsa)).json(), registered()).error(), PasskeyFault::signature);
    EXPECT_EQ(check(Asserting(key()).json(), passkeys_->decoy()).error(), PasskeyFault::signature) << "nobody's";
    // The counter of another answer, and the client data of another.
    Asserting later(key());
    later.count = 9;
    EXPECT_EQ(fault([&](Asserting& one) { one.more_response["authenticatorData"] = base::to_base64url(later.data()); }),
              PasskeyFault::signature);
    Asserting more(key());
    more.more_client_data["x"] = 1;
    EXPECT_EQ(
        fault([&](Asserting& one) { one.more_response["clientDataJSON"] = base::to_base64url(more.client_data()); }),
        PasskeyFault::signature);
}

TEST_F(AssertionTest, NothingMayBeMissingAndNothingMayFollow) {
    EXPECT_EQ(fault([](Asserting& one) { one.tail = {0x00}; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Asserting& one) { one.flags |= kExtensions; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Asserting& one) {
                  one.flags |= kAttested;
                  one.tail = joined({Bytes(16), {0, 16}, Bytes(16, 1), key().cose()});
              }),
              PasskeyFault::malformed)
        << "a key comes when it is made (§6.3.3)";
    EXPECT_EQ(fault([](Asserting& one) { one.more_response["authenticatorData"] = ""; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Asserting& one) { one.more_response["userHandle"] = 7; }), PasskeyFault::malformed);
    EXPECT_EQ(check("{}", registered()).error(), PasskeyFault::malformed);
    EXPECT_TRUE(passkeys_->credential_id("{}").empty());
    EXPECT_TRUE(passkeys_->credential_id("").empty());
    auto damaged = registered();
    damaged.public_key = {0xa0};
    EXPECT_EQ(check(Asserting(key()).json(), damaged).error(), PasskeyFault::algorithm);
}

TEST_F(AssertionTest, MutatedAnswersAreNeverTaken) {
    std::mt19937 dice(7);
    const Asserting right(key());
    const auto data = right.data();
    for (std::size_t at = 0; at < data.size(); ++at) {
        for (const unsigned bit : {0U, 2U, 5U, 7U}) {
            auto changed = data;
            changed[at] ^= static_cast<std::uint8_t>(1U << bit);
            EXPECT_TRUE(fault([&](Asserting& one) {
                one.more_response["authenticatorData"] = base::to_base64url(changed);
            })) << at;
        }
    }
    for (int round = 0; round < 500; ++round) {
        Bytes noise(dice() % 200);
        for (auto& byte : noise) byte = static_cast<std::uint8_t>(dice());
        EXPECT_TRUE(fault([&](Asserting& one) { one.more_response["signature"] = base::to_base64url(noise); }));
    }
}

TEST_F(AssertionTest, WhatIsAskedForAtRegistration) {
    core::PasskeyMethod old;
    old.credential_id = Bytes(16, 9);
    old.transports = {"internal"};
    const auto options = boost::json::parse(passkeys_->creation_options({.challenge = Bytes(32, 1),
                                                                         .user_handle = kUser,
                                                                         .user_name = "anna@ex1.test",
                                                                         .display_name = "Anna \"A\" Ø",
                                                                         .relying_party_name = "Example One",
                                                                         .exclude = {old}}));
    EXPECT_EQ(options.at_pointer("/rp/id"), boost::json::string(kHost));
    EXPECT_EQ(options.at_pointer("/user/id"), boost::json::string(base::to_base64url(kUser)));
    EXPECT_EQ(options.at_pointer("/user/displayName"), "Anna \"A\" Ø");
    EXPECT_EQ(options.at_pointer("/challenge"), boost::json::string(base::to_base64url(Bytes(32, 1))));
    EXPECT_EQ(options.at_pointer("/pubKeyCredParams").as_array().size(), 3U);
    EXPECT_EQ(options.at_pointer("/timeout"), 300'000);
    EXPECT_EQ(options.at_pointer("/excludeCredentials/0/id"), boost::json::string(base::to_base64url(Bytes(16, 9))));
    EXPECT_EQ(options.at_pointer("/excludeCredentials/0/transports/0"), "internal");
    EXPECT_EQ(options.at_pointer("/authenticatorSelection/residentKey"), "preferred");
    EXPECT_EQ(options.at_pointer("/authenticatorSelection/userVerification"), "required");
    EXPECT_EQ(options.at_pointer("/attestation"), "none");
}

TEST_F(AssertionTest, WhatIsAskedForAtProofTellsNoTransports) {
    const auto options = boost::json::parse(passkeys_->request_options(Bytes(32, 1), {Bytes(16, 9), Bytes(20, 8)}));
    EXPECT_EQ(options.at_pointer("/rpId"), boost::json::string(kHost));
    EXPECT_EQ(options.at_pointer("/userVerification"), "required");
    EXPECT_EQ(options.at_pointer("/allowCredentials").as_array().size(), 2U);
    EXPECT_EQ(options.at_pointer("/allowCredentials/0"),
              (boost::json::object{{"type", "public-key"}, {"id", base::to_base64url(Bytes(16, 9))}}));
}

TEST(FidoPasskeys, AnIpAddressHasNoPasskeys) {
    for (const auto* host : {"127.0.0.1", "::1", "10.0.0.7"}) EXPECT_EQ(FidoPasskeys::make(host, "https://x"), nullptr);
    for (const auto* host : {"localhost", "reset.example.org", "1.example"})
        EXPECT_NE(FidoPasskeys::make(host, ""), nullptr);
}

}  // namespace
}  // namespace tilbage::adapters::webauthn
