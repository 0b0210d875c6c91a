#include "core/identity/provision_people.h"

#include <gtest/gtest.h>

#include "crypto/system_random.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_identity.h"
#include "fakes/memory_records.h"

namespace tilbage::core {
namespace {

using Verb = ProvisionChange::Verb;

class ProvisionPeopleTest : public testing::Test {
protected:
    static Person person(std::uint8_t number, const std::string& name) {
        Person person;
        person.anchor = SourceAnchor::from_guid(base::Bytes(16, number)).value();
        person.user_name = name + "@ex1.test";
        return person;
    }
    std::vector<ProvisionOutcome> run(const std::vector<ProvisionChange>& changes, std::size_t max_failures = 0) {
        return provision_.run(agent_, changes, max_failures).value();
    }
    ProvisionOutcome run_one(ProvisionChange change) { return run({std::move(change)}).at(0); }
    Person created(std::uint8_t number, const std::string& name) {
        return run_one({.verb = Verb::create, .id = {}, .person = person(number, name), .only_if = {}}).value().person;
    }

    const Agent agent_{.id = AgentId("a1"), .tenant_id = TenantId("tenant-1"), .name = "connect1", .signing_key = {}};
    crypto::SystemRandom random_;
    fakes::ManualClock clock_;
    fakes::MemoryPersonStore people_;
    fakes::MemoryAuditLog audit_;
    fakes::DirectUnitOfWork unit_of_work_;
    ProvisionPeople provision_{
        {.people = people_, .audit = audit_, .unit_of_work = unit_of_work_, .clock = clock_, .random = random_}};
};

TEST_F(ProvisionPeopleTest, ACreatedPersonGetsAnIdAndTheAgentsTenant) {
    auto draft = person(1, "maren");
    draft.tenant_id = TenantId("tenant-2");
    draft.id = PersonId("chosen");
    const auto made = run_one({.verb = Verb::create, .id = {}, .person = draft, .only_if = {}}).value().person;
    EXPECT_EQ(made.tenant_id.str(), "tenant-1");
    EXPECT_EQ(made.id.str().size(), 36U);
    EXPECT_EQ(people_.people.at(made.id), made);
}

TEST_F(ProvisionPeopleTest, EachChangeHasItsOwnOutcomeAndOneRecordCountsThem) {
    const auto maren = created(1, "maren");
    const auto jens = created(2, "jens");
    audit_.records.clear();
    const auto outcomes = run({{.verb = Verb::create, .id = {}, .person = person(3, "MAREN"), .only_if = {}},
                               {.verb = Verb::replace, .id = maren.id, .person = person(1, "maren2"), .only_if = {}},
                               {.verb = Verb::remove, .id = PersonId("nobody"), .person = {}, .only_if = {}},
                               {.verb = Verb::remove, .id = jens.id, .person = {}, .only_if = {}},
                               {.verb = Verb::create, .id = {}, .person = person(2, "jens"), .only_if = {}}});
    ASSERT_EQ(outcomes.size(), 5U);
    EXPECT_EQ(outcomes[0].error(), ProvisionRefusal::not_unique);
    EXPECT_EQ(outcomes[1]->person.user_name, "maren2@ex1.test");
    EXPECT_EQ(outcomes[2].error(), ProvisionRefusal::not_found);
    EXPECT_EQ(outcomes[3]->person.id, jens.id);
    EXPECT_TRUE(outcomes[4]);
    ASSERT_EQ(audit_.records.size(), 1U);
    EXPECT_EQ(audit_.records[0].record.action, "people.provision");
    EXPECT_EQ(audit_.records[0].record.details, "{\"created\":1,\"replaced\":1,\"removed\":1,\"refused\":2}");
}

TEST_F(ProvisionPeopleTest, StopsAfterAsManyFailuresAsAsked) {
    const ProvisionChange bad{.verb = Verb::remove, .id = PersonId("nobody"), .person = {}, .only_if = {}};
    const ProvisionChange good{.verb = Verb::create, .id = {}, .person = person(1, "maren"), .only_if = {}};
    EXPECT_EQ(run({bad, bad, good}, 2).size(), 2U);
    EXPECT_TRUE(people_.people.empty());
}

TEST_F(ProvisionPeopleTest, APersonKeepsTheirSourceAnchor) {
    const auto maren = created(1, "maren");
    const auto outcome = run_one({.verb = Verb::replace, .id = maren.id, .person = person(9, "maren"), .only_if = {}});
    EXPECT_EQ(outcome.error(), ProvisionRefusal::anchor_immutable);
}

TEST_F(ProvisionPeopleTest, NothingHappensToSomebodyWhoChangedMeanwhile) {
    const auto maren = created(1, "maren");
    const auto never = [](const Person&) { return false; };
    EXPECT_EQ(run_one({.verb = Verb::replace, .id = maren.id, .person = person(1, "m2"), .only_if = never}).error(),
              ProvisionRefusal::changed_meanwhile);
    EXPECT_EQ(run_one({.verb = Verb::remove, .id = maren.id, .person = {}, .only_if = never}).error(),
              ProvisionRefusal::changed_meanwhile);
    EXPECT_EQ(people_.people.at(maren.id), maren);
}

TEST_F(ProvisionPeopleTest, AnotherTenantsPeopleAreNotThere) {
    const auto maren = created(1, "maren");
    people_.people.at(maren.id).tenant_id = TenantId("tenant-2");
    EXPECT_EQ(run_one({.verb = Verb::remove, .id = maren.id, .person = {}, .only_if = {}}).error(),
              ProvisionRefusal::not_found);
}

TEST_F(ProvisionPeopleTest, AFailingStoreUndoesTheWhole) {
    people_.broken = true;
    const std::vector<ProvisionChange> changes{
        {.verb = Verb::create, .id = {}, .person = person(1, "maren"), .only_if = {}}};
    EXPECT_FALSE(provision_.run(agent_, changes));
    EXPECT_TRUE(audit_.records.empty());
}

}  // namespace
}  // namespace tilbage::core
