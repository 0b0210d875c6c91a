#include "core/identity/manage_deleted_people.h"

#include <gtest/gtest.h>

#include "core/identity/sweep_conflicts.h"
#include "fakes/provision_world.h"

namespace tilbage::core {
namespace {

using Refusal = ManageDeletedPeople::Refusal;

class ManageDeletedPeopleTest : public testing::Test, public fakes::ProvisionWorld {
protected:
    ManageDeletedPeople manage_{{deleted, people, provisioning, tenants, audit, unit_of_work, clock, random}};
    const TenantId tenant_ = agent.tenant_id;
    const std::string who_ = "administrator:1";
};

TEST_F(ManageDeletedPeopleTest, OneOfTheTenantsOwnComesBackAsTheyWere) {
    const auto own = created(0, "own");
    static_cast<void>(remove(own.id));
    const auto before = provisioning.revisions[tenant_];
    EXPECT_EQ(manage_.restore(tenant_, who_, own.id).value(), own);
    EXPECT_EQ(now(own.id), own);
    EXPECT_EQ(provisioning.revisions[tenant_], before + 1);
    EXPECT_EQ(manage_.restore(tenant_, who_, own.id).error(), Refusal::not_found);
}

TEST_F(ManageDeletedPeopleTest, OneOfADirectoryIsTheDirectorysToBringBack) {
    const auto maren = created(1, "maren");
    static_cast<void>(remove(maren.id));
    EXPECT_EQ(manage_.restore(tenant_, who_, maren.id).error(), Refusal::from_directory);
}

TEST_F(ManageDeletedPeopleTest, NobodyComesBackWhoseNameIsTaken) {
    const auto own = created(0, "own");
    static_cast<void>(remove(own.id));
    static_cast<void>(created(0, "OWN"));
    EXPECT_EQ(manage_.restore(tenant_, who_, own.id).error(), Refusal::not_unique);
    EXPECT_EQ(deleted.deleted.size(), 1U);
}

TEST_F(ManageDeletedPeopleTest, WhoIsForgottenComesBackAsSomebodyElse) {
    const auto maren = created(1, "maren");
    static_cast<void>(remove(maren.id));
    static_cast<void>(audited());
    EXPECT_TRUE(manage_.forget(tenant_, who_, maren.id));
    EXPECT_EQ(audited(), std::vector<std::string>{"people.forget"});
    EXPECT_EQ(manage_.forget(tenant_, who_, maren.id).error(), Refusal::not_found);
    EXPECT_NE(created(1, "maren").id, maren.id);
}

TEST_F(ManageDeletedPeopleTest, ThirtyDaysAreThePurgesLimit) {
    static_cast<void>(remove(created(1, "old").id));
    clock.advance(std::chrono::hours(24));
    static_cast<void>(remove(created(2, "new").id));
    clock.advance(kDeletedPeopleStay - std::chrono::hours(1));
    ASSERT_TRUE(manage_.purge());
    EXPECT_EQ(deleted.count(tenant_).value(), 1);
}

TEST_F(ManageDeletedPeopleTest, TheSweepHealsWhatAnAdministratorLeft) {
    provisioning.administrators["root@ex1.test"] = "admin-1";
    const auto waiting = created(1, "root");
    SweepConflicts sweep({people, provisioning, tenants, audit, unit_of_work, clock, random});
    const auto before = provisioning.revisions[tenant_];
    ASSERT_TRUE(sweep.run());
    EXPECT_EQ(now(waiting.id), waiting);
    EXPECT_EQ(provisioning.revisions[tenant_], before);
    provisioning.administrators.clear();
    ASSERT_TRUE(sweep.run());
    EXPECT_EQ(now(waiting.id).user_name, "root@ex1.test");
    EXPECT_TRUE(now(waiting.id).provisioning_errors.empty());
    EXPECT_EQ(provisioning.revisions[tenant_], before + 1);
}

}  // namespace
}  // namespace tilbage::core
