#include "core/banned/password_screen.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

class OneBreached final : public BreachedPasswords {
public:
    base::Result<bool> contains(const PasswordText& password) const override {
        if (broken) return base::fail(base::ErrorCode::unavailable, "read: Input/output error");
        return password.to_utf8().open_text() == "Tr0ub4dor&3-kat";
    }
    bool broken = false;
};

class PasswordScreenTest : public testing::Test {
protected:
    PasswordScreenTest() {
        person.given_name = "Søren";
        person.surname = "Kjær";
        person.display_name = "Kjær, Søren (IT)";
        person.sam_account_name = "skjaer";
        person.user_principal_name = "soeren.kjaer@ex1.test";
        bans.enabled = true;
        bans.words = {"blåbærgrød"};
        bans.organization = {"Kommunen i Nord"};
        screen.set(bans);
    }
    Verdict judge(std::string_view password, InitiatedBy by = InitiatedBy::self) {
        return screen.judge(*PasswordText::from_utf8(base::SecretBytes::copy_of(password)), person, by);
    }
    std::optional<BannedPart> refused(std::string_view password) { return judge(password).refused; }

    DirectoryPerson person;
    TenantBans bans;
    OneBreached breached;
    PasswordScreen screen{&breached};
};

TEST_F(PasswordScreenTest, EachPartIsNamed) {
    EXPECT_EQ(refused("Blåbærgrød12"), BannedPart::word);
    EXPECT_EQ(refused("p-s0EREN-23fb"), BannedPart::name) << "as the user name spells it";
    EXPECT_EQ(refused("xSØREN23fb-long"), BannedPart::name);
    EXPECT_EQ(refused("SkJ@er-2026-x9"), BannedPart::name) << "the account's";
    EXPECT_EQ(refused("Kommunen2026-xyz"), BannedPart::organization);
    EXPECT_EQ(refused("Tr0ub4dor&3-kat"), BannedPart::breached);
    EXPECT_EQ(refused("Hest-batteri-7-klammer"), std::nullopt);
}

TEST_F(PasswordScreenTest, ATenantThatBansNothingHasOnlyTheBreachedOnes) {
    bans.enabled = false;
    screen.set(bans);
    EXPECT_EQ(refused("Blåbærgrød12"), std::nullopt);
    EXPECT_EQ(refused("xSØREN23fb-long"), std::nullopt);
    EXPECT_EQ(refused("Tr0ub4dor&3-kat"), BannedPart::breached);
}

TEST_F(PasswordScreenTest, AuditLetsTheTenantsPartsThroughAndTellsThem) {
    bans.mode = BanMode::audit;
    screen.set(bans);
    const auto verdict = judge("Blåbærgrød12");
    EXPECT_EQ(verdict.refused, std::nullopt);
    EXPECT_EQ(verdict.would_be_refused, BannedPart::word);
    EXPECT_EQ(refused("Tr0ub4dor&3-kat"), BannedPart::breached) << "the operator's list is not the tenant's";
}

TEST_F(PasswordScreenTest, TheOperatorsListCanBeWatchedOnlyToo) {
    const PasswordScreen watching(&breached, {.breached = BanMode::audit, .administrators = true});
    const auto verdict = watching.judge(*PasswordText::from_utf8(base::SecretBytes::copy_of("Tr0ub4dor&3-kat")), person,
                                        InitiatedBy::self);
    EXPECT_EQ(verdict, (Verdict{.refused = {}, .would_be_refused = BannedPart::breached, .problem = {}}));
}

TEST_F(PasswordScreenTest, AListThatCannotBeReadKeepsNobodyOutAndIsTold) {
    breached.broken = true;
    const auto verdict = judge("Tr0ub4dor&3-kat");
    EXPECT_EQ(verdict.refused, std::nullopt);
    EXPECT_EQ(verdict.problem, "read: Input/output error");
    EXPECT_EQ(refused("Blåbærgrød12"), BannedPart::word);
}

TEST_F(PasswordScreenTest, WhatAnAdministratorSetsIsJudgedUnlessTheAgentSaysOtherwise) {
    EXPECT_EQ(judge("Blåbærgrød12", InitiatedBy::administrator).refused, BannedPart::word);
    PasswordScreen lenient(&breached, {.breached = BanMode::enforce, .administrators = false});
    lenient.set(bans);
    const auto password = *PasswordText::from_utf8(base::SecretBytes::copy_of("Blåbærgrød12"));
    EXPECT_EQ(lenient.judge(password, person, InitiatedBy::administrator), Verdict());
    EXPECT_EQ(lenient.judge(password, person, InitiatedBy::self).refused, BannedPart::word);
}

TEST_F(PasswordScreenTest, SomebodyWithoutNamesHasNoneInTheirPassword) {
    person = {};
    EXPECT_EQ(refused("xSØREN23fb-long"), std::nullopt);
}

}  // namespace
}  // namespace tilbage::core
