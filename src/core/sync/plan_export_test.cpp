#include "core/sync/plan_export.h"

#include <gtest/gtest.h>

#include "core/sync/join.h"
#include "fakes/fake_change_source.h"
#include "fakes/memory_connector_space.h"
#include "fakes/memory_metaverse.h"

namespace tilbage::core {
namespace {

// A group with many members, who are in the target; they themselves need not be staged for it.
class PlanExportTest : public testing::Test {
protected:
    fakes::FakeChangeSource source;
    fakes::MemoryConnectorSpace space;
    fakes::MemoryMetaverse metaverse;
    DirectoryContext directory{{1, source, {}}, space};
    ExportPlanner planner{space, metaverse, [this](DirectoryNumber) { return &directory; }};
    ObjectGuid group = numbered(0);

    void SetUp() override {
        directory.domain = source.domain().value();
        directory.rules = BoundRules();
        directory.whole = true;
        StagedObject staged;
        staged.guid = group;
        staged.kind = ObjectKind::group;
        staged.rdn = "CN=many";
        staged.attributes = {{"sAMAccountName", {"many"}}};
        ASSERT_TRUE(space.put(1, staged, 1));
    }
    static ObjectGuid numbered(std::size_t number) {
        ObjectGuid guid;
        guid.bytes[0] = 1;
        for (std::size_t i = 1; i < 8; ++i, number >>= 8U) guid.bytes[i] = static_cast<std::uint8_t>(number);
        return guid;
    }
    MetaverseEntry join(const ObjectGuid& guid, ObjectKind kind, const std::string& tenant_id) {
        MetaverseEntry entry;
        entry.anchor = own_anchor_of(guid);
        entry.kind = kind;
        entry.joined = {1, guid, true};
        entry.exported.tenant_id = tenant_id;
        EXPECT_TRUE(metaverse.claim(entry.anchor, *entry.joined));
        EXPECT_TRUE(metaverse.put(entry));
        return entry;
    }
    void fill(std::size_t members) {
        std::vector<ObjectGuid> all;
        for (std::size_t i = 1; i <= members; ++i) {
            all.push_back(numbered(i));
            join(all.back(), ObjectKind::person, "id-" + std::to_string(i));
        }
        ASSERT_TRUE(space.set_members(1, group, all));
    }
};

TEST_F(PlanExportTest, AGroupOfManyIsToldInParts) {
    fill(kMembersAtOnce + 50);
    auto entry = join(group, ObjectKind::group, "");
    const auto first = planner.plan(entry).value();
    EXPECT_EQ(first->kind, PlannedExport::Kind::create);
    EXPECT_TRUE(first->more);
    const auto& told = std::get<PutGroup>(first->change).members;
    EXPECT_EQ(told.size(), kMembersAtOnce);

    ASSERT_TRUE(metaverse.set_told_members(entry.anchor, told));
    entry.exported.tenant_id = "id-0";
    entry.exported.digest = first->digest;
    const auto second = planner.plan(entry).value();
    EXPECT_EQ(second->kind, PlannedExport::Kind::update);
    EXPECT_FALSE(second->more);
    EXPECT_EQ(std::get<ChangeMembers>(second->change).added.size(), 50);
    EXPECT_TRUE(std::get<ChangeMembers>(second->change).removed.empty());
}

TEST_F(PlanExportTest, AGroupOfTooManyIsRefusedHere) {
    fill(kMostMembers + 1);
    const auto planned = planner.plan(join(group, ObjectKind::group, "")).value();
    EXPECT_EQ(planned->refusal, "the group has 50001 members, and 50000 are the most");
}

TEST_F(PlanExportTest, WhatIsNotStagedIsNotPlanned) {
    EXPECT_FALSE(planner.plan(join(numbered(77), ObjectKind::person, "")).value());
    directory.whole = false;
    EXPECT_FALSE(planner.plan(join(group, ObjectKind::group, "")).value());
}

}  // namespace
}  // namespace tilbage::core
