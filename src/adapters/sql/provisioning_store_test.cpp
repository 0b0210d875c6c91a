#include "adapters/sql/provisioning_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/administrator_store.h"
#include "adapters/sql/audit_log.h"
#include "adapters/sql/deleted_people.h"
#include "adapters/sql/group_store.h"
#include "adapters/sql/provisioning_conflicts.h"
#include "adapters/sql/synchronization_settings.h"
#include "adapters/sql/testing/tenant_database.h"
#include "core/identity/manage_deleted_people.h"
#include "core/identity/provision_groups.h"
#include "core/identity/provision_people.h"
#include "crypto/system_random.h"
#include "fakes/manual_clock.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using Property = core::ProvisioningError::Property;
using Verb = core::ProvisionChange::Verb;

// Provisioning on the real store: what core's own tests say of the store in memory must hold here too.
class ProvisioningStoreTest : public ::testing::Test {
protected:
    ProvisioningStoreTest() {
        EXPECT_TRUE(people_.remove(database_.tenant, core::PersonId("person-1")).value());
        EXPECT_TRUE(
            SqlTenantStore(*database_).add({.id = other_tenant_, .domain = "ex2.test", .display_name = "Other"}, kNow));
    }
    [[nodiscard]] core::Person draft(std::uint8_t number, const std::string& name,
                                     std::vector<std::string> proxies = {}) const {
        auto person = database_.person(number, name);
        if (number == 0) person.anchor = {};
        person.on_premises.proxy_addresses = std::move(proxies);
        return person;
    }
    core::ProvisionOutcome run(core::ProvisionChange change) {
        return provision_.run(agent_, {std::move(change)}).value().at(0);
    }
    core::PersonProvisioned create(core::Person person) {
        return run({.verb = Verb::create, .id = {}, .person = std::move(person)}).value();
    }
    void remove(const core::PersonId& id) { EXPECT_TRUE(run({.verb = Verb::remove, .id = id})); }
    core::Person now(const core::PersonId& id) { return people_.find(database_.tenant, id).value().value(); }

    TenantDatabase database_;
    const core::TenantId other_tenant_{"tenant-2"};
    SqlPersonStore people_{*database_};
    SqlTenantStore tenants_{*database_};
    SqlGroupStore groups_{*database_};
    SqlDeletedPeople deleted_{*database_};
    SqlProvisioningStore provisioning_{*database_};
    SqlProvisioningConflicts conflicts_{*database_};
    SqlSynchronizationSettings settings_{*database_};
    SqlAuditLog audit_{*database_};
    fakes::ManualClock clock_;
    crypto::SystemRandom random_;
    const core::Agent agent_{
        .id = core::AgentId("a1"), .tenant_id = database_.tenant, .name = "connect1", .signing_key = {}};
    core::ProvisionPeople provision_{
        {people_, deleted_, provisioning_, settings_, tenants_, audit_, *database_, clock_, random_}};
};

TEST_F(ProvisioningStoreTest, KeepsEverythingOfAPersonExactlyAlsoDeleted) {
    auto person = draft(2, "maren", {"SMTP:maren@ex1.test", "smtp:m@ex1.test"});
    person.manager = core::PersonId("somebody");
    for (std::size_t i = 0; i < core::kProfileFields; ++i)
        person.profile[static_cast<core::ProfileField>(i)] = "Værdi \"" + std::to_string(i) + "\"\\";
    auto& facts = person.on_premises;
    facts.user_principal_name = "maren@ex1.local";
    facts.distinguished_name = "CN=Kjær\\, Maren,OU=Løn,DC=ex1,DC=test";
    facts.security_identifier = "S-1-5-21-1-2-3-1104";
    facts.user_account_control = 512;
    facts.admin_count = true;
    facts.locked_at = base::from_millis(1);
    facts.password_set_at = base::from_millis(2);
    facts.password_expires_at = base::from_millis(3);
    facts.account_expires_at = base::from_millis(4);
    const auto made = create(person).person;
    person.id = made.id;
    EXPECT_EQ(made, person);
    database_.reopen();
    SqlPersonStore people(*database_);
    EXPECT_EQ(people.find(database_.tenant, person.id).value(), person);
    SqlDeletedPeople deleted(*database_);
    ASSERT_TRUE(deleted.remove_person(database_.tenant, person.id, kNow).value());
    const auto kept = deleted.find(database_.tenant, person.id).value();
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->person, person);
    EXPECT_EQ(kept->created_at, clock_.now());
    EXPECT_EQ(kept->deleted_at, kNow);
    EXPECT_FALSE(people.find(database_.tenant, person.id).value());
}

TEST_F(ProvisioningStoreTest, PeopleWithoutAnAnchorAreManyAndKeepTheirExternalId) {
    auto first = draft(0, "own1");
    first.external_id = "hr-17";
    const auto made = create(first).person;
    static_cast<void>(create(draft(0, "own2")));
    EXPECT_EQ(now(made.id), made);
    EXPECT_EQ(people_.find_by_external_id(database_.tenant, "hr-17").value(), std::vector<core::Person>{made});
    EXPECT_TRUE(people_.find_by_external_id(database_.tenant, "").value().empty());
    EXPECT_TRUE(people_.find_by_external_id(other_tenant_, "hr-17").value().empty());
}

TEST_F(ProvisioningStoreTest, AlternateAddressesAreFoundAndForgotten) {
    auto person = draft(2, "maren");
    person.alternate_mails = {"Maren@Private.test", "second@private.test"};
    const auto made = create(person).person;
    EXPECT_EQ(people_.find_by_mail(database_.tenant, "maren@PRIVATE.test").value().size(), 1U);
    person.alternate_mails = {"second@private.test"};
    ASSERT_TRUE(run({.verb = Verb::replace, .id = made.id, .person = person}));
    EXPECT_TRUE(people_.find_by_mail(database_.tenant, "maren@private.test").value().empty());
    EXPECT_EQ(people_.find_by_mail(database_.tenant, "second@private.test").value().size(), 1U);
    remove(made.id);
    EXPECT_TRUE(people_.find_by_mail(database_.tenant, "second@private.test").value().empty());
}

TEST_F(ProvisioningStoreTest, WhoMayBeMatchedIsFoundByIndexesAndInThisTenantOnly) {
    auto own = draft(0, "own");
    own.work_mail = "Own@mail.test";
    own.external_id = anchor(7).str();
    const auto own_id = create(own).person.id;
    const auto synced = create(draft(2, "maren")).person.id;
    const auto gone = create(draft(3, "gone")).person.id;
    remove(gone);
    const core::MatchKeys keys{.anchor = anchor(7),
                               .user_name = "OWN@ex1.test",
                               .primary_address = "own@MAIL.test",
                               .deleted_since = base::from_millis(0)};
    const auto own_found = provisioning_.match(database_.tenant, keys).value();
    EXPECT_FALSE(own_found.by_anchor);
    EXPECT_EQ(own_found.own_by_anchor, std::vector{own_id});
    EXPECT_EQ(own_found.own_by_name, own_id);
    EXPECT_EQ(own_found.own_by_mail, std::vector{own_id});
    auto other = keys;
    other.anchor = anchor(2);
    EXPECT_EQ(provisioning_.match(database_.tenant, other)->by_anchor, synced);
    other.anchor = anchor(3);
    EXPECT_EQ(provisioning_.match(database_.tenant, other)->deleted, gone);
    other.deleted_since = clock_.now() + std::chrono::seconds(1);
    EXPECT_FALSE(provisioning_.match(database_.tenant, other)->deleted);
    const auto elsewhere = provisioning_.match(other_tenant_, keys).value();
    EXPECT_FALSE(elsewhere.own_by_name || !elsewhere.own_by_anchor.empty() || !elsewhere.own_by_mail.empty());
}

TEST_F(ProvisioningStoreTest, DuplicatesAreKeptApartAndHealAtOnce) {
    const auto first = create(draft(2, "maren", {"SMTP:info@ex1.test"})).person;
    clock_.advance(std::chrono::minutes(1));
    const auto second = create(draft(3, "Maren", {"smtp:INFO@ex1.test", "SMTP:b@ex1.test"})).person;
    ASSERT_EQ(second.provisioning_errors.size(), 2U);
    EXPECT_EQ(now(second.id), second);
    const auto listed = conflicts_.list(database_.tenant, {}, 10).value();
    ASSERT_EQ(listed.size(), 2U);
    EXPECT_EQ(listed[0].person, second.id);
    EXPECT_EQ(listed[0].holder->id, first.id.str());
    EXPECT_EQ(listed[0].holder->user_name, first.user_name);
    EXPECT_EQ(conflicts_.people(database_.tenant).value(), 1);
    const core::ConflictPosition place{listed[0].error.occurred_at, listed[0].person.str(), listed[0].error.value};
    EXPECT_EQ(conflicts_.list(database_.tenant, place, 10).value(), std::vector{listed[1]});
    EXPECT_TRUE(conflicts_.list(other_tenant_, {}, 10)->empty());

    remove(first.id);
    EXPECT_EQ(now(second.id).user_name, "Maren@ex1.test");
    EXPECT_EQ(now(second.id).on_premises.proxy_addresses.size(), 2U);
    EXPECT_TRUE(conflicts_.list(database_.tenant, {}, 10)->empty());
    EXPECT_TRUE(provisioning_.all_waiting(database_.tenant)->empty());

    const auto back = create(draft(2, "maren", {"SMTP:info@ex1.test"}));
    EXPECT_EQ(back.how, core::ProvisionedAs::restored);
    EXPECT_EQ(back.person.id, first.id);
    EXPECT_EQ(back.person.provisioning_errors.size(), 2U);
}

TEST_F(ProvisioningStoreTest, AnAdministratorsUserNameIsNoPersons) {
    const core::Administrator root{core::AdministratorId("admin-1"), database_.tenant, "Root@ex1.test", "Root", {}};
    ASSERT_TRUE(SqlAdministratorStore(*database_).add(root, "hash", kNow));
    const auto person = create(draft(2, "root", {"SMTP:root@ex1.test"})).person;
    EXPECT_EQ(person.provisioning_errors.size(), 2U);
    EXPECT_EQ(conflicts_.list(database_.tenant, {}, 1)->at(0).holder->kind,
              core::ProvisioningConflict::Holder::Kind::administrator);
}

TEST_F(ProvisioningStoreTest, TheRevisionIsATenantsOwnAndOneMoreAfterEveryChange) {
    const auto before = provisioning_.revision(database_.tenant).value();
    const auto maren = create(draft(2, "maren")).person;
    EXPECT_EQ(provisioning_.revision(database_.tenant).value(), before + 1);
    ASSERT_TRUE(run({.verb = Verb::replace, .id = maren.id, .person = draft(2, "maren")}));
    EXPECT_EQ(provisioning_.revision(database_.tenant).value(), before + 1);
    core::ProvisionGroups groups({groups_, provisioning_, audit_, *database_, clock_, random_});
    core::Group group;
    group.anchor = anchor(9);
    group.display_name = "Staff";
    ASSERT_TRUE(groups.run(agent_, {{.verb = core::GroupChange::Verb::create, .group = group}}));
    EXPECT_EQ(provisioning_.revision(database_.tenant).value(), before + 2);
    EXPECT_EQ(provisioning_.revision(other_tenant_).value(), 0);
}

TEST_F(ProvisioningStoreTest, WhoIsDeletedLeavesTheirGroupsAndNeverHoldsOneUp) {
    const auto maren = create(draft(2, "maren")).person;
    const auto jens = create(draft(3, "jens")).person;
    core::ProvisionGroups groups({groups_, provisioning_, audit_, *database_, clock_, random_});
    core::Group group;
    group.display_name = "Staff";
    group.members = {{core::GroupMember::Kind::person, maren.id.str()},
                     {core::GroupMember::Kind::person, jens.id.str()}};
    const auto made = groups.run(agent_, {{.verb = core::GroupChange::Verb::create, .group = group}}).value().at(0);
    ASSERT_TRUE(made);
    remove(maren.id);
    const std::vector<core::GroupMember> only_jens{{core::GroupMember::Kind::person, jens.id.str()}};
    EXPECT_EQ(groups_.find(database_.tenant, made->group.id).value()->members, only_jens);
    ASSERT_TRUE(groups.run(agent_, {{.verb = core::GroupChange::Verb::replace, .id = made->group.id, .group = group}})
                    .value()
                    .at(0));
    EXPECT_EQ(groups_.find(database_.tenant, made->group.id).value()->members, only_jens);
    group.members.push_back({core::GroupMember::Kind::person, "nobody"});
    EXPECT_EQ(groups.run(agent_, {{.verb = core::GroupChange::Verb::replace, .id = made->group.id, .group = group}})
                  .value()
                  .at(0)
                  .error(),
              core::ProvisionRefusal::unknown_reference);
}

TEST_F(ProvisioningStoreTest, DeletedPeopleAreListedByNameForgottenAndPurged) {
    for (std::uint8_t i = 2; i < 7; ++i) {
        auto person = draft(i, "person" + std::to_string(i));
        person.display_name = std::string(1, static_cast<char>('z' - i));
        remove(create(person).person.id);
    }
    EXPECT_EQ(deleted_.count(database_.tenant).value(), 5);
    const auto first = deleted_.list(database_.tenant, {}, 3).value();
    ASSERT_EQ(first.size(), 3U);
    EXPECT_EQ(first[0].person.display_name, "t");
    const core::DeletedPosition place{first[2].person.display_name, first[2].person.id.str()};
    const auto second = deleted_.list(database_.tenant, place, 3).value();
    ASSERT_EQ(second.size(), 2U);
    EXPECT_EQ(second[0].person.display_name, "w");
    EXPECT_FALSE(deleted_.forget(other_tenant_, first[0].person.id).value());
    EXPECT_TRUE(deleted_.forget(database_.tenant, first[0].person.id).value());
    EXPECT_FALSE(deleted_.forget(database_.tenant, first[0].person.id).value());
    EXPECT_EQ(deleted_.purge(clock_.now()).value(), 0);
    EXPECT_EQ(deleted_.purge(clock_.now() + std::chrono::seconds(1)).value(), 4);
}

TEST_F(ProvisioningStoreTest, SettingsAreTheDefaultsUntilTheyAreWritten) {
    EXPECT_EQ(settings_.read(database_.tenant).value(), core::SynchronizationSettings{});
    core::SynchronizationSettings written{.block_soft_match = true,
                                          .block_hard_match_takeover = true,
                                          .removal_threshold = {core::RemovalThreshold::Type::percentage, 12}};
    ASSERT_TRUE(settings_.write(database_.tenant, written));
    EXPECT_EQ(settings_.read(database_.tenant).value(), written);
    EXPECT_EQ(settings_.read(other_tenant_).value(), core::SynchronizationSettings{});
    written.removal_threshold = {core::RemovalThreshold::Type::disabled, 12};
    ASSERT_TRUE(settings_.write(database_.tenant, written));
    EXPECT_EQ(settings_.read(database_.tenant).value(), written);
}

}  // namespace
}  // namespace tilbage::adapters::sql
