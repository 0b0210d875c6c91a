// Whom an incoming person is (docs/protocol.md §7, Matching), and the thirty days of a deleted one.
#include <gtest/gtest.h>

#include "fakes/provision_world.h"

namespace tilbage::core {
namespace {

using fakes::ProvisionWorld;

class ProvisionMatchingTest : public testing::Test, public ProvisionWorld {
protected:
    static std::string anchor_text(std::uint8_t number) { return person(number, "x").anchor.str(); }
};

TEST_F(ProvisionMatchingTest, TheSameAnchorIsTheSamePerson) {
    const auto maren = created(1, "maren");
    const auto again = create(person(1, "maren.new")).value();
    EXPECT_EQ(again.how, ProvisionedAs::adopted);
    EXPECT_EQ(again.person.id, maren.id);
    EXPECT_EQ(again.person.user_name, "maren.new@ex1.test");
    EXPECT_EQ(create(person(1, "maren.new"))->how, ProvisionedAs::unchanged);
    EXPECT_EQ(people.people.size(), 1U);
}

TEST_F(ProvisionMatchingTest, TheSameAnchorInAnotherDomainIsNobodyUntilTheFirstIsGone) {
    auto maren = person(1, "maren");
    maren.domain = "ex1.test";
    const auto first = create(maren).value().person;
    auto twin = person(1, "maren.two");
    twin.domain = "ex2.test";
    EXPECT_EQ(create(twin).error(), ProvisionRefusal::other_directory);
    EXPECT_EQ(now(first.id).domain, "ex1.test");
    ASSERT_TRUE(remove(first.id));
    const auto moved = create(twin).value();
    EXPECT_EQ(moved.how, ProvisionedAs::restored) << "who has moved to another forest keeps the id";
    EXPECT_EQ(moved.person.id, first.id);
}

TEST_F(ProvisionMatchingTest, OneWithTheAnchorAsTheirExternalIdIsTakenOver) {
    auto own = person(0, "own");
    own.external_id = anchor_text(1);
    const auto before = create(own).value().person;
    const auto taken = create(person(1, "maren")).value();
    EXPECT_EQ(taken.how, ProvisionedAs::adopted);
    EXPECT_EQ(taken.person.id, before.id);
    EXPECT_EQ(taken.person.external_id, "");
    EXPECT_EQ(now(before.id).anchor.str(), anchor_text(1));
    EXPECT_EQ(audited(), std::vector<std::string>{"people.match"});
}

TEST_F(ProvisionMatchingTest, TakeoverByAnchorCanBeSwitchedOff) {
    settings.settings.block_hard_match_takeover = true;
    auto own = person(0, "own");
    own.external_id = anchor_text(1);
    const auto before = create(own).value().person;
    EXPECT_EQ(create(person(1, "maren")).error(), ProvisionRefusal::hard_match_blocked);
    EXPECT_EQ(now(before.id), before);
    const auto maren = created(2, "maren");
    EXPECT_EQ(create(person(2, "maren2"))->person.id, maren.id) << "who is from a directory is not taken over";
}

TEST_F(ProvisionMatchingTest, TheUserNameOfOneWhoIsNotFromADirectoryMatches) {
    const auto own = created(0, "Maren");
    const auto matched = create(person(1, "maren")).value();
    EXPECT_EQ(matched.how, ProvisionedAs::adopted);
    EXPECT_EQ(matched.person.id, own.id);
    EXPECT_TRUE(matched.person.provisioning_errors.empty());
    EXPECT_EQ(audited(), std::vector<std::string>{"people.match"});
}

TEST_F(ProvisionMatchingTest, ThePrimaryAddressMatchesAMailAddressThatOnePersonHas) {
    auto own = person(0, "own");
    own.work_mail = "Maren@mail.test";
    const auto before = create(own).value().person;
    EXPECT_EQ(create(with_proxies(person(1, "a"), {"smtp:maren@mail.test"}))->how, ProvisionedAs::created)
        << "a further address does not";
    const auto matched = create(with_proxies(person(2, "b"), {"SMTP:maren@mail.test"})).value();
    EXPECT_EQ(matched.person.id, before.id);
}

TEST_F(ProvisionMatchingTest, AMailAddressOfTwoMatchesNobody) {
    auto own = person(0, "own");
    own.work_mail = "shared@mail.test";
    static_cast<void>(create(own));
    own.user_name = "other@ex1.test";
    static_cast<void>(create(own));
    EXPECT_EQ(create(with_proxies(person(1, "maren"), {"SMTP:shared@mail.test"}))->how, ProvisionedAs::created);
}

TEST_F(ProvisionMatchingTest, SoftMatchCanBeSwitchedOff) {
    settings.settings.block_soft_match = true;
    const auto own = created(0, "maren");
    EXPECT_EQ(create(person(1, "maren")).error(), ProvisionRefusal::soft_match_blocked);
    EXPECT_EQ(now(own.id), own);
    EXPECT_EQ(people.people.size(), 1U);
}

TEST_F(ProvisionMatchingTest, OneOfADirectoryIsNeverMatchedByName) {
    const auto maren = created(1, "maren");
    const auto second = create(person(2, "maren")).value();
    EXPECT_EQ(second.how, ProvisionedAs::created);
    EXPECT_NE(second.person.id, maren.id);
}

TEST_F(ProvisionMatchingTest, NobodyIsMatchedOntoAnAdministrator) {
    provisioning.administrators["root@ex1.test"] = "admin-1";
    const auto outcome = create(person(1, "root")).value();
    EXPECT_EQ(outcome.how, ProvisionedAs::created);
    ASSERT_EQ(outcome.person.provisioning_errors.size(), 1U);
    EXPECT_EQ(outcome.person.provisioning_errors[0].colliding_id, "admin-1");
    EXPECT_EQ(create(person(0, "root")).error(), ProvisionRefusal::not_unique);
}

TEST_F(ProvisionMatchingTest, ADeletedPersonComesBackWithTheSameIdWithinThirtyDays) {
    const auto maren = created(1, "maren");
    ASSERT_EQ(remove(maren.id)->how, ProvisionedAs::removed);
    EXPECT_EQ(remove(maren.id).error(), ProvisionRefusal::not_found);
    EXPECT_TRUE(people.people.empty());
    clock.advance(kDeletedPeopleStay - std::chrono::minutes(1));
    static_cast<void>(audited());
    const auto back = create(person(1, "maren.new")).value();
    EXPECT_EQ(back.how, ProvisionedAs::restored);
    EXPECT_EQ(back.person.id, maren.id);
    EXPECT_TRUE(deleted.deleted.empty());
    EXPECT_EQ(audited(), std::vector<std::string>{"people.restore"});
}

TEST_F(ProvisionMatchingTest, AfterThirtyDaysSomebodyNewComes) {
    const auto maren = created(1, "maren");
    static_cast<void>(remove(maren.id));
    clock.advance(kDeletedPeopleStay + std::chrono::minutes(1));
    const auto anew = create(person(1, "maren")).value();
    EXPECT_EQ(anew.how, ProvisionedAs::created);
    EXPECT_NE(anew.person.id, maren.id);
}

TEST_F(ProvisionMatchingTest, ADeletedPersonsNameIsFree) {
    const auto maren = created(1, "maren");
    static_cast<void>(remove(maren.id));
    EXPECT_TRUE(created(2, "maren").provisioning_errors.empty());
    const auto back = create(person(1, "maren")).value();
    EXPECT_EQ(back.person.id, maren.id);
    EXPECT_EQ(back.person.provisioning_errors.size(), 1U) << "who has it keeps it";
}

}  // namespace
}  // namespace tilbage::core
