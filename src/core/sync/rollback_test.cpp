// A directory that is put back to an older state and keeps its identity.
#include <gtest/gtest.h>

#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

class Rollback : public ::testing::Test {
protected:
    Rollback() {
        world.rules.scope.mode = Scope::Mode::all;
        unit = world.directory.add_unit(world.directory.head(), "OU=People");
        anna = world.directory.add_person(unit, "CN=Anna");
        bo = world.directory.add_person(unit, "CN=Bo");
        settle();
        world.directory.set(anna, "displayName", {"Anna before"});
        settle();
    }
    void settle() {
        const auto done = world.round();
        ASSERT_TRUE(done) << done.error().message;
        EXPECT_EQ(world.difference(), "");
    }
    void settle_as_another_agent() {
        world.restart();
        settle();
    }
    // Goes on until all USNs that were seen are used up.
    void put_back(const fakes::FakeChangeSource& backup) {
        const auto seen = world.directory.usn();
        world.directory = backup;
        while (world.directory.usn() <= seen) world.directory.set(bo, "title", {std::to_string(world.directory.usn())});
    }
    void lose_sight() {
        world.directory.fail_with(base::Error{base::ErrorCode::unavailable, "away"});
        EXPECT_FALSE(world.round());
        world.directory.fail_with(std::nullopt);
    }

    fakes::SyncWorld world;
    ObjectGuid unit, anna, bo;
};

TEST_F(Rollback, a_change_that_is_lost_is_noticed_when_the_agent_comes_back) {
    const auto backup = world.directory;
    world.directory.set(anna, "displayName", {"Anna after"});
    settle();
    put_back(backup);
    settle_as_another_agent();
}

TEST_F(Rollback, somebody_who_is_lost_is_noticed_when_the_agent_comes_back) {
    const auto backup = world.directory;
    (void)world.directory.add_person(unit, "CN=Carla");
    settle();
    put_back(backup);
    settle_as_another_agent();
}

TEST_F(Rollback, a_deletion_that_is_lost_is_noticed_when_the_agent_comes_back) {
    const auto backup = world.directory;
    world.directory.remove(anna);
    settle();
    put_back(backup);
    settle_as_another_agent();
}

TEST_F(Rollback, a_member_who_is_lost_is_noticed_when_the_agent_comes_back) {
    const auto staff = world.directory.add_group(unit, "CN=Staff", {anna});
    settle();
    const auto backup = world.directory;
    world.directory.add_member(staff, bo);
    settle();
    put_back(backup);
    settle_as_another_agent();
}

TEST_F(Rollback, it_is_noticed_by_an_agent_that_works_on_when_the_directory_was_away) {
    const auto backup = world.directory;
    world.directory.set(anna, "displayName", {"Anna after"});
    settle();
    lose_sight();
    put_back(backup);
    settle();
}

TEST_F(Rollback, what_was_told_when_it_came_back_in_sight_is_noticed_too) {
    const auto backup = world.directory;
    lose_sight();
    (void)world.directory.add_person(unit, "CN=Carla");
    settle();
    put_back(backup);
    settle_as_another_agent();
}

TEST_F(Rollback, what_is_done_in_it_since_does_not_hide_what_is_lost) {
    const auto backup = world.directory;
    world.directory.set(anna, "displayName", {"Anna after"});
    settle();
    put_back(backup);
    for (const auto* rdn : {"CN=Dora", "CN=Emil", "CN=Frida", "CN=Gorm"}) (void)world.directory.add_person(unit, rdn);
    settle_as_another_agent();
}

TEST_F(Rollback, a_directory_that_was_away_and_is_what_it_was_is_not_read_anew) {
    world.directory.set(anna, "displayName", {"Anna after"});
    (void)world.directory.add_person(unit, "CN=Carla");
    world.directory.add_group(unit, "CN=Staff", {anna});
    settle();
    const auto before = world.directory.full_reads();
    lose_sight();
    world.directory.set(anna, "displayName", {"Anna while it was away"});
    settle();
    world.directory.remove(anna);
    settle();
    settle_as_another_agent();
    EXPECT_EQ(world.directory.full_reads(), before);
}

TEST_F(Rollback, an_expiry_that_moved_without_a_word_is_none) {
    world.directory.set(anna, "displayName", {"Anna after"});
    settle();
    const auto before = world.directory.full_reads();
    world.directory.set_password_expiry(anna, 133'000'000'000'000'000);
    world.restart();
    ASSERT_TRUE(world.round());
    EXPECT_EQ(world.directory.full_reads(), before);
}

TEST_F(Rollback, an_object_that_never_reads_as_it_was_told_has_everything_read_once_a_day) {
    world.directory.set(anna, "displayName", {"Anna after"});
    settle();
    world.directory.hide_from_single_reads(anna);
    const auto before = world.directory.full_reads();
    for (int i = 0; i < 5; ++i) {
        world.restart();
        ASSERT_TRUE(world.round());
        lose_sight();
        world.directory.set(bo, "title", {std::to_string(i)});
        ASSERT_TRUE(world.round());
        EXPECT_EQ(world.directory.full_reads(), before + 1);
    }
    world.clock.advance(std::chrono::hours(25));
    for (int i = 0; i < 5; ++i) {
        world.restart();
        ASSERT_TRUE(world.round());
        EXPECT_EQ(world.directory.full_reads(), before + 2);
    }
}

TEST_F(Rollback, a_second_one_of_the_same_day_is_noticed_on_the_next) {
    const auto backup = world.directory;
    for (const auto* name : {"Anna once", "Anna twice"}) {
        world.directory.set(anna, "displayName", {name});
        settle();
        put_back(backup);
        world.restart();
        ASSERT_TRUE(world.round());
        world.directory.set(bo, "title", {name});
        ASSERT_TRUE(world.round());
    }
    world.clock.advance(std::chrono::hours(24));
    settle();
}

}  // namespace
}  // namespace tilbage::core
