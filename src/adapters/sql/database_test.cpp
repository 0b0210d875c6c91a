#include "adapters/sql/database.h"

#include <atomic>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>

#include "adapters/sql/testing/threads.h"
#include "support/temp_dir.h"

namespace tilbage::adapters::sql {
namespace {

using base::ErrorCode;
using base::Result;

class DatabaseTest : public ::testing::Test {
protected:
    void SetUp() override {
        auto opened = Database::open({.path = folder_.path() / "test.db", .durability = Durability::process_kill});
        ASSERT_TRUE(opened) << opened.error().message;
        database_ = std::move(*opened);
        ASSERT_TRUE(database_->write(
            "CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL CHECK (value >= 0)) STRICT", {}));
        ASSERT_TRUE(database_->write("INSERT INTO counters VALUES ('a', 0)", {}));
    }
    Result<void> set(const std::string& name, std::int64_t value) {
        auto done = database_->write("INSERT INTO counters VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2",
                                     {name, value});
        if (!done) return base::fail(done.error());
        return {};
    }
    std::int64_t value(const std::string& name) {
        auto found = database_->read("SELECT value FROM counters WHERE name = $1", {name});
        return found && !found->rows.empty() ? found->rows.front().integer(0) : -1;
    }

    tilbage::testing::TempDir folder_;
    std::unique_ptr<Database> database_;
};

TEST_F(DatabaseTest, KeepsEveryKindOfValueExactly) {
    ASSERT_TRUE(database_->write("CREATE TABLE kinds (i INTEGER, t TEXT, b BLOB, n TEXT) STRICT", {}));
    const std::string text("zero \0 inside", 13);
    const base::Bytes bytes{0, 255, 0};
    const std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
    ASSERT_TRUE(database_->write("INSERT INTO kinds VALUES ($3, $1, $2, $4)", {text, bytes, smallest, Null{}}));
    auto read = database_->read("SELECT i, t, b, n FROM kinds");
    ASSERT_TRUE(read);
    const Row& row = read->rows.at(0);
    EXPECT_EQ(row.integer(0), smallest);
    EXPECT_EQ(row.text(1), text);
    EXPECT_EQ(row.bytes(2), bytes);
    EXPECT_TRUE(row.is_null(3));
}

TEST_F(DatabaseTest, TellsBrokenRulesApart) {
    EXPECT_EQ(database_->write("INSERT INTO counters VALUES ('a', 1)", {}).error().code, ErrorCode::conflict);
    EXPECT_EQ(database_->write("INSERT INTO counters VALUES ('b', -1)", {}).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(database_->write("INSERT INTO counters VALUES ('b', 'x')", {}).error().code, ErrorCode::invalid_argument);
    ASSERT_TRUE(database_->write("CREATE TABLE parts (counter TEXT REFERENCES counters (name)) STRICT", {}));
    EXPECT_EQ(database_->write("INSERT INTO parts VALUES ('nobody')", {}).error().code, ErrorCode::not_found);
    EXPECT_EQ(database_->write("nonsense", {}).error().code, ErrorCode::internal);
}

TEST_F(DatabaseTest, RefusesParametersThatDoNotMatch) {
    EXPECT_FALSE(database_->read("SELECT $1", {}));
    EXPECT_FALSE(database_->read("SELECT 1", {std::int64_t{1}}));
}

TEST_F(DatabaseTest, RollsBackWhenTheWorkFails) {
    auto result = database_->run([&]() -> Result<void> {
        EXPECT_TRUE(set("a", 7));
        EXPECT_EQ(value("a"), 7) << "a transaction sees its own writes";
        return base::fail(ErrorCode::conflict, "no");
    });
    EXPECT_EQ(result.error().code, ErrorCode::conflict);
    EXPECT_EQ(value("a"), 0);
}

TEST_F(DatabaseTest, RollsBackWhenTheWorkThrows) {
    EXPECT_THROW(static_cast<void>(database_->run([&]() -> Result<void> {
                     EXPECT_TRUE(set("a", 7));
                     throw std::runtime_error("broken");
                 })),
                 std::runtime_error);
    EXPECT_EQ(value("a"), 0);
    EXPECT_TRUE(set("a", 1)) << "the writer is free again";
}

TEST_F(DatabaseTest, ANestedFailureUndoesOnlyItsOwnPart) {
    auto result = database_->run([&]() -> Result<void> {
        EXPECT_TRUE(set("a", 1));
        auto part = database_->run([&]() -> Result<void> {
            EXPECT_TRUE(set("b", 2));
            return set("b", -1);
        });
        EXPECT_FALSE(part);
        EXPECT_FALSE(set("c", -1));
        return set("d", 4);
    });
    ASSERT_TRUE(result);
    EXPECT_EQ(value("a"), 1);
    EXPECT_EQ(value("b"), -1);
    EXPECT_EQ(value("d"), 4);
}

TEST_F(DatabaseTest, AnOuterFailureUndoesFinishedParts) {
    EXPECT_FALSE(database_->run([&]() -> Result<void> {
        EXPECT_TRUE(database_->run([&] { return set("b", 2); }));
        return base::fail(ErrorCode::internal, "late");
    }));
    EXPECT_EQ(value("b"), -1);
}

TEST_F(DatabaseTest, FiftyThreadsThatReadThenWriteLoseNoUpdate) {
    std::atomic<int> failures{0};
    testing_support::in_parallel(50, [&](int) {
        for (int i = 0; i < 20; ++i) {
            const bool done = static_cast<bool>(database_->run([&] { return set("a", value("a") + 1); }));
            if (!done) ++failures;
        }
    });
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(value("a"), 1000);
}

TEST_F(DatabaseTest, TwoProcessesWorthOfConnectionsWaitForEachOther) {
    auto other = Database::open({.path = database_->path()});
    ASSERT_TRUE(other);
    testing_support::in_parallel(8, [&](int thread) {
        Database& database = thread % 2 == 0 ? *database_ : **other;
        for (int i = 0; i < 25; ++i)
            EXPECT_TRUE(database.write("UPDATE counters SET value = value + 1 WHERE name = 'a'", {}));
    });
    EXPECT_EQ(value("a"), 200);
}

TEST_F(DatabaseTest, ASnapshotDoesNotMoveWhileOthersWrite) {
    ASSERT_TRUE(database_->read([&](Connection& connection) -> Result<int> {
        auto before = connection.query("SELECT value FROM counters WHERE name = 'a'");
        std::thread([&] { EXPECT_TRUE(set("a", 5)); }).join();
        auto after = connection.query("SELECT value FROM counters WHERE name = 'a'");
        EXPECT_EQ(before->rows[0].integer(0), after->rows[0].integer(0));
        return 0;
    }));
    EXPECT_EQ(value("a"), 5);
}

TEST_F(DatabaseTest, ReadersCannotWrite) {
    EXPECT_FALSE(database_->read("UPDATE counters SET value = 9"));
    EXPECT_EQ(value("a"), 0);
}

TEST_F(DatabaseTest, MoreReadersThanConnectionsWaitTheirTurn) {
    testing_support::in_parallel(50, [&](int) { EXPECT_EQ(value("a"), 0); });
}

TEST_F(DatabaseTest, WhatIsCommittedIsThereAfterReopening) {
    ASSERT_TRUE(set("a", 42));
    const auto path = database_->path();
    database_.reset();
    database_ = std::move(*Database::open({.path = path, .durability = Durability::process_kill}));
    EXPECT_EQ(value("a"), 42);
}

TEST_F(DatabaseTest, TheFileIsForItsOwnerAlone) {
    for (const char* suffix : {"", "-wal", "-shm"}) {
        struct stat status{};
        ASSERT_EQ(::stat((database_->path().string() + suffix).c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600U) << suffix;
    }
    const auto nested = folder_.path() / "state";
    ASSERT_TRUE(Database::open({.path = nested / "x.db"}));
    struct stat status{};
    ASSERT_EQ(::stat(nested.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0700U);
}

TEST_F(DatabaseTest, WiderPermissionsOfAnOldFileAreTakenAway) {
    const auto path = folder_.path() / "old.db";
    std::ofstream(path).close();
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    ASSERT_TRUE(Database::open({.path = path}));
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(DatabaseTest, WhatCannotBeADatabaseIsRefusedWithItsName) {
    const auto path = folder_.path() / "text.db";
    std::ofstream(path) << std::string(4096, 'x');
    const auto opened = Database::open({.path = path});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::corrupt);
    EXPECT_NE(opened.error().message.find(path.string()), std::string::npos);
    EXPECT_EQ(Database::open({.path = folder_.path() / "none.db", .create = false}).error().code, ErrorCode::not_found);
}

TEST_F(DatabaseTest, EmptyingTheWalDoesNotWaitForSomebodyWhoReads) {
    ASSERT_TRUE(set("a", 1));
    ASSERT_TRUE(database_->read([&](Connection& connection) -> Result<int> {
        EXPECT_TRUE(connection.query("SELECT value FROM counters"));
        EXPECT_TRUE(set("a", 2));
        const auto start = std::chrono::steady_clock::now();
        EXPECT_TRUE(database_->empty_wal());
        EXPECT_LT(std::chrono::steady_clock::now() - start, Connection::kPatience / 2);
        return 0;
    }));
    EXPECT_EQ(value("a"), 2);
    EXPECT_TRUE(database_->empty_wal());
}

TEST_F(DatabaseTest, DeletedTextIsNowhereInTheFilesOnceTheWalIsEmptied) {
    const std::string marker = "a-sealed-password-that-has-served";
    ASSERT_TRUE(set(marker, 1));
    const auto somewhere = [&] {
        std::string all;
        for (const char* suffix : {"", "-wal"}) {
            std::ifstream file(database_->path().string() + suffix, std::ios::binary);
            std::ostringstream content;
            content << file.rdbuf();
            all += content.str();
        }
        return all.find(marker) != std::string::npos;
    };
    ASSERT_TRUE(somewhere());
    ASSERT_TRUE(database_->write("DELETE FROM counters WHERE name = $1", {marker}));
    ASSERT_TRUE(database_->empty_wal());
    EXPECT_FALSE(somewhere());
}

}  // namespace
}  // namespace tilbage::adapters::sql
