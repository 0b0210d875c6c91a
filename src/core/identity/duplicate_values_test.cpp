#include "core/identity/duplicate_values.h"

#include <gtest/gtest.h>
#include <regex>

#include "fakes/provision_world.h"

namespace tilbage::core {
namespace {

using Property = ProvisioningError::Property;
using fakes::ProvisionWorld;

class DuplicateValuesTest : public testing::Test, public ProvisionWorld {
protected:
    static bool is_replacement(const std::string& name, const std::string& prefix) {
        return std::regex_match(name, std::regex(prefix + "\\+[0-9]{4}@tenant\\.test"));
    }
};

TEST_F(DuplicateValuesTest, ATakenUserNameBecomesAnotherOfTheTenantsOwnDomain) {
    const auto first = created(1, "maren");
    const auto second = created(2, "MAREN");
    EXPECT_TRUE(is_replacement(second.user_name, "MAREN")) << second.user_name;
    ASSERT_EQ(second.provisioning_errors.size(), 1U);
    const auto& error = second.provisioning_errors[0];
    EXPECT_EQ(error.property, Property::user_principal_name);
    EXPECT_EQ(error.value, "MAREN@ex1.test");
    EXPECT_EQ(error.colliding_id, first.id.str());
    EXPECT_EQ(error.occurred_at, clock.now());
    EXPECT_EQ(audited(), std::vector<std::string>{"people.quarantine"});
}

TEST_F(DuplicateValuesTest, ATakenAddressIsKeptAwayAndTheRestComes) {
    const auto first = create(with_proxies(person(1, "a"), {"SMTP:info@ex1.test", "smtp:a@ex1.test"})).value().person;
    const auto second = create(with_proxies(person(2, "b"), {"SMTP:b@ex1.test", "smtp:INFO@ex1.test"})).value().person;
    EXPECT_EQ(second.on_premises.proxy_addresses, std::vector<std::string>{"SMTP:b@ex1.test"});
    EXPECT_EQ(second.user_name, "b@ex1.test");
    ASSERT_EQ(second.provisioning_errors.size(), 1U);
    EXPECT_EQ(second.provisioning_errors[0].property, Property::proxy_addresses);
    EXPECT_EQ(second.provisioning_errors[0].value, "smtp:INFO@ex1.test");
    EXPECT_EQ(second.provisioning_errors[0].colliding_id, first.id.str());
}

TEST_F(DuplicateValuesTest, BeingToldTheSameAgainChangesNothing) {
    static_cast<void>(created(1, "maren"));
    const auto second = created(2, "maren");
    clock.advance(std::chrono::hours(1));
    const auto again = replace(second.id, person(2, "maren")).value();
    EXPECT_EQ(again.how, ProvisionedAs::unchanged);
    EXPECT_EQ(now(second.id), second) << "the user name, and since when";
}

TEST_F(DuplicateValuesTest, HealsWhenTheOtherIsRenamed) {
    const auto first = created(1, "maren");
    const auto second = created(2, "maren");
    static_cast<void>(audited());
    static_cast<void>(replace(first.id, person(1, "maren.first")));
    EXPECT_EQ(now(second.id).user_name, "maren@ex1.test");
    EXPECT_TRUE(now(second.id).provisioning_errors.empty());
    EXPECT_EQ(audited(), std::vector<std::string>{"people.quarantine_ended"});
}

TEST_F(DuplicateValuesTest, HealsWhenTheOtherIsDeleted) {
    const auto first = create(with_proxies(person(1, "a"), {"SMTP:info@ex1.test"})).value().person;
    const auto second = create(with_proxies(person(2, "b"), {"SMTP:info@ex1.test"})).value().person;
    static_cast<void>(remove(first.id));
    EXPECT_EQ(now(second.id).on_premises.proxy_addresses, std::vector<std::string>{"SMTP:info@ex1.test"});
    EXPECT_TRUE(now(second.id).provisioning_errors.empty());
}

TEST_F(DuplicateValuesTest, WhoWaitedLongestGetsItAndTheNextLearnsWhoHasIt) {
    const auto first = created(1, "maren");
    clock.advance(std::chrono::minutes(1));
    const auto second = created(2, "maren");
    clock.advance(std::chrono::minutes(1));
    const auto third = created(3, "maren");
    static_cast<void>(remove(first.id));
    EXPECT_EQ(now(second.id).user_name, "maren@ex1.test");
    EXPECT_EQ(now(third.id).user_name, third.user_name);
    EXPECT_EQ(now(third.id).provisioning_errors.at(0).colliding_id, second.id.str());
    EXPECT_EQ(now(third.id).provisioning_errors.at(0).occurred_at, third.provisioning_errors.at(0).occurred_at);
}

TEST_F(DuplicateValuesTest, TwoWhoSwapTheirNamesInOneBatchBothHaveThem) {
    const auto anna = created(1, "anna");
    const auto bodil = created(2, "bodil");
    const auto outcomes = run({{.verb = Verb::replace, .id = anna.id, .person = person(1, "bodil")},
                               {.verb = Verb::replace, .id = bodil.id, .person = person(2, "anna")}});
    EXPECT_TRUE(outcomes[0] && outcomes[1]);
    EXPECT_EQ(now(anna.id).user_name, "bodil@ex1.test");
    EXPECT_EQ(now(bodil.id).user_name, "anna@ex1.test");
    EXPECT_TRUE(now(anna.id).provisioning_errors.empty());
    EXPECT_TRUE(now(bodil.id).provisioning_errors.empty());
}

TEST_F(DuplicateValuesTest, AnotherNameOfTheirOwnEndsTheQuarantine) {
    static_cast<void>(created(1, "maren"));
    const auto second = created(2, "maren");
    const auto renamed = replace(second.id, person(2, "maren.second")).value().person;
    EXPECT_EQ(renamed.user_name, "maren.second@ex1.test");
    EXPECT_TRUE(renamed.provisioning_errors.empty());
}

TEST_F(DuplicateValuesTest, AnAddressThatSomebodyHasTwiceIsThereOnce) {
    const auto one = create(with_proxies(person(1, "a"), {"SMTP:a@ex1.test", "smtp:A@ex1.test"})).value().person;
    EXPECT_EQ(one.on_premises.proxy_addresses, std::vector<std::string>{"SMTP:a@ex1.test"});
    EXPECT_TRUE(one.provisioning_errors.empty());
}

TEST_F(DuplicateValuesTest, WhatIsWantedIsWhatStandsThereAndWhatIsKeptAway) {
    static_cast<void>(create(with_proxies(person(1, "maren"), {"SMTP:info@ex1.test"})));
    auto wanted = with_proxies(person(2, "maren"), {"SMTP:info@ex1.test", "smtp:b@ex1.test"});
    const auto second = create(wanted).value().person;
    const auto told = as_wanted(second);
    EXPECT_EQ(told.user_name, wanted.user_name);
    EXPECT_TRUE(std::ranges::is_permutation(told.on_premises.proxy_addresses, wanted.on_premises.proxy_addresses));
    EXPECT_TRUE(told.provisioning_errors.empty());
}

}  // namespace
}  // namespace tilbage::core
