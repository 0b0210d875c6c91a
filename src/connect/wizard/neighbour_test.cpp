#include "connect/wizard/neighbour.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temp_dir.h"

namespace tilbage::connect::wizard {
namespace {

TEST(WizardNeighbour, ASecondWizardGetsAFreshAddressOfTheFirst) {
    const testing::TempDir folder;
    auto first = Neighbour::take(folder.path());
    ASSERT_TRUE(first) << first.error().message;
    int asked = 0;
    (*first)->answer([&] { return "http://127.0.0.1:1/?code=" + std::to_string(++asked); });
    const auto second = Neighbour::take(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, base::ErrorCode::conflict);
    EXPECT_EQ(ask_neighbour(folder.path()), "http://127.0.0.1:1/?code=1");
    EXPECT_EQ(ask_neighbour(folder.path()), "http://127.0.0.1:1/?code=2");
}

TEST(WizardNeighbour, TheSocketIsForItsOwnUserAlone) {
    const testing::TempDir folder;
    const auto wizard = Neighbour::take(folder.path());
    ASSERT_TRUE(wizard);
    struct stat status{};
    ASSERT_EQ(::stat((folder.path() / "wizard.sock").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST(WizardNeighbour, TheNextOneMayStartWhenTheFirstHasEnded) {
    const testing::TempDir folder;
    {
        auto first = Neighbour::take(folder.path());
        ASSERT_TRUE(first);
        (*first)->answer([] { return std::string("x"); });
    }
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "wizard.sock"));
    EXPECT_TRUE(Neighbour::take(folder.path()));
}

TEST(WizardNeighbour, WhatAKilledOneLeftIsInNobodysWay) {
    const testing::TempDir folder;
    folder.write("wizard.sock", "left behind");
    EXPECT_TRUE(Neighbour::take(folder.path()));
}

TEST(WizardNeighbour, AFolderWithALongNameIsNoHindrance) {
    const testing::TempDir folder;
    const auto deep = folder.path() / std::string(120, 'd');
    std::filesystem::create_directory(deep);
    auto wizard = Neighbour::take(deep);
    ASSERT_TRUE(wizard) << wizard.error().message;
    (*wizard)->answer([] { return std::string("http://here"); });
    EXPECT_EQ(ask_neighbour(deep), "http://here");
}

}  // namespace
}  // namespace tilbage::connect::wizard
