// What is told when an answer is lost, to a target that cannot say whether anything of it has changed.
#include "core/sync/export_due.h"

#include <gtest/gtest.h>

#include "fakes/sync_world.h"

namespace tilbage::core {
namespace {

class LostAnswer : public testing::Test {
protected:
    LostAnswer() {
        world_.target.has_revision = false;
        person_ = world_.directory.add_person(world_.directory.head(), "CN=ella", {{"title", {"old"}}});
        other_ = world_.directory.add_person(world_.directory.head(), "CN=otto");
        group_ = world_.directory.add_group(world_.directory.head(), "CN=friends", {other_});
        EXPECT_TRUE(world_.settle());
        EXPECT_EQ(world_.difference(), "");
    }
    // The target does what it is told, and the agent is killed before it hears so.
    void lose_the_answer() {
        world_.target.after_apply = [](int) -> base::Result<void> {
            return base::fail(base::ErrorCode::unavailable, "killed");
        };
        EXPECT_FALSE(world_.round());
        world_.target.after_apply = [](int) { return base::Result<void>(); };
        world_.restart();
    }

    fakes::SyncWorld world_;
    ObjectGuid person_;
    ObjectGuid other_;
    ObjectGuid group_;
};

TEST_F(LostAnswer, a_person_is_told_again_though_they_are_as_they_were_before) {
    world_.directory.set(person_, "title", {"new"});
    lose_the_answer();
    world_.directory.set(person_, "title", {"old"});
    ASSERT_TRUE(world_.settle());
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(LostAnswer, a_member_who_left_again_is_taken_out) {
    world_.directory.add_member(group_, person_);
    lose_the_answer();
    world_.directory.remove_member(group_, person_);
    ASSERT_TRUE(world_.settle());
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(LostAnswer, who_was_removed_and_is_back_is_made_again) {
    world_.directory.remove(person_);
    lose_the_answer();
    world_.directory.revive(person_, world_.directory.head());
    ASSERT_TRUE(world_.settle());  // finds that they are gone
    ASSERT_TRUE(world_.settle());
    EXPECT_EQ(world_.difference(), "");
}

}  // namespace
}  // namespace tilbage::core
