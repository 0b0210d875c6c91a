#include "core/sspr/change_password_reset_policy.h"

#include <gtest/gtest.h>

#include "fakes/fixed_time_zones.h"
#include "fakes/manual_clock.h"
#include "fakes/memory_groups.h"
#include "fakes/memory_password_reset_policy.h"
#include "fakes/memory_records.h"

namespace tilbage::core {
namespace {

const TenantId kTenant("t");

struct ChangePasswordResetPolicyTest : ::testing::Test {
    template <class F>
    base::Result<ChangedPolicy> run(F edit, std::optional<std::int64_t> expected = std::nullopt) {
        return change.run(
            kTenant, "administrator:a",
            [&](PasswordResetPolicy& policy) {
                edit(policy);
                return std::vector<PolicyMistake>{};
            },
            expected);
    }
    std::vector<std::string> details() const {
        std::vector<std::string> found;
        for (const auto& one : audit.records) found.push_back(one.record.details);
        return found;
    }

    fakes::MemoryPasswordResetPolicyStore policies;
    fakes::MemoryGroupStore groups;
    fakes::MemoryAuditLog audit;
    fakes::DirectUnitOfWork unit_of_work;
    fakes::ManualClock clock;
    fakes::FixedTimeZones zones;
    std::vector<std::string> languages{"en", "da", "sv"};
    ChangePasswordResetPolicy change{{policies, groups, audit, unit_of_work, clock, zones, languages}};
};

TEST_F(ChangePasswordResetPolicyTest, WritesDownWhatItWasAndWhatItIsSettingBySetting) {
    const auto changed = run([](auto& policy) {
        policy.enabled = ResetEnablement::all;
        policy.methods = {MethodKind::email};
        policy.notify_administrators = true;
        policy.customization.identify_text["da"] = "Sig \"hej\"";
    });
    ASSERT_TRUE(changed) << changed.error().message;
    EXPECT_EQ(changed->policy.version, 1);
    EXPECT_EQ(details(),
              (std::vector<std::string>{
                  R"({"setting":"enabled","old":"none","new":"all"})",
                  R"({"setting":"methods","old":"email,mobilePhone,recoveryCode,temporaryAccessCode","new":"email"})",
                  R"({"setting":"notifyAdministrators","old":false,"new":true})",
                  R"({"setting":"customization.identifyText.da","old":"","new":"Sig \"hej\""})"}));
    EXPECT_EQ(audit.records[0].record.actor, "administrator:a");
    EXPECT_EQ(audit.records[0].record.action, "Self-service password reset policy changes");
}

TEST_F(ChangePasswordResetPolicyTest, RemindersNeedATimeZoneThatTheMachineKnowsAndKeepTheirDaysInOrder) {
    const auto refused = run([](auto& policy) { policy.reminders.time_zone = "Europe/Atlantis"; });
    ASSERT_EQ(refused->mistakes.size(), 1U);
    EXPECT_EQ(refused->mistakes[0].property, "expiryReminders.timeZone");
    const auto changed = run([](auto& policy) {
        policy.reminders.enabled = true;
        policy.reminders.time_zone = "Fixed/East";
        policy.reminders.days_before = {1, 30, 7};
    });
    ASSERT_TRUE(changed->mistakes.empty());
    EXPECT_EQ(changed->policy.reminders.days_before, (std::vector{30, 7, 1}));
    EXPECT_EQ(details(),
              (std::vector<std::string>{R"({"setting":"expiryReminders.enabled","old":false,"new":true})",
                                        R"({"setting":"expiryReminders.daysBefore","old":"14,7,3,1","new":"30,7,1"})",
                                        R"({"setting":"expiryReminders.timeZone","old":"UTC","new":"Fixed/East"})"}));
}

TEST_F(ChangePasswordResetPolicyTest, WhatIsThereAlreadyChangesNothing) {
    ASSERT_TRUE(run([](auto& policy) { policy.reconfirm_days = 90; }));
    const auto again = run([](auto& policy) { policy.reconfirm_days = 90; });
    EXPECT_EQ(again->policy.version, 1);
    EXPECT_EQ(audit.records.size(), 1U);
}

TEST_F(ChangePasswordResetPolicyTest, AMistakeWritesNothing) {
    const auto wrong = run([](auto& policy) {
        policy.enabled = ResetEnablement::all;
        policy.reconfirm_days = 731;
    });
    ASSERT_TRUE(wrong);
    ASSERT_EQ(wrong->mistakes.size(), 1U);
    EXPECT_EQ(wrong->mistakes[0].property, "reconfirmDays");
    EXPECT_EQ(wrong->policy, PasswordResetPolicy{});
    EXPECT_TRUE(audit.records.empty());
    EXPECT_EQ(policies.read(kTenant)->version, 0);
}

TEST_F(ChangePasswordResetPolicyTest, RefusesTheLaterOfTwo) {
    ASSERT_TRUE(run([](auto& policy) { policy.reconfirm_days = 90; }, 0));
    const auto late = run([](auto& policy) { policy.reconfirm_days = 30; }, 0);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, base::ErrorCode::conflict);
}

TEST_F(ChangePasswordResetPolicyTest, AGroupMustBeThereWhenItIsChosenAndMayGoLater) {
    const auto choose = [](PasswordResetPolicy& policy) {
        policy.enabled = ResetEnablement::selected;
        policy.groups = {GroupId("g")};
    };
    EXPECT_EQ(run(choose)->mistakes.at(0).property, "groupIds");
    groups.groups[GroupId("g")].id = GroupId("g");
    EXPECT_TRUE(run(choose)->mistakes.empty());
    groups.groups.clear();
    EXPECT_TRUE(run([](auto& policy) { policy.reconfirm_days = 90; })->mistakes.empty());
}

TEST_F(ChangePasswordResetPolicyTest, TheNumberOfACustomQuestionNeverServesAgain) {
    const auto set = [&](std::vector<CustomQuestion> questions) {
        const auto changed = run([&](auto& policy) { policy.questions.custom = std::move(questions); });
        std::vector<int> numbers;
        for (const auto& question : changed->policy.questions.custom) numbers.push_back(question.number);
        return changed->mistakes.empty() ? numbers : std::vector<int>{-1};
    };
    EXPECT_EQ(set({{0, "First?"}, {0, "Second?"}}), (std::vector<int>{1, 2}));
    EXPECT_EQ(set({{1, "First?"}}), std::vector<int>{1});
    EXPECT_EQ(set({{1, "First?"}, {0, "Third?"}}), (std::vector<int>{1, 3}));
    EXPECT_EQ(set({{4, "Never given?"}}), std::vector<int>{-1});
}

TEST_F(ChangePasswordResetPolicyTest, ALogoIsToldByItsDigest) {
    const auto changed = run([](auto& policy) {
        policy.customization.logo = "\xFF\xD8\xFF\xE0";
        policy.customization.logo_type = "image/jpeg";
    });
    ASSERT_TRUE(changed->mistakes.empty());
    const auto digest = changed->policy.customization.logo_digest;
    EXPECT_EQ(details(),
              std::vector<std::string>{R"({"setting":"customization.logo","old":"","new":")" + digest + "\"}"});
    ASSERT_TRUE(run([](auto& policy) { policy.reconfirm_days = 90; }));
    EXPECT_EQ(policies.read(kTenant, true)->customization.logo, "\xFF\xD8\xFF\xE0");
}

TEST_F(ChangePasswordResetPolicyTest, AStoreThatFailsIsToldAsOne) {
    groups.broken = true;
    EXPECT_FALSE(run([](auto& policy) { policy.groups = {GroupId("g")}; }));
    policies.broken = true;
    EXPECT_FALSE(run([](auto&) {}));
}

TEST_F(ChangePasswordResetPolicyTest, TextsAreInLanguagesThatThereAre) {
    const auto text_in = [](const char* language) {
        return [=](auto& policy) { policy.customization.identify_text[language] = "Hej"; };
    };
    const auto refused = run(text_in("de"));
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->mistakes,
              (std::vector<PolicyMistake>{{"customization.identifyText", "The languages are en, da, sv."}}));
    const auto changed = run(text_in("sv"));
    ASSERT_TRUE(changed);
    EXPECT_TRUE(changed->mistakes.empty());
    EXPECT_EQ(details().back(), R"({"setting":"customization.identifyText.sv","old":"","new":"Hej"})");
}

TEST_F(ChangePasswordResetPolicyTest, ATextInALanguageThatWentAwayIsInNobodysWay) {
    ASSERT_TRUE(run([](auto& policy) { policy.customization.identify_text["sv"] = "Hej"; }));
    const std::vector<std::string> fewer{"en", "da"};
    ChangePasswordResetPolicy later{{policies, groups, audit, unit_of_work, clock, zones, fewer}};
    const auto edit = [&](auto&& what) {
        return later.run(
            kTenant, "administrator:a",
            [&](PasswordResetPolicy& policy) {
                what(policy);
                return std::vector<PolicyMistake>{};
            },
            std::nullopt);
    };
    const auto other = edit([](PasswordResetPolicy& policy) { policy.reconfirm_days = 7; });
    ASSERT_TRUE(other);
    EXPECT_TRUE(other->mistakes.empty());
    const auto same = edit([](PasswordResetPolicy& policy) { policy.customization.identify_text["sv"] = "Hej hej"; });
    ASSERT_TRUE(same);
    EXPECT_EQ(same->mistakes.size(), 1U);
}

}  // namespace
}  // namespace tilbage::core
