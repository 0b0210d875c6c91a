// A state that goes bad while the agent works with it.
#include "connect/sync/sync_store.h"

#include <fstream>
#include <gtest/gtest.h>

#include "adapters/sql/database.h"
#include "connect/state/state_folder.h"
#include "fakes/manual_clock.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

core::ObjectGuid guid(int number) {
    core::ObjectGuid guid;
    guid.bytes[0] = static_cast<std::uint8_t>(number);
    return guid;
}

class SyncStoreTest : public ::testing::Test {
protected:
    SyncStoreTest() {
        EXPECT_TRUE(prepare_state_dir(folder_));
        store_ = open();
        for (int number = 1; number <= 100; ++number) put(number);
    }
    std::unique_ptr<SyncStore> open() {
        const Identity who{.agent_id = core::AgentId("a"), .tenant_id = core::TenantId("t"), .tenant = "ex1.test"};
        auto opened = SyncStore::open(folder_, who, clock_);
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    void put(int number) {
        const core::StagedObject person{.guid = guid(number),
                                        .parent = guid(0),
                                        .rdn = "CN=" + std::to_string(number),
                                        .attributes = {{.name = "displayName", .values = {std::string(300, 'x')}}}};
        EXPECT_TRUE(store_->space().put(1, person, 1));
    }
    // Everything but the beginnings of the file and of its log.
    void damage() {
        for (const char* name : {"sync.db", "sync.db-wal"}) {
            const auto size = std::filesystem::file_size(folder_ / name);
            std::fstream file(folder_ / name, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(std::min<std::streamoff>(100, static_cast<std::streamoff>(size)));
            file << std::string(size - std::min<std::uintmax_t>(100, size), '\x5a');
        }
    }

    testing::TempDir dir_;
    std::filesystem::path folder_ = dir_.path() / "state";
    fakes::ManualClock clock_;
    std::unique_ptr<SyncStore> store_;
};

TEST_F(SyncStoreTest, OneThatIsWholeIsInNoTrouble) {
    EXPECT_EQ(store_->trouble(), "");
    EXPECT_EQ(store_->look_for_trouble({1}), "");
    EXPECT_TRUE(store_->space().find(1, guid(7)).value());
}

TEST_F(SyncStoreTest, WhatWasDamagedUnderOurHandsIsKnownAfterTheFirstRead) {
    damage();
    EXPECT_EQ(store_->space().find(1, guid(7)).error().code, base::ErrorCode::corrupt);
    EXPECT_NE(store_->trouble(), "");
}

TEST_F(SyncStoreTest, ARowThatCannotBeReadIsFoundByWhoLooksForIt) {
    auto beside = adapters::sql::Database::open({.path = folder_ / "sync.db"});
    ASSERT_TRUE(beside);
    ASSERT_TRUE((*beside)->write("UPDATE staged_objects SET attributes = x'ff' WHERE rdn = 'CN=7'", {}));
    EXPECT_EQ(store_->space().find(1, guid(7)).error().code, base::ErrorCode::corrupt);
    EXPECT_EQ(store_->trouble(), "") << "SQLite has nothing against it";
    EXPECT_NE(store_->look_for_trouble({1}), "");
}

TEST_F(SyncStoreTest, AFileThatIsTakenAwayOrReplacedIsNoticed) {
    std::filesystem::copy_file(folder_ / "sync.db", folder_ / "copy");
    std::filesystem::remove(folder_ / "sync.db");
    EXPECT_NE(store_->trouble(), "");
    std::filesystem::rename(folder_ / "copy", folder_ / "sync.db");
    EXPECT_NE(store_->trouble(), "");
}

TEST_F(SyncStoreTest, TheNextOneBeginsAnewWhenThisOneIsToBeSetAside) {
    damage();
    store_->set_aside_at_the_end();
    store_.reset();
    EXPECT_TRUE(std::filesystem::exists(folder_ / "sync.db.set-aside"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "sync.db"));
    store_ = open();
    EXPECT_EQ(store_->set_aside(), "");
    EXPECT_EQ(store_->space().counts(1)->people, 0);
}

}  // namespace
}  // namespace tilbage::connect
