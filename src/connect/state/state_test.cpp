#include <atomic>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <thread>

#include "connect/state/atomic_file.h"
#include "connect/state/identity.h"
#include "connect/state/state_folder.h"
#include "connect/state/status_board.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

using tilbage::testing::TempDir;

TEST(StateFolder, IsMadeForItsOwnerAlone) {
    const TempDir folder;
    const auto state_dir = folder.path() / "deep" / "state";
    ASSERT_TRUE(prepare_state_dir(state_dir));
    struct stat status{};
    ASSERT_EQ(::stat(state_dir.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST(StateFolder, OneAgentRunsOnItAtATime) {
    const TempDir folder;
    EXPECT_FALSE(RunLock::is_held(folder.path()));
    {
        const auto lock = RunLock::take(folder.path());
        ASSERT_TRUE(lock);
        EXPECT_TRUE(RunLock::is_held(folder.path()));
        EXPECT_EQ(RunLock::take(folder.path()).error().code, base::ErrorCode::conflict);
    }
    EXPECT_FALSE(RunLock::is_held(folder.path()));
    EXPECT_TRUE(RunLock::take(folder.path()));
}

// A bug: `status` took the lock for a moment, and an agent that began in that moment did not start.
TEST(StateFolder, AskingWhetherAnAgentRunsNeverKeepsOneFromStarting) {
    const TempDir folder;
    ASSERT_TRUE(RunLock::take(folder.path()));
    std::atomic<bool> done = false;
    std::thread asking([&] {
        while (!done) (void)RunLock::is_held(folder.path());
    });
    bool always = true;
    for (int i = 0; i < 2000; ++i) always = always && RunLock::take(folder.path()).has_value();
    done = true;
    asking.join();
    EXPECT_TRUE(always);
}

TEST(AtomicFile, IsReplacedAsAWholeAndBelongsToItsOwner) {
    const TempDir folder;
    const auto path = folder.path() / "file";
    EXPECT_EQ(read_file(path).error().code, base::ErrorCode::not_found);
    ASSERT_TRUE(write_file(path, "first and longer", Sync::yes));
    ASSERT_TRUE(write_file(path, "second", Sync::no));
    EXPECT_EQ(read_file(path).value(), "second");
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
    destroy_file(path);
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(write_file(folder.path() / "nowhere" / "file", "x", Sync::yes));
}

TEST(Identity, SurvivesARestartAndIsNotGuessed) {
    const TempDir folder;
    EXPECT_EQ(load_identity(folder.path()).error().code, base::ErrorCode::not_found);
    const Identity identity{core::AgentId("5a1f2c0e-93b4-4d7a-8e21-6f0d3b9c4a55"),
                            core::TenantId("0b8e7d16-2f43-4c59-9a7e-d15c60f2b384"), "ex1.test"};
    ASSERT_TRUE(save_identity(folder.path(), identity));
    EXPECT_EQ(load_identity(folder.path()).value().agent_id, identity.agent_id);
    folder.write("identity.json", R"({"agent_id": "5a1f", "tenant_id": "x", "tenant": ""})");
    EXPECT_EQ(load_identity(folder.path()).error().code, base::ErrorCode::corrupt);
}

TEST(StatusBoard, WritesWhatTheStatusCommandReads) {
    const TempDir folder;
    StatusBoard board(folder.path());
    board.update([](Status& status) {
        status.connected = true;
        status.since = base::from_millis(1'795'372'800'123);
        status.imported = 244;
        status.warnings = {"one", "two"};
        status.last_error = "a directory's words: \xff";
    });
    const auto status = load_status(folder.path()).value();
    EXPECT_TRUE(status.connected);
    EXPECT_EQ(status.since, base::from_millis(1'795'372'800'123));
    EXPECT_EQ(status.imported, 244);
    EXPECT_EQ(status.warnings.size(), 2U);
    EXPECT_FALSE(status.last_import_at);
    EXPECT_NE(encode_status(status, false).find("\"connected\":false"), std::string::npos)
        << "a dead agent is not connected";
}

// A bug: while an agent started anew, `status` showed what the killed one before it had told, as if it were connected.
TEST(StatusBoard, WhatTheAgentBeforeToldIsGoneOnceTheNextOneHoldsTheLock) {
    const TempDir folder;
    StatusBoard(folder.path()).update([](Status& status) { status.connected = true; });
    discard_status(folder.path());
    EXPECT_EQ(load_status(folder.path()).error().code, base::ErrorCode::not_found);
}

}  // namespace
}  // namespace tilbage::connect
