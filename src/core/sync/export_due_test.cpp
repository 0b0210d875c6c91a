// What is told when an answer is lost, to a target that cannot say whether anything of it has changed; and what is told
// before the rest.
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

// Twenty bulks are due, and in the middle of them somebody is disabled.
class LongExport : public testing::Test {
protected:
    LongExport() {
        world_.target.batch = 5;
        for (int i = 0; i < 100; ++i)
            people_.push_back(world_.directory.add_person(world_.directory.head(), "CN=p" + std::to_string(i)));
        std::ranges::sort(people_, {}, [&](const ObjectGuid& who) { return world_.anchor(who); });  // as they are told
        world_.directory.add_group(world_.directory.head(), "CN=all", people_);
        EXPECT_TRUE(world_.settle());
        for (const auto& person : people_) world_.directory.set(person, "title", {"new"});
        world_.target.forget_log();
    }
    // At the so manieth look of the next round.
    void at_look(int number, std::function<void()> what) {
        world_.directory.before_look = [number, what = std::move(what), looks = 0]() mutable {
            if (++looks == number) what();
        };
    }
    // Where in the log somebody was told last; empty: nowhere.
    [[nodiscard]] std::optional<std::size_t> told_last(const ObjectGuid& who) {
        std::optional<std::size_t> last;
        for (std::size_t i = 0; i < world_.target.log().size(); ++i) {
            const auto* put = std::get_if<PutPerson>(&world_.target.log()[i]);
            if (put != nullptr && put->person.anchor == world_.anchor(who)) last = i;
        }
        return last;
    }
    [[nodiscard]] bool is_active(const ObjectGuid& who) { return world_.person(who)->person.active; }

    fakes::SyncWorld world_;
    std::vector<ObjectGuid> people_;
};

TEST_F(LongExport, WhoIsDisabledMeanwhileDoesNotWaitForTheRest) {
    const auto& told_already = people_.front();
    const auto& not_told_yet = people_.back();
    at_look(3, [&] {  // two of the export are behind the import's own
        world_.directory.set(told_already, "userAccountControl", {"514"});
        world_.directory.set(not_told_yet, "userAccountControl", {"514"});
    });
    const auto run = world_.round();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->read, 2);
    for (const auto& who : {told_already, not_told_yet}) {
        EXPECT_FALSE(is_active(who));
        ASSERT_TRUE(told_last(who));
        EXPECT_LT(*told_last(who), 60);
    }
    EXPECT_EQ(world_.target.log().size(), 101);  // the one who was told already twice
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(LongExport, WhoeverIsRemovedMeanwhileGoesInTheNextRound) {
    at_look(3, [&] { world_.directory.remove(people_.back()); });
    ASSERT_TRUE(world_.round());
    world_.directory.before_look = [] {};
    const auto due = world_.engine->next_due();
    ASSERT_TRUE(due && *due);
    EXPECT_LE(**due, world_.clock.now());
    ASSERT_TRUE(world_.round());
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(LongExport, ManyMoreAreToldInTheirOrder) {
    at_look(3, [&] {
        for (const auto& person : people_) world_.directory.set(person, "title", {"newer"});
    });
    ASSERT_TRUE(world_.round());
    EXPECT_EQ(world_.difference(), "");
}

TEST_F(LongExport, ADirectoryThatGoesAwayMeanwhileHoldsUpNobody) {
    at_look(3, [&] { world_.directory.fail_with(base::Error{base::ErrorCode::unavailable, "gone"}); });
    const int looks = world_.directory.looks();
    const auto run = world_.round();
    ASSERT_TRUE(run);
    EXPECT_EQ(run->updated, 100);
    EXPECT_EQ(world_.directory.looks(), looks + 3);  // after that nobody asks it any more
}

}  // namespace
}  // namespace tilbage::core
