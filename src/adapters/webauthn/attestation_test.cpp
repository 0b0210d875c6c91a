// Registering a passkey, WebAuthn §7.1: each step has a test that fails it.
#include "adapters/webauthn/attestation.h"

#include <gtest/gtest.h>
#include <random>

#include "adapters/webauthn/fido_passkeys.h"
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

class AttestationTest : public ::testing::Test {
protected:
    [[nodiscard]] tl::expected<core::PasskeyMethod, PasskeyFault> check(const std::string& json) const {
        return passkeys_->check_attestation(json, Bytes(32, 0x5a));
    }
    // What is wrong once `spoil` has had its way.
    template <class Spoil>
    [[nodiscard]] std::optional<PasskeyFault> fault(Spoil spoil) const {
        Making making(key());
        spoil(making);
        const auto checked = check(making.json());
        return checked ? std::nullopt : std::optional(checked.error());
    }
    const std::unique_ptr<FidoPasskeys> passkeys_ = FidoPasskeys::make(kHost, kOrigin);
};

TEST_F(AttestationTest, AKeyOfEachAlgorithmIsTakenWithNobodyToVouchForItOrItself) {
    for (const auto algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
        for (const bool by_itself : {false, true}) {
            Making making(key(algorithm));
            making.count = 3;
            making.flags |= kBackupEligible | kBackedUp;
            making.more_response["transports"] = boost::json::array{"usb", "internal", "carrier pigeon", 7};
            if (by_itself) making.attest_by_itself();
            const auto passkey = check(making.json());
            ASSERT_TRUE(passkey) << static_cast<int>(algorithm) << by_itself << core::to_string(passkey.error());
            EXPECT_EQ(passkey->credential_id, making.id);
            EXPECT_EQ(passkey->public_key, making.cose);
            EXPECT_EQ(passkey->sign_count, 3U);
            EXPECT_TRUE(passkey->backup_eligible);
            EXPECT_EQ(passkey->transports, (std::vector<std::string>{"internal", "usb"}));
        }
    }
}

TEST_F(AttestationTest, ExtensionsThatNobodyAskedForAreReadOver) {
    EXPECT_EQ(fault([](Making& making) {
                  making.flags |= kExtensions;
                  making.tail = joined({head(5, 1), text("credProtect"), number(3)});
              }),
              std::nullopt);
}

TEST_F(AttestationTest, TheClientDataMustBeOfThisCeremonyThisChallengeAndThisOrigin) {
    EXPECT_EQ(fault([](Making& making) { making.type = "webauthn.get"; }), PasskeyFault::type);
    EXPECT_EQ(fault([](Making& making) { making.challenge[31] ^= 1; }), PasskeyFault::challenge);
    EXPECT_EQ(fault([](Making& making) { making.challenge.clear(); }), PasskeyFault::challenge);
    EXPECT_EQ(fault([](Making& making) { making.challenge.push_back(0); }), PasskeyFault::challenge);
    for (const auto* origin : {"https://evil.example", "https://reset.example.org", "http://reset.example.org:8443",
                               "https://reset.example.org:8443/", "https://x.reset.example.org:8443", "null", ""}) {
        EXPECT_EQ(fault([&](Making& making) { making.origin = origin; }), PasskeyFault::origin) << origin;
    }
    EXPECT_EQ(fault([](Making& making) { making.more_client_data["crossOrigin"] = true; }), PasskeyFault::cross_origin);
    EXPECT_EQ(fault([](Making& making) { making.more_client_data["crossOrigin"] = "no"; }), PasskeyFault::cross_origin);
    EXPECT_EQ(fault([](Making& making) { making.more_client_data["topOrigin"] = kOrigin; }),
              PasskeyFault::cross_origin);
    for (const auto* member : {"type", "challenge", "origin"}) {
        EXPECT_EQ(fault([&](Making& making) { making.more_client_data[member] = 1; }), PasskeyFault::malformed);
    }
    EXPECT_EQ(passkeys_->check_attestation(Making(key()).json(), {}).error(), PasskeyFault::challenge)
        << "a registration without a challenge takes none";
}

TEST_F(AttestationTest, ItMustBeMadeForThisHostTouchedUnlockedAndOfOneMindAboutBackups) {
    EXPECT_EQ(fault([](Making& making) { making.host = "example.org"; }), PasskeyFault::relying_party);
    EXPECT_EQ(fault([](Making& making) { making.flags &= ~kPresent; }), PasskeyFault::user_presence);
    EXPECT_EQ(fault([](Making& making) { making.flags &= ~kVerified; }), PasskeyFault::user_verification);
    EXPECT_EQ(fault([](Making& making) { making.flags |= kBackedUp; }), PasskeyFault::backup_state);
}

TEST_F(AttestationTest, OnlyKeysOfTheAlgorithmsThatWereAskedForAndThatCanBeOnes) {
    const auto with_key = [&](const Bytes& cose) { return fault([&](Making& making) { making.cose = cose; }); };
    const auto es384 = joined({head(5, 2), number(1), number(2), number(3), number(-35)});
    EXPECT_EQ(with_key(es384), PasskeyFault::algorithm);
    EXPECT_EQ(with_key(Key::ec_cose(Bytes(32, 1), Bytes(32, 1))), PasskeyFault::algorithm) << "off the curve";
    EXPECT_EQ(with_key(Key::ec_cose(Bytes(31, 1), Bytes(33, 1))), PasskeyFault::algorithm);
    EXPECT_EQ(with_key({0xa0}), PasskeyFault::algorithm);
    EXPECT_EQ(with_key({0x01}), PasskeyFault::algorithm);
    const auto small_rsa = joined({head(5, 4), number(1), number(3), number(3), number(-257), number(-1),
                                   byte_string(Bytes(128, 0xff)), number(-2), byte_string({1, 0, 1})});
    EXPECT_EQ(with_key(small_rsa), PasskeyFault::algorithm);
    const auto claims_another = joined({head(5, 4), number(1), number(1), number(3), number(-7), number(-1), number(6),
                                        number(-2), byte_string(Bytes(32, 1))});
    EXPECT_EQ(with_key(claims_another), PasskeyFault::algorithm);
}

TEST_F(AttestationTest, ACredentialsIdIsNeitherTooShortNorTooLongAndTheOneThatTheBrowserNames) {
    EXPECT_EQ(fault([](Making& making) { making.id = Bytes(15, 1); }), PasskeyFault::credential_id);
    EXPECT_EQ(fault([](Making& making) { making.id = Bytes(16, 1); }), std::nullopt);
    EXPECT_EQ(fault([](Making& making) { making.id = Bytes(1023, 1); }), std::nullopt);
    EXPECT_EQ(fault([](Making& making) { making.id = Bytes(1024, 1); }), PasskeyFault::credential_id);
    EXPECT_EQ(fault([](Making& making) { making.named = Bytes(32, 1); }), PasskeyFault::credential_id);
}

TEST_F(AttestationTest, AStatementMustBeRightAndOfAKindThatIsTaken) {
    EXPECT_EQ(fault([](Making& making) { making.statement = joined({head(5, 1), text("a"), number(1)}); }),
              PasskeyFault::attestation)
        << "none says nothing";
    for (const auto* format : {"fido-u2f", "tpm", "android-key", "apple", "", "None"}) {
        EXPECT_EQ(fault([&](Making& making) { making.format = format; }), PasskeyFault::attestation) << format;
    }
    EXPECT_EQ(fault([](Making& making) {
                  making.attest_by_itself();
                  making.count = 1;  // after it was signed
              }),
              PasskeyFault::attestation);
    EXPECT_EQ(fault([](Making& making) {
                  making.attest_by_itself();
                  making.more_client_data["more"] = 1;
              }),
              PasskeyFault::attestation);
    EXPECT_EQ(fault([](Making& making) {
                  making.attest_by_itself();
                  making.statement = joined({head(5, 3), text("x5c"), head(4, 1), byte_string({1}),
                                             Bytes(making.statement.begin() + 1, making.statement.end())});
              }),
              PasskeyFault::attestation)
        << "a certificate was not asked for";
    EXPECT_EQ(fault([](Making& making) {
                  making.format = "packed";
                  making.statement = joined({head(5, 2), text("alg"), number(-8), text("sig"), byte_string(Bytes(64))});
              }),
              PasskeyFault::attestation)
        << "of another algorithm than the key";
}

TEST_F(AttestationTest, NothingMayBeMissingAndNothingMayFollow) {
    EXPECT_EQ(fault([](Making& making) { making.after = {0x00}; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Making& making) { making.tail = {0x00}; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Making& making) { making.flags |= kExtensions; }), PasskeyFault::malformed);
    EXPECT_EQ(fault([](Making& making) {
                  making.flags |= kExtensions;
                  making.tail = {0x01};
              }),
              PasskeyFault::malformed)
        << "extensions are a map";
    EXPECT_EQ(fault([](Making& making) { making.flags &= ~kAttested; }), PasskeyFault::malformed);
    const Making making(key());
    const auto whole = making.object();
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto checked =
            check(making.json(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))));
        ASSERT_FALSE(checked) << size;
        EXPECT_EQ(checked.error(), PasskeyFault::malformed) << size;
    }
}

TEST_F(AttestationTest, LengthsThatPromiseMoreThanThereIsAreRefused) {
    const Making making(key());
    for (const auto& object : std::vector<Bytes>{
             {0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
             joined({head(5, 3),
                     text("fmt"),
                     text("none"),
                     text("attStmt"),
                     {0xa0},
                     text("authData"),
                     {0x5b, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff}}),
             joined({{0x9a, 0xff, 0xff, 0xff, 0xff}, making.object()}),
         }) {
        EXPECT_EQ(check(making.json(object)).error(), PasskeyFault::malformed) << base::to_hex(object);
    }
    // A credential's id that is longer than what follows.
    auto object = making.object();
    const auto data = making.data();
    const auto at = std::search(object.begin(), object.end(), data.begin(), data.end());
    *(at + 37 + 16) = 0xff;
    EXPECT_EQ(check(making.json(object)).error(), PasskeyFault::malformed);
}

TEST_F(AttestationTest, WhatIsNoAnswerOfABrowserIsMalformed) {
    for (const auto* json : {"", "{", "[]", "null", "{}", R"({"id":"AAAA","rawId":"AAAA","type":"public-key"})",
                             R"({"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}})",
                             R"({"id":"AAAA","rawId":"AAAA","type":"public-key","response":[]})"}) {
        EXPECT_EQ(check(json).error(), PasskeyFault::malformed) << json;
    }
    const auto right = Making(key()).json();
    const auto with = [&](const std::string& from, const std::string& to) {
        auto changed = right;
        const auto at = changed.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return check(changed.replace(at, from.size(), to));
    };
    EXPECT_EQ(with("public-key", "password").error(), PasskeyFault::malformed);
    EXPECT_EQ(with("\"rawId\":\"d3", "\"rawId\":\"e3").error(), PasskeyFault::malformed) << "id and rawId differ";
    EXPECT_EQ(with("clientDataJSON\":\"", "clientDataJSON\":\"!").error(), PasskeyFault::malformed) << "no Base64url";
}

// Bytes of a right answer changed, left out, doubled: whatever comes of it, nothing else than the key that is there is
// taken, and nothing breaks.
TEST_F(AttestationTest, MutatedAttestationsAreRefusedOrAreTheKeyThatTheyHold) {
    std::mt19937 dice(20261123);
    const auto die = [&](std::size_t sides) { return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice); };
    int refused = 0;
    constexpr int kRounds = 4000;
    for (int round = 0; round < kRounds; ++round) {
        Making making(key(round % 2 == 0 ? Algorithm::es256 : Algorithm::eddsa));
        making.attest_by_itself();
        auto object = making.object();
        for (std::size_t changes = 1 + die(3); changes > 0; --changes) {
            const auto at = object.begin() + static_cast<std::ptrdiff_t>(die(object.size()));
            switch (die(4)) {
                case 0:
                    *at = static_cast<std::uint8_t>(die(256));
                    break;
                case 1:
                    *at ^= static_cast<std::uint8_t>(1U << die(8));
                    break;
                case 2:
                    object.erase(at);
                    break;
                default:
                    object.insert(at, static_cast<std::uint8_t>(die(256)));
            }
        }
        const auto checked = check(making.json(object));
        if (!checked) {
            ++refused;
        } else {
            EXPECT_EQ(checked->public_key, making.cose) << "it signed for itself";
            EXPECT_EQ(checked->credential_id, making.id);
        }
    }
    EXPECT_GT(refused, kRounds * 9 / 10);
}

}  // namespace
}  // namespace tilbage::adapters::webauthn
