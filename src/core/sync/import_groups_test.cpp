#include "core/sync/import_groups.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

using Kind = GroupMember::Kind;

SourceAnchor anchor(std::uint8_t number) { return SourceAnchor::from_guid(base::Bytes(16, number)).value(); }

struct Directory final : GroupSource {
    std::vector<SourceGroup> groups;
    bool broken = false;
    base::Result<void> each_group(const std::function<void(SourceGroup)>& visit) override {
        for (const auto& group : groups) visit(group);
        if (broken) return base::fail(base::ErrorCode::unavailable, "the connection is lost");
        return {};
    }
};

struct People final : Provisioning {
    std::vector<ProvisionedPerson> people;
    base::Result<std::vector<ProvisionedPerson>> list() override { return people; }
    base::Result<ProvisioningReport> apply(const std::vector<ProvisioningChange>& /*changes*/) override {
        return ProvisioningReport{};
    }
};

struct Tenant final : GroupProvisioning {
    std::vector<Group> groups;
    int calls = 0;
    std::string refuses;  // a display name
    int numbers = 0;

    base::Result<std::vector<Group>> list_groups() override { return groups; }
    base::Result<GroupId> create_group(const Group& group) override {
        ++calls;
        if (group.display_name == refuses) return base::fail(base::ErrorCode::conflict, "409");
        auto made = group;
        made.id = GroupId("g" + std::to_string(++numbers));
        groups.push_back(made);
        return made.id;
    }
    base::Result<void> replace_group(const Group& group) override {
        ++calls;
        *std::ranges::find(groups, group.id, &Group::id) = group;
        return {};
    }
    base::Result<void> remove_group(const GroupId& id) override {
        ++calls;
        std::erase_if(groups, [&](const Group& group) { return group.id == id; });
        return {};
    }
    [[nodiscard]] const Group& named(const std::string& name) const {
        return *std::ranges::find(groups, name, &Group::display_name);
    }
};

class ImportGroups : public ::testing::Test {
protected:
    ImportGroups() {
        SourcePerson maren;
        maren.anchor = anchor(1);
        people_.people.push_back({PersonId("p1"), maren});
        directory_.groups = {group(10, "Ansatte", {anchor(1), anchor(11), anchor(99)}),
                             group(11, "Drift", {anchor(10)})};
    }
    static SourceGroup group(std::uint8_t number, const std::string& name, std::vector<SourceAnchor> members) {
        SourceGroup made;
        made.anchor = anchor(number);
        made.display_name = name;
        made.members = std::move(members);
        return made;
    }
    base::Result<GroupImportReport> run(ImportRules rules = {}) {
        return import_groups(directory_, people_, tenant_, rules);
    }

    Directory directory_;
    People people_;
    Tenant tenant_;
};

TEST_F(ImportGroups, GroupsThatHoldOneAnotherArriveWithTheMembersThatTheTenantKnows) {
    const auto report = run();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->groups, 2U);
    EXPECT_EQ(report->created, 2U);
    EXPECT_EQ(report->replaced, 0U);
    const auto staff = tenant_.named("Ansatte");
    const auto operations = tenant_.named("Drift");
    EXPECT_EQ(staff.members, (std::vector<GroupMember>{{Kind::person, "p1"}, {Kind::group, operations.id.str()}}));
    EXPECT_EQ(operations.members, (std::vector<GroupMember>{{Kind::group, staff.id.str()}}));
}

TEST_F(ImportGroups, NothingIsWrittenWhenNothingHasChanged) {
    ASSERT_TRUE(run().has_value());
    tenant_.calls = 0;
    ASSERT_TRUE(run().has_value());
    EXPECT_EQ(tenant_.calls, 0);
}

TEST_F(ImportGroups, OnlyWhatHasChangedIsWritten) {
    ASSERT_TRUE(run().has_value());
    tenant_.calls = 0;
    directory_.groups[1].description = "Maskinerne";
    const auto report = run();
    EXPECT_EQ(report->replaced, 1U);
    EXPECT_EQ(tenant_.calls, 1);
    EXPECT_EQ(tenant_.named("Drift").description, "Maskinerne");
}

TEST_F(ImportGroups, AGroupThatIsGoneIsRemoved) {
    ASSERT_TRUE(run().has_value());
    directory_.groups.pop_back();
    const auto report = run();
    EXPECT_EQ(report->removed, 1U);
    EXPECT_EQ(tenant_.groups.size(), 1U);
}

TEST_F(ImportGroups, TooManyRemovalsStopBeforeAnythingIsDone) {
    ASSERT_TRUE(run().has_value());
    directory_.groups.clear();
    const auto report = run({.max_removals = 1, .staging = false});
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, base::ErrorCode::conflict);
    EXPECT_EQ(tenant_.groups.size(), 2U);
}

TEST_F(ImportGroups, ABrokenListChangesNothing) {
    ASSERT_TRUE(run().has_value());
    directory_.groups.clear();
    directory_.broken = true;
    EXPECT_FALSE(run().has_value());
    EXPECT_EQ(tenant_.groups.size(), 2U);
}

TEST_F(ImportGroups, StagingOnlyCounts) {
    const auto report = run({.max_removals = 500, .staging = true});
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->created, 2U);
    EXPECT_EQ(tenant_.calls, 0);
}

TEST_F(ImportGroups, OneThatTheTenantRefusesDoesNotHoldUpTheOthers) {
    tenant_.refuses = "Ansatte";
    const auto report = run();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->refused, (std::vector<std::string>{"Ansatte: 409"}));
    EXPECT_TRUE(tenant_.named("Drift").members.empty());
}

}  // namespace
}  // namespace tilbage::core
