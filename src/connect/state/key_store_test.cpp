#include "connect/state/key_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "fakes/manual_clock.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

using namespace std::chrono_literals;

class KeyStoreTest : public ::testing::Test {
protected:
    KeyStoreTest() { EXPECT_TRUE(KeyStore::save_signing_key(folder.path(), crypto::EcKey::generate().value())); }
    std::unique_ptr<KeyStore> open() { return KeyStore::open(folder.path(), clock).value(); }
    std::size_t files() {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder.path()), {}));
    }
    tilbage::testing::TempDir folder;
    fakes::ManualClock clock;
};

TEST_F(KeyStoreTest, AnAgentThatIsNotEnrolledHasNoKeys) {
    tilbage::testing::TempDir empty;
    EXPECT_EQ(KeyStore::open(empty.path(), clock).error().code, base::ErrorCode::not_found);
}

TEST_F(KeyStoreTest, KeysSurviveARestartAndNobodyElseMayReadThem) {
    const auto kid = open()->sealing_key().jwk().thumbprint();
    EXPECT_EQ(open()->sealing_key().jwk().thumbprint(), kid);
    EXPECT_TRUE(open()->find(kid));
    EXPECT_FALSE(open()->find("another"));
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        struct stat status{};
        ASSERT_EQ(::stat(file.path().c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600U) << file.path();
    }
}

TEST_F(KeyStoreTest, AfterARollTheOldKeyOpensForFiveMinutesAndIsThenDestroyed) {
    auto keys = open();
    const auto old_kid = keys->sealing_key().jwk().thumbprint();
    EXPECT_FALSE(keys->roll_when_due().value());
    clock.advance(180 * 24h);
    EXPECT_TRUE(keys->roll_when_due().value());
    EXPECT_NE(keys->sealing_key().jwk().thumbprint(), old_kid);
    clock.advance(5min - 1ms);
    EXPECT_TRUE(keys->find(old_kid));
    EXPECT_EQ(files(), 3U);
    clock.advance(1ms);
    EXPECT_FALSE(keys->find(old_kid)) << "also before anybody has tidied up";
    EXPECT_FALSE(keys->roll_when_due().value());
    EXPECT_EQ(files(), 2U);
    EXPECT_FALSE(open()->find(old_kid));
}

TEST_F(KeyStoreTest, ARollThatIsAskedForIsDoneAtOnceAndTheOldKeyOpensForFiveMinutes) {
    auto keys = open();
    const auto first = keys->sealing_key().jwk().thumbprint();
    ASSERT_TRUE(keys->roll_now());
    const auto second = keys->sealing_key().jwk().thumbprint();
    ASSERT_TRUE(keys->roll_now()) << "in the same second";
    const auto third = keys->sealing_key().jwk().thumbprint();
    EXPECT_TRUE(first != second && second != third);
    auto restarted = open();
    EXPECT_EQ(restarted->sealing_key().jwk().thumbprint(), third);
    EXPECT_TRUE(restarted->find(first) && restarted->find(second));
    clock.advance(5min + 2s);
    EXPECT_FALSE(restarted->find(first) || restarted->find(second));
    EXPECT_FALSE(restarted->roll_when_due().value());
    EXPECT_TRUE(open()->find(third));
    EXPECT_EQ(files(), 2U);
}

TEST_F(KeyStoreTest, RollingAgainDoesNotKeepAnOldKeyOpen) {
    auto keys = open();
    const auto first = keys->sealing_key().jwk().thumbprint();
    ASSERT_TRUE(keys->roll_now());
    clock.advance(4min);
    ASSERT_TRUE(keys->roll_now());
    clock.advance(1min + 1s);
    EXPECT_FALSE(keys->find(first));
}

TEST_F(KeyStoreTest, RollsThatAreAskedForAllTheTimeAreRefusedAndTheKeysStay) {
    auto keys = open();
    for (std::size_t i = 1; i < kMostSealingKeys; ++i) ASSERT_TRUE(keys->roll_now());
    EXPECT_EQ(keys->roll_now().error().code, base::ErrorCode::conflict);
    clock.advance(6min);
    EXPECT_TRUE(keys->roll_now());
}

TEST_F(KeyStoreTest, AKeyThatCannotBeReadIsAnErrorAndIsNotReplaced) {
    (void)open();
    for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
        if (file.path().filename().string().starts_with("sealing")) std::filesystem::resize_file(file.path(), 10);
    }
    EXPECT_EQ(KeyStore::open(folder.path(), clock).error().code, base::ErrorCode::corrupt);
}

}  // namespace
}  // namespace tilbage::connect
