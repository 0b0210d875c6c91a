#include "core/sync/import_people.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

SourcePerson person(std::uint8_t number, std::string name) {
    SourcePerson person;
    const std::vector<std::uint8_t> guid(16, number);
    person.anchor = *SourceAnchor::from_guid(guid);
    person.user_principal_name = std::move(name);
    return person;
}

class ListSource final : public PeopleSource {
public:
    std::vector<SourcePerson> people;
    bool breaks = false;
    base::Result<void> each_person(const std::function<void(SourcePerson)>& visit) override {
        for (const auto& someone : people) visit(someone);
        if (breaks) return base::fail(base::ErrorCode::unavailable, "the connection was lost");
        return {};
    }
};

class RecordingTenant final : public Provisioning {
public:
    std::vector<ProvisionedPerson> people;
    std::vector<ProvisioningChange> changes;
    base::Result<std::vector<ProvisionedPerson>> list() override { return people; }
    base::Result<ProvisioningReport> apply(const std::vector<ProvisioningChange>& wanted) override {
        changes = wanted;
        return ProvisioningReport{.done = wanted.size(), .refused = {}};
    }
};

TEST(ImportPeople, WritesTheDifferenceAndNothingElse) {
    ListSource source;
    source.people = {person(1, "same"), person(2, "renamed"), person(3, "new")};
    RecordingTenant tenant;
    tenant.people = {
        {PersonId("a"), person(1, "same")}, {PersonId("b"), person(2, "old")}, {PersonId("c"), person(9, "gone")}};
    const auto report = import_people(source, tenant, {.max_removals = 10}).value();
    const std::vector<ProvisioningChange> expected = {RemovePerson{PersonId("c")},
                                                      ReplacePerson{{PersonId("b"), person(2, "renamed")}},
                                                      CreatePerson{person(3, "new")}};
    EXPECT_EQ(tenant.changes, expected);
    EXPECT_EQ(report.people, 3U);
    EXPECT_EQ(report.created + report.replaced + report.removed, 3U);
}

TEST(ImportPeople, ASourceThatBreaksOffRemovesNobody) {
    ListSource source;
    source.people = {person(1, "first")};
    source.breaks = true;
    RecordingTenant tenant;
    tenant.people = {{PersonId("b"), person(2, "second")}};
    EXPECT_FALSE(import_people(source, tenant, {.max_removals = 10}));
    EXPECT_TRUE(tenant.changes.empty());
}

TEST(ImportPeople, MoreRemovalsThanAllowedStopTheImport) {
    ListSource source;
    source.people = {person(1, "new")};
    RecordingTenant tenant;
    tenant.people = {{PersonId("b"), person(2, "b")}, {PersonId("c"), person(3, "c")}};
    EXPECT_EQ(import_people(source, tenant, {.max_removals = 1}).error().code, base::ErrorCode::conflict);
    EXPECT_TRUE(tenant.changes.empty());
    EXPECT_TRUE(import_people(source, tenant, {.max_removals = 2}));
}

TEST(ImportPeople, InStagingModeTheDifferenceIsToldAndNothingIsWritten) {
    ListSource source;
    source.people = {person(1, "new")};
    RecordingTenant tenant;
    tenant.people = {{PersonId("b"), person(2, "b")}};
    const auto report = import_people(source, tenant, {.max_removals = 10, .staging = true}).value();
    EXPECT_EQ(report.created + report.removed, 2U);
    EXPECT_TRUE(tenant.changes.empty());
}

TEST(ImportPeople, APersonThatTheSourceNamesTwiceIsCreatedOnce) {
    ListSource source;
    source.people = {person(1, "one"), person(1, "one again")};
    RecordingTenant tenant;
    EXPECT_EQ(import_people(source, tenant, {.max_removals = 0}).value().created, 1U);
}

}  // namespace
}  // namespace tilbage::core
