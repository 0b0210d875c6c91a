#include "contract/directory_contract.h"

namespace tilbage::contract {
namespace {

class ReadPolicy : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, ReadPolicy, testing::ValuesIn(worlds()), name_of_world);

TEST_P(ReadPolicy, is_the_domains_for_most_people) {
    const auto policy = directory().read_policy(find(world().add({})));
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy->source, core::PolicySource::domain);
    EXPECT_EQ(policy->min_length, kMinLength);
    EXPECT_EQ(policy->complexity, true);
    EXPECT_EQ(policy->history_length, kHistoryLength);
    EXPECT_EQ(policy->min_age_seconds, 0);
    EXPECT_EQ(policy->max_age_seconds, 42 * 86'400);
    EXPECT_EQ(policy->lockout_threshold, kLockoutThreshold);
    EXPECT_GT(policy->lockout_window_seconds, 0);
    EXPECT_GT(policy->lockout_duration_seconds, 0);
}

TEST_P(ReadPolicy, is_the_resultant_psos_where_there_is_one) {
    const auto policy = directory().read_policy(find(world().add({.has_strict_policy = true})));
    ASSERT_TRUE(policy) << policy.error().message;
    EXPECT_EQ(policy->source, core::PolicySource::pso);
    EXPECT_EQ(policy->min_length, kStrictMinLength);
    EXPECT_EQ(policy->complexity, true);
    EXPECT_EQ(policy->history_length, kStrictHistoryLength);
    EXPECT_EQ(policy->min_age_seconds, kStrictMinAgeSeconds);
    EXPECT_EQ(policy->max_age_seconds, 42 * 86'400);
    EXPECT_EQ(policy->lockout_threshold, 2);
    EXPECT_EQ(policy->lockout_window_seconds, 1800);
    EXPECT_EQ(policy->lockout_duration_seconds, 1800);
}

TEST_P(ReadPolicy, of_somebody_who_has_gone_is_an_error) {
    const auto anchor = world().add({});
    const auto person = find(anchor);
    world().remove(anchor);
    const auto policy = directory().read_policy(person);
    ASSERT_FALSE(policy);
    EXPECT_EQ(policy.error().code, base::ErrorCode::not_found);
}

class DirectoryTime : public DirectoryContract {};
INSTANTIATE_TEST_SUITE_P(On, DirectoryTime, testing::ValuesIn(worlds()), name_of_world);

TEST_P(DirectoryTime, is_told) {
    const auto time = directory().directory_time();
    ASSERT_TRUE(time) << time.error().message;
    EXPECT_LT(std::chrono::abs(*time - base::SystemClock().now()), std::chrono::seconds(10));
}

}  // namespace
}  // namespace tilbage::contract
