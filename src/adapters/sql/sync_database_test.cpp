#include "adapters/sql/sync_database.h"

#include <array>
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/sql/connector_space.h"
#include "adapters/sql/metaverse.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;

const base::TimePoint kNow = base::from_seconds(1'795'372'800);

core::ObjectGuid guid(std::int64_t number) {
    core::ObjectGuid guid;
    for (std::size_t i = 0; i < 8; ++i) guid.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return guid;
}

core::StagedObject person(std::int64_t number) {
    return {.guid = guid(number),
            .parent = guid(0),
            .rdn = "CN=" + std::to_string(number),
            .kind = core::ObjectKind::person,
            .attributes = {{.name = "displayName", .values = {std::string(400, 'x')}}}};
}

class SyncDatabaseTest : public ::testing::Test {
protected:
    SyncDatabase open() { return std::move(open_sync_database(path_, kNow).value()); }
    // Ten people and the position behind them, in one transaction.
    static base::Result<void> import_ten(Database& database, std::int64_t round) {
        SqlConnectorSpace space(database);
        SqlMetaverse metaverse(database);
        return database.run([&]() -> base::Result<void> {
            for (std::int64_t i = 0; i < 10; ++i) {
                const auto object = person(10 * round + i);
                if (auto put = space.put(1, object, 1); !put) return put;
                if (auto marked = space.mark(1, {object.guid}); !marked) return marked;
                const auto anchor = core::SourceAnchor::from_guid(object.guid.bytes).value();
                const core::AnchorClaim claim{.directory = 1, .guid = object.guid, .own = true};
                if (auto claimed = metaverse.claim(anchor, claim); !claimed) return claimed;
                core::MetaverseEntry entry;
                entry.anchor = anchor;
                entry.joined = claim;
                if (auto joined = metaverse.put(entry); !joined) return joined;
            }
            core::ImportPosition position;
            position.cookie = std::to_string(round);
            return space.set_position(1, position);
        });
    }
    static std::int64_t people(Database& database) { return SqlConnectorSpace(database).counts(1)->people; }

    tilbage::testing::TempDir folder_;
    std::filesystem::path path_ = folder_.path() / "state" / "sync.db";
};

TEST_F(SyncDatabaseTest, WhatWasWrittenIsThereAfterARestart) {
    ASSERT_TRUE(import_ten(*open().database, 0));
    const SyncDatabase again = open();
    EXPECT_EQ(again.set_aside, "");
    EXPECT_EQ(people(*again.database), 10);
    EXPECT_EQ(SqlConnectorSpace(*again.database).position(1)->cookie, "0");
    EXPECT_EQ(std::filesystem::status(path_).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

// SQLite 3.40's quick_check takes a key column of a table WITHOUT ROWID for NULL when the key has another order.
TEST_F(SyncDatabaseTest, WhatTheTenantWasToldIsThereAfterARestart) {
    const auto group = core::SourceAnchor::from_guid(guid(7).bytes).value();
    const std::vector<core::GroupMember> members{{.kind = core::GroupMember::Kind::person, .id = "p"},
                                                 {.kind = core::GroupMember::Kind::group, .id = "g"}};
    {
        const SyncDatabase first = open();
        SqlMetaverse metaverse(*first.database);
        core::MetaverseEntry entry;
        entry.anchor = group;
        entry.kind = core::ObjectKind::group;
        entry.exported.tenant_id = "t";
        ASSERT_TRUE(metaverse.put(entry));
        ASSERT_TRUE(metaverse.set_told_members(group, members));
        ASSERT_TRUE(metaverse.set_note("name", "text"));
        ASSERT_TRUE(metaverse.count_removals(kNow, 3));
        ASSERT_TRUE(SqlConnectorSpace(*first.database).set_members(1, guid(7), {guid(1), guid(2)}));
    }
    const SyncDatabase again = open();
    EXPECT_EQ(again.set_aside, "");
    EXPECT_EQ(SqlMetaverse(*again.database).told_members(group)->size(), 2U);
}

TEST_F(SyncDatabaseTest, AKillAnywhereLeavesWholeTransactionsAndTheCookieBehindThem) {
    for (int round = 0; round < 10; ++round) {
        const auto path = folder_.path() / ("killed" + std::to_string(round) + ".db");
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            auto opened = open_sync_database(path, kNow);
            for (std::int64_t number = 0; opened && import_ten(*opened->database, number); ++number)
                if (::write(pipe[1], &number, sizeof number) != sizeof number) break;
            _exit(1);
        }
        ::close(pipe[1]);
        std::int64_t said = -1;
        std::int64_t number = 0;
        while (said < 5 * round && ::read(pipe[0], &number, sizeof number) == sizeof number) said = number;
        ::kill(child, SIGKILL);
        while (::read(pipe[0], &number, sizeof number) == sizeof number) said = number;
        ::close(pipe[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself";

        auto opened = open_sync_database(path, kNow).value();
        ASSERT_EQ(opened.set_aside, "");
        const auto cookie = std::stoll(SqlConnectorSpace(*opened.database).position(1)->cookie);
        EXPECT_GE(cookie, said);
        EXPECT_EQ(people(*opened.database), 10 * (cookie + 1));
        EXPECT_EQ(SqlMetaverse(*opened.database).counts()->people, 10 * (cookie + 1));
        EXPECT_EQ(SqlConnectorSpace(*opened.database).marked(1, core::ObjectKind::person, 1'000'000)->size(),
                  static_cast<std::size_t>(10 * (cookie + 1)));
    }
}

TEST_F(SyncDatabaseTest, AFileThatIsNoDatabaseIsSetAside) {
    std::filesystem::create_directories(path_.parent_path());
    std::ofstream(path_) << std::string(8192, 'x');
    const SyncDatabase anew = open();
    EXPECT_NE(anew.set_aside, "");
    EXPECT_EQ(people(*anew.database), 0);
    EXPECT_TRUE(import_ten(*anew.database, 0));
    EXPECT_EQ(std::filesystem::file_size(path_.string() + ".set-aside"), 8192U);
}

TEST_F(SyncDatabaseTest, ADamagedPageIsFoundAtTheStartAndTheFileSetAside) {
    {
        const SyncDatabase opened = open();
        for (int round = 0; round < 50; ++round) ASSERT_TRUE(import_ten(*opened.database, round));
        ASSERT_TRUE(opened.database->empty_wal());
    }
    const auto size = std::filesystem::file_size(path_);
    ASSERT_GT(size, 100'000U);
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    for (std::size_t page = size / 8192; page < size / 4096; ++page) {
        file.seekp(static_cast<std::streamoff>(page * 4096));
        file << std::string(200, '\x55');
    }
    file.close();
    const SyncDatabase anew = open();
    EXPECT_NE(anew.set_aside, "");
    EXPECT_EQ(people(*anew.database), 0);
    EXPECT_FALSE(std::filesystem::exists(path_.string() + ".set-aside.set-aside"));
    EXPECT_EQ(open().set_aside, "") << "only once";
}

TEST_F(SyncDatabaseTest, AFileOfANewerProgramIsSetAside) {
    {
        const SyncDatabase opened = open();
        ASSERT_TRUE(import_ten(*opened.database, 0));
        ASSERT_TRUE(opened.database->write("INSERT INTO schema_migrations VALUES (9999, 'x', 0)", {}));
    }
    const SyncDatabase anew = open();
    EXPECT_NE(anew.set_aside.find("9999"), std::string::npos) << anew.set_aside;
    EXPECT_EQ(people(*anew.database), 0);
}

TEST_F(SyncDatabaseTest, AFolderThatCannotBeUsedIsAnErrorAndNothingIsSetAside) {
    const auto file = folder_.path() / "file";
    std::ofstream(file) << "x";
    const auto opened = open_sync_database(file / "sync.db", kNow);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().code, ErrorCode::corrupt);
}

TEST_F(SyncDatabaseTest, AFullDiskLosesTheTransactionAndNothingElse) {
    const SyncDatabase opened = open();
    ASSERT_TRUE(import_ten(*opened.database, 0));
    const auto pages = opened.database->read("PRAGMA page_count")->rows[0].integer(0);
    const auto limit = [&](std::int64_t most) {
        return opened.database->write([&](Connection& connection) {
            return connection.query("PRAGMA max_page_count = " + std::to_string(most));
        });
    };
    ASSERT_TRUE(limit(pages + 1));
    base::Result<void> imported;
    std::int64_t round = 1;
    for (; imported && round < 100; ++round) imported = import_ten(*opened.database, round);
    ASSERT_FALSE(imported) << "the limit was never met";
    EXPECT_EQ(imported.error().code, ErrorCode::unavailable);
    const std::int64_t whole = round - 1;
    EXPECT_EQ(people(*opened.database), 10 * whole);
    EXPECT_EQ(SqlConnectorSpace(*opened.database).position(1)->cookie, std::to_string(whole - 1));
    ASSERT_TRUE(limit(pages + 1000));
    EXPECT_TRUE(import_ten(*opened.database, whole)) << "there is room again";
    EXPECT_EQ(people(*opened.database), 10 * whole + 10);
}

TEST_F(SyncDatabaseTest, AnotherProcessReadsWhileThisOneWrites) {
    const SyncDatabase engine = open();
    ASSERT_TRUE(import_ten(*engine.database, 0));
    const SyncDatabase command_line = open();
    EXPECT_EQ(command_line.set_aside, "");
    ASSERT_TRUE(engine.database->run([&]() -> base::Result<void> {
        EXPECT_TRUE(import_ten(*engine.database, 1));
        EXPECT_EQ(people(*engine.database), 20);
        EXPECT_EQ(people(*command_line.database), 10) << "what is committed";
        return {};
    }));
    EXPECT_EQ(people(*command_line.database), 20);
    ASSERT_TRUE(import_ten(*command_line.database, 2));
    EXPECT_EQ(people(*engine.database), 30);
}

}  // namespace
}  // namespace tilbage::adapters::sql
