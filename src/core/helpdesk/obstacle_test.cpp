#include "core/helpdesk/obstacle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const base::TimePoint kNow = base::from_millis(1'795'400'000'000);

Outcome answer(const Description& description) {
    return {.reason = Reason::succeeded, .details = {}, .description = description};
}

Description well() {
    Description description;
    description.details = AccountDetails{};
    description.details->password_set_at = kNow - 24h;
    return description;
}

std::vector<Trouble> troubles(const std::vector<Obstacle>& all) {
    std::vector<Trouble> names;
    for (const auto& one : all) names.push_back(one.trouble);
    return names;
}

TEST(Obstacles, OfAnAccountThatIsWellThereAreNone) {
    const auto live = answer(well());
    EXPECT_THAT(account_obstacles({}, &live, kNow), IsEmpty());
    EXPECT_THAT(account_obstacles({}, nullptr, kNow), IsEmpty());
}

TEST(Obstacles, ALockTellsSinceWhenAndWhenItEndsByItself) {
    auto told = well();
    told.locked = true;
    told.details->locked_at = kNow - 5min;
    told.details->wrong_passwords = 5;
    told.details->wrong_password_at = kNow - 5min;
    told.policy.lockout_duration_seconds = 1800;
    auto live = answer(told);
    EXPECT_THAT(account_obstacles({}, &live, kNow),
                ElementsAre(Obstacle{
                    .trouble = Trouble::account_locked, .since = kNow - 5min, .until = kNow + 25min, .count = {}}));
    live.description->policy.lockout_duration_seconds = 0;
    EXPECT_FALSE(account_obstacles({}, &live, kNow)[0].until) << "until somebody unlocks it";
}

TEST(Obstacles, WhatMustBeMendedFirstStandsFirst) {
    auto told = well();
    told.disabled = told.expired = told.locked = true;
    told.details->must_change = true;
    told.details->outside_hours = true;
    told.details->certain_workstations = true;
    told.may_change_at = kNow + 1h;
    const auto live = answer(told);
    EXPECT_THAT(troubles(account_obstacles({}, &live, kNow)),
                ElementsAre(Trouble::account_disabled, Trouble::account_expired, Trouble::outside_hours,
                            Trouble::account_locked, Trouble::password_must_change, Trouble::certain_workstations,
                            Trouble::password_too_young));
}

TEST(Obstacles, WrongPasswordsCountWhileTheDirectoryCountsThem) {
    auto told = well();
    told.details->wrong_passwords = 2;
    told.details->wrong_password_at = kNow - 10min;
    told.policy.lockout_window_seconds = 1800;
    auto live = answer(told);
    EXPECT_EQ(account_obstacles({}, &live, kNow).at(0).count, 2);
    live.description->policy.lockout_window_seconds = 600;
    EXPECT_THAT(account_obstacles({}, &live, kNow), IsEmpty()) << "badPwdCount stands until the next sign-in";
}

TEST(Obstacles, AnExpiredPasswordAndOneThatExpiresTomorrow) {
    auto told = well();
    told.details->password_expires_at = kNow - 1h;
    auto live = answer(told);
    EXPECT_THAT(troubles(account_obstacles({}, &live, kNow)), ElementsAre(Trouble::password_expired));
    live.description->details->password_expires_at = kNow + 24h;
    EXPECT_THAT(account_obstacles({}, &live, kNow), IsEmpty());
}

TEST(Obstacles, OfAnOlderAgentOnlyWhatItTells) {
    Description told;
    told.locked = true;
    const auto live = answer(told);
    EXPECT_THAT(account_obstacles({}, &live, kNow), ElementsAre(Obstacle{.trouble = Trouble::account_locked}));
}

TEST(Obstacles, WithoutTheDirectoryTheLastSynchronisationTells) {
    Person person;
    person.on_premises.user_account_control = 0x202;
    person.on_premises.locked_at = kNow - 2h;
    person.on_premises.password_expires_at = kNow - 1h;
    person.on_premises.password_set_at = kNow - 1000h;
    const Outcome nobody{.reason = Reason::agent_unavailable, .details = {}, .description = {}};
    EXPECT_THAT(troubles(account_obstacles(person, &nobody, kNow)),
                ElementsAre(Trouble::account_disabled, Trouble::account_locked, Trouble::password_expired));
    person.on_premises.password_set_at = {};
    EXPECT_THAT(troubles(account_obstacles(person, nullptr, kNow)),
                ElementsAre(Trouble::account_disabled, Trouble::account_locked, Trouble::password_must_change));
    const Outcome gone{.reason = Reason::user_not_found, .details = {}, .description = {}};
    EXPECT_THAT(troubles(account_obstacles(person, &gone, kNow)), ElementsAre(Trouble::account_missing));
}

}  // namespace
}  // namespace tilbage::core
