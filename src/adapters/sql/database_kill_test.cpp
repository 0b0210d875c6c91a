#include <array>
#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sql/database.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql {
namespace {

// Commits 1, 2, 3, … in transactions of two rows each and says each number after its commit has returned, until it is
// killed.
[[noreturn]] void commit_until_killed(const std::filesystem::path& path, Durability durability, int to_parent) {
    auto database = Database::open({.path = path, .durability = durability});
    if (!database) _exit(1);
    for (std::int64_t number = 1;; ++number) {
        const auto committed = (*database)->run([&]() -> base::Result<void> {
            for (const char* half : {"left", "right"}) {
                auto done = (*database)->write("INSERT INTO halves VALUES ($1, $2)", {number, std::string(half)});
                if (!done) return base::fail(done.error());
            }
            return {};
        });
        if (!committed || ::write(to_parent, &number, sizeof number) != sizeof number) _exit(1);
    }
}

class DatabaseKillTest : public ::testing::TestWithParam<Durability> {};

TEST_P(DatabaseKillTest, WhatWasCommittedWhenTheProcessWasKilledIsThereAndNothingHalf) {
    constexpr int kRounds = 20;
    for (int round = 0; round < kRounds; ++round) {
        const tilbage::testing::TempDir folder;
        const auto path = folder.path() / "killed.db";
        ASSERT_TRUE(
            (*Database::open({.path = path}))
                ->write("CREATE TABLE halves (number INTEGER, half TEXT, PRIMARY KEY (number, half)) STRICT", {}));
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) commit_until_killed(path, GetParam(), pipe[1]);
        ::close(pipe[1]);
        std::int64_t said = 0;
        std::int64_t number = 0;
        while (said < 3 * (round + 1) && ::read(pipe[0], &number, sizeof number) == sizeof number) said = number;
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &number, sizeof number) == sizeof number) said = number;
        ::close(pipe[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";

        auto database = std::move(*Database::open({.path = path}));
        const auto rows = database->read("SELECT count(*), max(number) FROM halves")->rows;
        EXPECT_GE(rows[0].integer(1), said);
        EXPECT_LE(rows[0].integer(1), said + 1) << "the one that was committed and not yet said";
        EXPECT_EQ(rows[0].integer(0), 2 * rows[0].integer(1));
        EXPECT_EQ(database->read("PRAGMA integrity_check")->rows[0].text(0), "ok");
    }
}

INSTANTIATE_TEST_SUITE_P(BothWays, DatabaseKillTest,
                         ::testing::Values(Durability::power_loss, Durability::process_kill));

}  // namespace
}  // namespace tilbage::adapters::sql
