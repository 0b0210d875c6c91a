#include "connect/status_command.h"

#include <gtest/gtest.h>

#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

class StatusCommandTest : public ::testing::Test {
protected:
    std::string shown(bool as_json = false) {
        ::testing::internal::CaptureStdout();
        EXPECT_EQ(status_command(config, as_json), 1);
        return ::testing::internal::GetCapturedStdout();
    }
    tilbage::testing::TempDir folder;
    std::filesystem::path config{folder.path() / "connect.toml"};
};

TEST_F(StatusCommandTest, AnAgentWithoutConfigurationIsToldWhereItWouldBe) {
    EXPECT_EQ(shown(), "agent       has no configuration yet (" + config.string() + ")\n");
}

TEST_F(StatusCommandTest, OneThatHasNotRunYetIsToldToBeStartedAndNothingElse) {
    folder.write("connect.toml", "[agent]\nstate_dir = \".\"\n");
    EXPECT_EQ(shown(), "agent       has not run yet; start it: tilbage-connect run\n");
}

}  // namespace
}  // namespace tilbage::connect
