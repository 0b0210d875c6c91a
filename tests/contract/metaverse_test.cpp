#include <gmock/gmock.h>

#include "sync_stores.h"

namespace tilbage::contract {
namespace {

using core::AnchorClaim;
using core::GroupMember;
using core::MetaverseEntry;
using core::ObjectKind;
using core::SourceAnchor;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr auto kAll = std::size_t{1000};

base::TimePoint at(std::int64_t seconds) { return base::from_seconds(1'795'372'800 + seconds); }

// Somebody whose object has the same number, as the tenant was told.
MetaverseEntry entry(std::uint8_t number, ObjectKind kind = ObjectKind::person) {
    MetaverseEntry entry;
    entry.anchor = anchor(number);
    entry.kind = kind;
    entry.joined = AnchorClaim{.directory = 1, .guid = guid(number), .own = true};
    entry.exported.tenant_id = "id-" + std::to_string(number);
    entry.exported.name = "user" + std::to_string(number) + "@ex1.test";
    entry.exported.digest = std::string("\0\xff", 2) + std::to_string(number);
    return entry;
}

std::vector<SourceAnchor> anchors(const std::vector<MetaverseEntry>& entries) {
    std::vector<SourceAnchor> found;
    for (const auto& entry : entries) found.push_back(entry.anchor);
    return found;
}

class MetaverseContract : public SyncStoresTest {
protected:
    void join(const MetaverseEntry& entry) {
        ASSERT_TRUE(entry.joined);
        ASSERT_TRUE(metaverse().claim(entry.anchor, *entry.joined));
        ASSERT_TRUE(metaverse().put(entry));
    }
    std::vector<SourceAnchor> due(ObjectKind kind, std::int64_t now, const SourceAnchor& after = {},
                                  std::size_t at_most = kAll) {
        return anchors(metaverse().due(kind, at(now), after, at_most).value());
    }
};

TEST_P(MetaverseContract, AnEntryComesBackAsItWasPut) {
    MetaverseEntry whole = entry(2, ObjectKind::group);
    whole.joined->own = false;
    whole.joined->directory = 3;
    whole.disputed = true;
    whole.exported.refusal = "409 uniqueness";
    whole.exported.attempts = 7;
    whole.exported.next_attempt = at(60);
    whole.exported.removal_held = true;
    whole.exported.held_since = at(-5);
    whole.exported.removal_allowed = true;
    for (const MetaverseEntry& put : {whole, MetaverseEntry{.anchor = anchor(3)}, entry(4)}) {
        ASSERT_TRUE(metaverse().put(put));
        EXPECT_EQ(metaverse().find(put.anchor).value(), put);
    }
    ASSERT_TRUE(metaverse().put(entry(2)));
    EXPECT_EQ(metaverse().find(anchor(2)).value(), entry(2)) << "replaced in all its parts";
    EXPECT_FALSE(metaverse().find(anchor(5)).value());
    ASSERT_TRUE(metaverse().remove(anchor(2)));
    EXPECT_FALSE(metaverse().find(anchor(2)).value());
}

TEST_P(MetaverseContract, AnObjectClaimsOneAnchorAtATime) {
    const AnchorClaim claim{.directory = 1, .guid = guid(2), .own = true};
    ASSERT_TRUE(metaverse().claim(anchor(2), claim));
    EXPECT_FALSE(metaverse().find_by_object(1, guid(2)).value()) << "claimed, and nobody was joined yet";
    ASSERT_TRUE(metaverse().put(entry(2)));
    ASSERT_TRUE(metaverse().put(entry(3)));
    EXPECT_EQ(metaverse().find_by_object(1, guid(2)).value(), entry(2));
    const AnchorClaim other{.directory = 1, .guid = guid(2), .own = false};
    ASSERT_TRUE(metaverse().claim(anchor(3), other));
    EXPECT_EQ(metaverse().find_by_object(1, guid(2)).value(), entry(3));
    EXPECT_THAT(metaverse().claims(anchor(2)).value(), IsEmpty());
    EXPECT_THAT(metaverse().claims(anchor(3)).value(), ElementsAre(other));
    EXPECT_FALSE(metaverse().find_by_object(2, guid(2)).value());
}

TEST_P(MetaverseContract, SeveralObjectsMayClaimOneAnchor) {
    const AnchorClaim own{.directory = 1, .guid = guid(2), .own = true};
    const AnchorClaim told{.directory = 2, .guid = guid(2), .own = false};
    ASSERT_TRUE(metaverse().claim(anchor(2), told));
    ASSERT_TRUE(metaverse().claim(anchor(2), own));
    EXPECT_THAT(metaverse().claims(anchor(2)).value(), ElementsAre(own, told));
    EXPECT_EQ(metaverse().release(1, guid(2)).value(), anchor(2));
    EXPECT_FALSE(metaverse().release(1, guid(2)).value());
    EXPECT_TRUE(metaverse().was_claimed(anchor(2)).value()) << "once";
    EXPECT_FALSE(metaverse().was_claimed(anchor(7)).value());
    EXPECT_THAT(metaverse().claims(anchor(2)).value(), ElementsAre(told));
    ASSERT_TRUE(metaverse().put(entry(2)));
    ASSERT_TRUE(metaverse().remove(anchor(2)));
    EXPECT_THAT(metaverse().claims(anchor(2)).value(), ElementsAre(told)) << "claims are apart";
}

TEST_P(MetaverseContract, SomebodyIsFoundByTheirIdInTheTenant) {
    join(entry(2));
    ASSERT_TRUE(metaverse().put({.anchor = anchor(3)}));
    EXPECT_EQ(metaverse().find_by_tenant_id("id-2").value(), entry(2));
    EXPECT_FALSE(metaverse().find_by_tenant_id("id-3").value());
    EXPECT_FALSE(metaverse().find_by_tenant_id("").value());
}

TEST_P(MetaverseContract, EachVisitsEverybodyOnceInTheOrderOfDue) {
    std::vector<MetaverseEntry> put;
    for (int i = 0; i < 1100; ++i) {
        core::ObjectGuid guid;
        guid.bytes = {static_cast<std::uint8_t>(i * 37), static_cast<std::uint8_t>(i >> 8), 1};
        MetaverseEntry one;
        one.anchor = SourceAnchor::from_guid(guid.bytes).value();
        one.exported.next_attempt = core::kAtOnce;
        ASSERT_TRUE(metaverse().put(one));
    }
    std::vector<SourceAnchor> seen;
    ASSERT_TRUE(metaverse().each([&](const MetaverseEntry& one) -> base::Result<void> {
        seen.push_back(one.anchor);
        MetaverseEntry changed = one;
        changed.exported.attempts = 1;
        return metaverse().put(changed);
    }));
    EXPECT_THAT(seen, SizeIs(1100));
    std::vector<SourceAnchor> paged;
    for (auto page = due(ObjectKind::person, 0, {}, 300); !page.empty();
         page = due(ObjectKind::person, 0, paged.back(), 300))
        paged.insert(paged.end(), page.begin(), page.end());
    EXPECT_EQ(paged, seen);
    int visited = 0;
    EXPECT_FALSE(metaverse().each([&](const MetaverseEntry&) -> base::Result<void> {
        ++visited;
        return base::fail(base::ErrorCode::conflict, "enough");
    }));
    EXPECT_EQ(visited, 1);
}

TEST_P(MetaverseContract, WhoIsDueIsAskedByKindAndTime) {
    for (std::uint8_t number : {2, 3, 4, 5}) {
        MetaverseEntry one = entry(number, number == 5 ? ObjectKind::group : ObjectKind::person);
        if (number != 4) one.exported.next_attempt = at(10 * (number - 2));
        ASSERT_TRUE(metaverse().put(one));
    }
    EXPECT_THAT(due(ObjectKind::person, 0), ElementsAre(anchor(2)));
    EXPECT_THAT(due(ObjectKind::person, 9), ElementsAre(anchor(2)));
    EXPECT_THAT(due(ObjectKind::person, 10), UnorderedElementsAre(anchor(2), anchor(3)));
    EXPECT_THAT(due(ObjectKind::group, 29), IsEmpty());
    EXPECT_THAT(due(ObjectKind::group, 30), ElementsAre(anchor(5)));
    EXPECT_THAT(due(ObjectKind::person, 99, {}, 1), SizeIs(1));
    EXPECT_EQ(metaverse().next_due().value(), at(0));
    ASSERT_TRUE(metaverse().put(entry(2)));
    EXPECT_EQ(metaverse().next_due().value(), at(10));
    for (std::uint8_t number : {3, 5}) ASSERT_TRUE(metaverse().remove(anchor(number)));
    EXPECT_FALSE(metaverse().next_due().value());
}

TEST_P(MetaverseContract, TouchingMakesTheJoinedDueAtOnce) {
    MetaverseEntry tried = entry(2);
    tried.exported.attempts = 3;
    tried.exported.next_attempt = at(500);
    join(tried);
    join(entry(3));
    MetaverseEntry disputed = entry(4);
    ASSERT_TRUE(metaverse().claim(disputed.anchor, *disputed.joined));
    disputed.joined.reset();
    ASSERT_TRUE(metaverse().put(disputed));
    MetaverseEntry loser = entry(5);
    ASSERT_TRUE(metaverse().claim(loser.anchor, {.directory = 1, .guid = guid(6), .own = false}));
    join(loser);
    ASSERT_TRUE(metaverse().touch(1, {guid(2), guid(4), guid(6), guid(9)}));
    EXPECT_THAT(due(ObjectKind::person, 0), ElementsAre(anchor(2)));
    EXPECT_EQ(metaverse().find(anchor(2)).value()->exported.attempts, 3);
    EXPECT_EQ(metaverse().find(anchor(2)).value()->exported.next_attempt, core::kAtOnce);
    ASSERT_TRUE(metaverse().touch_all());
    EXPECT_THAT(due(ObjectKind::person, 0), UnorderedElementsAre(anchor(2), anchor(3), anchor(5)));
}

TEST_P(MetaverseContract, RemovalsAreThoseWhoAreInTheTenantAndJoinedToNobody) {
    for (std::uint8_t number : {2, 3, 4, 5, 6}) {
        MetaverseEntry one = entry(number);
        if (number != 2) one.joined.reset();
        if (number == 3) one.disputed = true;
        if (number == 4) one.exported.tenant_id.clear();
        if (number == 6) one.exported.removal_allowed = true;
        ASSERT_TRUE(metaverse().put(one));
    }
    const auto found = metaverse().removals({}, kAll).value();
    EXPECT_THAT(anchors(found), UnorderedElementsAre(anchor(5), anchor(6)));
    EXPECT_THAT(anchors(metaverse().removals({}, 1).value()), ElementsAre(found[0].anchor));
    EXPECT_THAT(anchors(metaverse().removals(found[0].anchor, kAll).value()), ElementsAre(found[1].anchor));
    EXPECT_EQ(metaverse().counts().value().removals, 1) << "but the allowed one";
}

TEST_P(MetaverseContract, RefusedHeldAndDisputedAreListedAndCounted) {
    for (std::uint8_t number : {2, 3, 4, 5}) {
        MetaverseEntry one = entry(number, number == 5 ? ObjectKind::group : ObjectKind::person);
        if (number == 2) one.exported.refusal = "no";
        if (number == 3) one.exported.removal_held = true;
        if (number == 4) one.disputed = true;
        if (number == 4) one.joined.reset();
        ASSERT_TRUE(metaverse().put(one));
    }
    EXPECT_THAT(anchors(metaverse().refused(kAll).value()), ElementsAre(anchor(2)));
    EXPECT_THAT(anchors(metaverse().held(kAll).value()), ElementsAre(anchor(3)));
    EXPECT_THAT(anchors(metaverse().disputed(kAll).value()), ElementsAre(anchor(4)));
    EXPECT_THAT(metaverse().refused(0).value(), IsEmpty());
    const auto counts = metaverse().counts().value();
    EXPECT_EQ(counts.people, 2);
    EXPECT_EQ(counts.groups, 1);
    EXPECT_EQ(counts.refused, 1);
    EXPECT_EQ(counts.held, 1);
    EXPECT_EQ(counts.disputed, 1);
    ASSERT_TRUE(metaverse().put(entry(2)));
    EXPECT_THAT(metaverse().refused(kAll).value(), IsEmpty());
}

TEST_P(MetaverseContract, AnotherTenantKnowsNobodyAndJoinsStay) {
    MetaverseEntry group = entry(2, ObjectKind::group);
    group.exported.refusal = "no";
    group.exported.next_attempt = at(3);
    join(group);
    ASSERT_TRUE(metaverse().set_told_members(anchor(2), {{GroupMember::Kind::person, "id-3"}}));
    ASSERT_TRUE(metaverse().forget_exports());
    group.exported = {};
    EXPECT_EQ(metaverse().find(anchor(2)).value(), group);
    EXPECT_EQ(metaverse().find_by_object(1, guid(2)).value(), group);
    EXPECT_THAT(metaverse().told_members(anchor(2)).value(), IsEmpty());
    EXPECT_FALSE(metaverse().find_by_tenant_id("id-2").value());
}

TEST_P(MetaverseContract, AMemberIsWhoIsJoinedAndInTheTenant) {
    join(entry(2));
    join(entry(3, ObjectKind::group));
    MetaverseEntry not_there = entry(4);
    not_there.exported.tenant_id.clear();
    join(not_there);
    ASSERT_TRUE(metaverse().claim(anchor(2), {.directory = 1, .guid = guid(5), .own = false}));
    EXPECT_EQ(metaverse().exported_as(1, guid(2)).value(), (GroupMember{GroupMember::Kind::person, "id-2"}));
    EXPECT_EQ(metaverse().exported_as(1, guid(3)).value(), (GroupMember{GroupMember::Kind::group, "id-3"}));
    EXPECT_FALSE(metaverse().exported_as(1, guid(4)).value());
    EXPECT_FALSE(metaverse().exported_as(1, guid(5)).value()) << "claims the anchor, and another was joined";
    EXPECT_FALSE(metaverse().exported_as(2, guid(2)).value());
}

TEST_P(MetaverseContract, ToldMembersAreSortedAndChangeOneByOne) {
    const GroupMember anna{GroupMember::Kind::person, "b"};
    const GroupMember bent{GroupMember::Kind::person, "a"};
    const GroupMember staff{GroupMember::Kind::group, "a"};
    ASSERT_TRUE(metaverse().set_told_members(anchor(2), {anna, staff, bent}));
    EXPECT_THAT(metaverse().told_members(anchor(2)).value(), ElementsAre(bent, anna, staff));
    ASSERT_TRUE(metaverse().change_told_members(anchor(2), {anna}, {bent}));
    EXPECT_THAT(metaverse().told_members(anchor(2)).value(), ElementsAre(anna, staff));
    ASSERT_TRUE(metaverse().set_told_members(anchor(3), {anna, bent}));
    ASSERT_TRUE(metaverse().forget_member("b"));
    EXPECT_THAT(metaverse().told_members(anchor(2)).value(), ElementsAre(staff));
    EXPECT_THAT(metaverse().told_members(anchor(3)).value(), ElementsAre(bent));
    ASSERT_TRUE(metaverse().remove(anchor(3)));
    EXPECT_THAT(metaverse().told_members(anchor(3)).value(), IsEmpty());
    ASSERT_TRUE(metaverse().set_told_members(anchor(2), {}));
    EXPECT_THAT(metaverse().told_members(anchor(2)).value(), IsEmpty());
}

TEST_P(MetaverseContract, RemovalsOfTheLastDayAreCounted) {
    EXPECT_EQ(metaverse().removals_since(at(0)).value(), 0);
    ASSERT_TRUE(metaverse().count_removals(at(0), 3));
    ASSERT_TRUE(metaverse().count_removals(at(0), 2));
    ASSERT_TRUE(metaverse().count_removals(at(90'000), 4));
    EXPECT_EQ(metaverse().removals_since(at(0)).value(), 9);
    EXPECT_EQ(metaverse().removals_since(at(1)).value(), 4);
}

TEST_P(MetaverseContract, NotesAreKeptByName) {
    EXPECT_FALSE(metaverse().note("revision").value());
    ASSERT_TRUE(metaverse().set_note("revision", "17"));
    ASSERT_TRUE(metaverse().set_note("unit", ""));
    ASSERT_TRUE(metaverse().set_note("revision", "18"));
    EXPECT_EQ(metaverse().note("revision").value(), "18");
    EXPECT_EQ(metaverse().note("unit").value(), "");
}

TEST_P(MetaverseContract, AUnitOfWorkThatFailsLeavesBothStoresAsTheyWere) {
    join(entry(2));
    EXPECT_FALSE(work().run([&]() -> base::Result<void> {
        EXPECT_TRUE(metaverse().release(1, guid(2)).value());
        join(entry(3));
        EXPECT_TRUE(metaverse().set_note("revision", "1"));
        EXPECT_TRUE(metaverse().find_by_object(1, guid(3)).value());
        EXPECT_TRUE(work().run([&] { return metaverse().count_removals(at(0), 1); }));
        return base::fail(base::ErrorCode::conflict, "no");
    }));
    EXPECT_EQ(metaverse().find_by_object(1, guid(2)).value(), entry(2));
    EXPECT_FALSE(metaverse().find(anchor(3)).value());
    EXPECT_FALSE(metaverse().note("revision").value());
    EXPECT_EQ(metaverse().removals_since(at(0)).value(), 0);
}

INSTANTIATE_TEST_SUITE_P(Stores, MetaverseContract,
                         ::testing::Values(&memory_sync_stores, &sql_sync_stores, &further_sync_stores),
                         &sync_stores_name);

}  // namespace
}  // namespace tilbage::contract
