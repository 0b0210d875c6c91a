#include "core/banned/change_password_protection.h"

#include <gmock/gmock.h>

#include "fakes/manual_clock.h"
#include "fakes/memory_password_protection.h"
#include "fakes/memory_records.h"

namespace tilbage::core {
namespace {

using ::testing::ElementsAre;

class ChangePasswordProtectionTest : public ::testing::Test {
protected:
    base::Result<PasswordProtection> change(const PasswordProtectionChange& wanted,
                                            std::optional<std::int64_t> expected = {}) {
        return use_case_.run(TenantId("tenant"), "administrator:1", wanted, expected);
    }

    fakes::ManualClock clock_;
    fakes::MemoryPasswordProtectionStore store_;
    fakes::MemoryAuditLog audit_;
    fakes::DirectUnitOfWork unit_of_work_;
    ChangePasswordProtection use_case_{{store_, audit_, unit_of_work_, clock_}};
};

TEST_F(ChangePasswordProtectionTest, WhatIsLeftOutStaysAndTheAuditCountsTheWordsWithoutNamingThem) {
    ASSERT_TRUE(change({.enabled = true, .mode = {}, .words = std::vector<std::string>{"Sommer", "Vinter"}}));
    const auto after = change({.enabled = {}, .mode = BanMode::enforce, .words = std::vector<std::string>{"Vinter"}});
    ASSERT_TRUE(after);
    EXPECT_TRUE(after->enabled);
    EXPECT_EQ(after->version, 2);
    ASSERT_EQ(audit_.records.size(), 2U);
    EXPECT_EQ(
        audit_.records[1].record.details,
        R"({"enabled":true,"mode":"enforce","words":1,"added":0,"removed":1,"oldEnabled":true,"oldMode":"audit"})");
}

TEST_F(ChangePasswordProtectionTest, WritingWhatIsThereChangesNothing) {
    ASSERT_TRUE(change({.enabled = true, .mode = {}, .words = {}}));
    EXPECT_EQ(change({.enabled = true, .mode = BanMode::audit, .words = {}})->version, 1);
    EXPECT_EQ(audit_.records.size(), 1U);
}

TEST_F(ChangePasswordProtectionTest, WhoHasSeenAnOlderStateAndWordsThatAreNoneAreRefused) {
    ASSERT_TRUE(change({.enabled = true, .mode = {}, .words = {}}, 0));
    EXPECT_EQ(change({.enabled = false, .mode = {}, .words = {}}, 0).error().code, base::ErrorCode::conflict);
    EXPECT_EQ(change({.enabled = {}, .mode = {}, .words = std::vector<std::string>{"abc"}}).error().code,
              base::ErrorCode::invalid_argument);
}

TEST(PasswordProtection, WordsAreTidiedAndLookedAt) {
    EXPECT_THAT(tidy_words({"  Sommer ", "", "s0mmer", "$ommer", "Vinter\r", "abc"}),
                ElementsAre("Sommer", "Vinter", "abc"));
    EXPECT_EQ(find_mistake({"Sommer", "abc"})->word, 1U);
    EXPECT_FALSE(find_mistake({"Sommer", "Vinter"}));
    EXPECT_EQ(find_mistake(std::vector<std::string>(1'001, "Sommer"))->what, WordMistake::What::too_many);
    std::string long_word;
    for (int i = 0; i < 16; ++i) long_word += "\U0001F600";
    EXPECT_EQ(find_mistake(std::vector<std::string>(1'000, long_word))->what, WordMistake::What::too_much);
}

TEST(PasswordProtection, AgentsAreToldNothingOfAListThatIsOff) {
    const PasswordProtection off{.enabled = false, .mode = BanMode::enforce, .words = {"Sommer"}};
    EXPECT_EQ(to_bans(off, {"Example One"}), TenantBans());
    auto on = off;
    on.enabled = true;
    EXPECT_EQ(
        to_bans(on, {"Example One"}),
        (TenantBans{.enabled = true, .mode = BanMode::enforce, .words = {"Sommer"}, .organization = {"Example One"}}));
}

}  // namespace
}  // namespace tilbage::core
