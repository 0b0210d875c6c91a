#include "core/identity/provision_people.h"

#include <gtest/gtest.h>

#include "fakes/provision_world.h"

namespace tilbage::core {
namespace {

using Verb = ProvisionChange::Verb;
using fakes::ProvisionWorld;

class ProvisionPeopleTest : public testing::Test, public ProvisionWorld {};

TEST_F(ProvisionPeopleTest, ACreatedPersonGetsAnIdAndTheAgentsTenant) {
    auto draft = person(1, "maren");
    draft.tenant_id = TenantId("tenant-2");
    draft.id = PersonId("chosen");
    const auto made = create(draft).value();
    EXPECT_EQ(made.how, ProvisionedAs::created);
    EXPECT_EQ(made.person.tenant_id.str(), "tenant-1");
    EXPECT_EQ(made.person.id.str().size(), 36U);
    EXPECT_EQ(now(made.person.id), made.person);
}

TEST_F(ProvisionPeopleTest, EachChangeHasItsOwnOutcomeAndOneRecordCountsThem) {
    const auto maren = created(1, "maren");
    const auto jens = created(2, "jens");
    audit.records.clear();
    const auto outcomes = run({{.verb = Verb::create, .id = {}, .person = person(0, "MAREN")},
                               {.verb = Verb::replace, .id = maren.id, .person = person(1, "maren2")},
                               {.verb = Verb::remove, .id = PersonId("nobody")},
                               {.verb = Verb::remove, .id = jens.id},
                               {.verb = Verb::replace, .id = maren.id, .person = person(1, "maren2")},
                               {.verb = Verb::create, .id = {}, .person = person(3, "jens")}});
    ASSERT_EQ(outcomes.size(), 6U);
    EXPECT_EQ(outcomes[0].error(), ProvisionRefusal::not_unique);
    EXPECT_EQ(outcomes[1]->person.user_name, "maren2@ex1.test");
    EXPECT_EQ(outcomes[2].error(), ProvisionRefusal::not_found);
    EXPECT_EQ(outcomes[3]->person.id, jens.id);
    EXPECT_EQ(outcomes[4]->how, ProvisionedAs::unchanged);
    EXPECT_TRUE(outcomes[5]);
    ASSERT_EQ(audit.records.size(), 1U);
    EXPECT_EQ(audit.records[0].record.action, "people.provision");
    EXPECT_EQ(audit.records[0].record.details,
              "{\"created\":1,\"replaced\":1,\"removed\":1,\"unchanged\":1,\"refused\":2}");
}

TEST_F(ProvisionPeopleTest, TheRevisionGrowsWithEveryTransactionThatChangesSomebody) {
    const auto maren = created(1, "maren");
    const auto before = provisioning.revisions[agent.tenant_id];
    static_cast<void>(replace(maren.id, person(1, "maren")));
    static_cast<void>(remove(PersonId("nobody")));
    EXPECT_EQ(provisioning.revisions[agent.tenant_id], before);
    static_cast<void>(replace(maren.id, person(1, "maren2")));
    EXPECT_EQ(provisioning.revisions[agent.tenant_id], before + 1);
}

TEST_F(ProvisionPeopleTest, StopsAfterAsManyFailuresAsAsked) {
    const ProvisionChange bad{.verb = Verb::remove, .id = PersonId("nobody")};
    const ProvisionChange good{.verb = Verb::create, .id = {}, .person = person(1, "maren")};
    EXPECT_EQ(run({bad, bad, good}, 2).size(), 2U);
    EXPECT_TRUE(people.people.empty());
}

TEST_F(ProvisionPeopleTest, APersonKeepsTheirSourceAnchorAndOneWithoutGetsNone) {
    const auto maren = created(1, "maren");
    EXPECT_EQ(replace(maren.id, person(9, "maren")).error(), ProvisionRefusal::anchor_immutable);
    EXPECT_EQ(replace(maren.id, person(0, "maren")).error(), ProvisionRefusal::anchor_immutable);
    const auto own = created(0, "own");
    EXPECT_EQ(replace(own.id, person(2, "own")).error(), ProvisionRefusal::anchor_immutable);
}

TEST_F(ProvisionPeopleTest, NothingHappensToSomebodyWhoChangedMeanwhile) {
    const auto maren = created(1, "maren");
    const auto never = [](const Person&) { return false; };
    const auto outcomes = run({{.verb = Verb::replace, .id = maren.id, .person = person(1, "m2"), .only_if = never},
                               {.verb = Verb::remove, .id = maren.id, .person = {}, .only_if = never}});
    EXPECT_EQ(outcomes[0].error(), ProvisionRefusal::changed_meanwhile);
    EXPECT_EQ(outcomes[1].error(), ProvisionRefusal::changed_meanwhile);
    EXPECT_EQ(now(maren.id), maren);
}

TEST_F(ProvisionPeopleTest, AModificationIsMadeOfThePersonAsTheyWereWanted) {
    static_cast<void>(created(1, "maren"));
    const auto second = created(2, "maren");
    const auto title = [](const Person& before) -> tl::expected<Person, ProvisionRefusal> {
        auto after = before;
        after.display_name = before.user_name;
        return after;
    };
    const auto after = run({{.verb = Verb::modify, .id = second.id, .modify = title}}).at(0).value().person;
    EXPECT_EQ(after.display_name, "maren@ex1.test");
    EXPECT_EQ(after.user_name, second.user_name);
    EXPECT_EQ(after.provisioning_errors, second.provisioning_errors);
}

TEST_F(ProvisionPeopleTest, AnotherTenantsPeopleAreNotThere) {
    const auto maren = created(1, "maren");
    people.people.at(maren.id).tenant_id = TenantId("tenant-2");
    EXPECT_EQ(remove(maren.id).error(), ProvisionRefusal::not_found);
}

TEST_F(ProvisionPeopleTest, AFailingStoreUndoesTheWhole) {
    people.broken = true;
    const std::vector<ProvisionChange> changes{{.verb = Verb::create, .id = {}, .person = person(1, "maren")}};
    EXPECT_FALSE(provision.run(agent, changes));
    EXPECT_TRUE(audit.records.empty());
}

}  // namespace
}  // namespace tilbage::core
