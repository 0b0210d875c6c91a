#include "core/oidc/key_schedule.h"

#include <gtest/gtest.h>

#include "core/oidc/limits.h"

namespace tilbage::core {
namespace {

using namespace application_limits;

constexpr auto kStart = base::TimePoint(std::chrono::hours{1'000'000});

SigningKey key(const std::string& kid, base::TimePoint signs_from) {
    SigningKey made;
    made.kid = kid;
    made.signs_from = signs_from;
    return made;
}

TEST(KeySchedule, BeginsWithOneThatSignsAtOnce) {
    EXPECT_EQ(signing_key_at({}, kStart), nullptr);
    EXPECT_EQ(next_key_signs_from({}, kStart), kStart);
}

TEST(KeySchedule, PublishesTheSuccessorBeforeItSigns) {
    const auto change = kStart + kKeySigns;
    std::vector<SigningKey> keys{key("one", kStart)};
    EXPECT_FALSE(next_key_signs_from(keys, change - kKeyPublishedBefore - base::Millis{1}));
    EXPECT_EQ(next_key_signs_from(keys, change - kKeyPublishedBefore), change);
    keys.push_back(key("two", change));
    EXPECT_FALSE(next_key_signs_from(keys, change - kKeyPublishedBefore));
    EXPECT_EQ(signing_key_at(keys, change - base::Millis{1})->kid, "one");
    EXPECT_EQ(signing_key_at(keys, change)->kid, "two");
}

TEST(KeySchedule, PublishesTheSuccessorFirstAlsoAfterALongStop) {
    const auto late = kStart + 3 * kKeySigns;
    EXPECT_EQ(next_key_signs_from({key("one", kStart)}, late), late + kKeyPublishedBefore);
    EXPECT_EQ(signing_key_at({key("one", kStart)}, late)->kid, "one");
}

TEST(KeySchedule, KeepsAKeyAsLongAsWhatItSignedMayComeBack) {
    const auto change = kStart + kKeySigns;
    const std::vector<SigningKey> keys{key("one", kStart), key("two", change)};
    EXPECT_TRUE(outlived_keys(keys, change + kKeyVerifiesAfter - base::Millis{1}).empty());
    EXPECT_EQ(outlived_keys(keys, change + kKeyVerifiesAfter), std::vector<std::string>{"one"});
    EXPECT_TRUE(outlived_keys({key("one", kStart)}, change + 10 * kKeyVerifiesAfter).empty()) << "the last one stays";
}

}  // namespace
}  // namespace tilbage::core
