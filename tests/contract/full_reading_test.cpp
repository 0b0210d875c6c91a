// What core/ports/change_source.h promises of a reading of everything while the directory goes on living.
#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <utility>

#include "contract/change_reading.h"

namespace tilbage::contract {
namespace {

using core::ObjectChange;
using core::ObjectGuid;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// Reads everything while something happens, and then what has changed behind it.
class FullReading : public ChangeReading {
protected:
    // `meanwhile` happens once something has been told and not all of it.
    void read_while(const std::function<void()>& meanwhile) {
        bool happened = false;
        std::string cookie;
        const auto read = source().read_changes("", [&](core::ChangeBatch batch) {
            if (!std::exchange(happened, true)) meanwhile();
            for (auto& change : batch.changes) full_.push_back(std::move(change));
            cookie = batch.cookie;
            return base::Result<void>();
        });
        ASSERT_TRUE(read) << read.error().message;
        const auto told = source().read_changes(cookie, [&](core::ChangeBatch batch) {
            for (auto& change : batch.changes) after_.push_back(std::move(change));
            return base::Result<void>();
        });
        ASSERT_TRUE(told) << told.error().message;
    }
    [[nodiscard]] std::vector<ObjectChange> of(const ObjectGuid& guid) const {
        std::vector<ObjectChange> found;
        for (const auto* list : {&full_, &after_})
            for (const auto& change : *list)
                if (change.guid == guid) found.push_back(change);
        return found;
    }
    [[nodiscard]] bool is_told_whole_at_once(const ObjectGuid& guid) const {
        return std::ranges::any_of(full_, [&](const auto& change) { return change.guid == guid && change.whole; });
    }
    // What it is when all of that is taken in; empty: not there.
    [[nodiscard]] std::optional<std::string> last(const ObjectGuid& guid, const std::string& name) const {
        std::optional<std::string> value;
        for (const auto& change : of(guid)) {
            if (change.deleted)
                value.reset();
            else if (const auto told = value_of(change, name))
                value = told;
        }
        return value;
    }

    std::vector<ObjectChange> full_;
    std::vector<ObjectChange> after_;
};
INSTANTIATE_TEST_SUITE_P(On, FullReading, testing::ValuesIn(source_worlds()), name_of_source_world);

TEST_P(FullReading, what_changes_during_it_is_told) {
    std::vector<ObjectGuid> people;
    for (const auto* name : {"One", "Two", "Three"}) people.push_back(world().add_person(add_unit(), name));
    read_while([&] {
        for (const auto& person : people) world().set(person, "displayName", {"Changed"});
    });
    for (const auto& person : people) EXPECT_EQ(last(person, "displayName"), "Changed");
}

TEST_P(FullReading, who_is_deleted_during_it_is_not_there_in_the_end) {
    std::vector<ObjectGuid> people;
    for (const auto* name : {"One", "Two", "Three"}) people.push_back(world().add_person(add_unit(), name));
    read_while([&] {
        for (const auto& person : people) world().remove(person);
    });
    for (const auto& person : people) EXPECT_EQ(last(person, "sAMAccountName"), std::nullopt);
}

TEST_P(FullReading, who_comes_during_it_is_told_whole) {
    ObjectGuid person;
    read_while([&] { person = world().add_person(add_unit(), "New"); });
    const auto told = of(person);
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(told.back().whole);
}

// Nobody may look as if they were gone because they went to where the reading was already.
TEST_P(FullReading, who_is_moved_during_it_is_told_whole_all_the_same) {
    constexpr int kUnits = 6;
    std::vector<ObjectGuid> units;
    std::vector<ObjectGuid> people;
    for (int i = 0; i < kUnits; ++i) {
        units.push_back(add_unit());
        people.push_back(world().add_person(units.back(), "p" + std::to_string(i)));
    }
    read_while([&] {
        for (int i = 0; i < kUnits; ++i)
            world().rename(people[i], "p" + std::to_string(i), units[(i + kUnits / 2) % kUnits]);
    });
    for (int i = 0; i < kUnits; ++i) {
        EXPECT_TRUE(is_told_whole_at_once(people[i])) << i;
        std::optional<ObjectGuid> parent;
        for (const auto& change : of(people[i]))
            if (change.parent) parent = change.parent;
        EXPECT_EQ(parent, units[(i + kUnits / 2) % kUnits]) << i;
    }
}

TEST_P(FullReading, a_unit_that_is_moved_during_it_keeps_whoever_lies_below) {
    const auto from = add_unit();
    const auto to = add_unit();
    const auto moved = world().add_unit(from, "Moved");
    const auto person = world().add_person(moved, "Below");
    read_while([&] { world().rename(moved, "Moved", to); });
    EXPECT_TRUE(is_told_whole_at_once(person));
    std::optional<ObjectGuid> parent;
    for (const auto& change : of(moved))
        if (change.parent) parent = change.parent;
    EXPECT_EQ(parent, to);
}

TEST_P(FullReading, who_comes_into_a_group_and_leaves_it_during_it_does_so_in_the_end) {
    const auto comes = world().add_person(unit_, "Comes");
    const auto leaves = world().add_person(unit_, "Leaves");
    const auto group = world().add_group(unit_, "Group", {leaves});
    read_while([&] {
        world().add_member(group, comes);
        world().remove_member(group, leaves);
    });
    std::vector<ObjectGuid> members;
    for (const auto& change : of(group)) {
        if (change.members_whole) members.clear();
        members.insert(members.end(), change.members_added.begin(), change.members_added.end());
        for (const auto& gone : change.members_removed) std::erase(members, gone);
    }
    EXPECT_THAT(members, Contains(comes));
    EXPECT_THAT(members, Not(Contains(leaves)));
}

TEST_P(FullReading, a_large_group_has_all_its_members) {
    auto members = world().many_objects();
    ASSERT_THAT(members, SizeIs(testing::Gt(1'500U)));
    const auto group = world().add_group(unit_, "large", members);
    read_while([] {});
    std::vector<ObjectGuid> told;
    for (const auto& change : of(group))
        told.insert(told.end(), change.members_added.begin(), change.members_added.end());
    std::ranges::sort(told);
    std::ranges::sort(members);
    EXPECT_EQ(told, members);
    EXPECT_TRUE(of(group).front().members_whole);
}

TEST_P(FullReading, tells_everything_once_when_nothing_happens) {
    const auto inner = world().add_unit(add_unit(), "Inner");
    const auto person = world().add_person(inner, "Innermost");
    read_while([] {});
    std::map<ObjectGuid, int> times;
    for (const auto& change : full_) EXPECT_EQ(++times[change.guid], 1);
    EXPECT_EQ(times[person], 1);
    EXPECT_THAT(after_, IsEmpty());
}

}  // namespace
}  // namespace tilbage::contract
