#include "adapters/sql/password_protection_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

const core::TenantId kTenant("tenant-1");

class PasswordProtectionStoreTest : public ::testing::Test {
protected:
    testing_support::TenantDatabase database_;
    SqlPasswordProtectionStore store_{*database_};
};

TEST_F(PasswordProtectionStoreTest, NothingIsBannedUntilSomebodySaysSo) {
    EXPECT_EQ(store_.read(kTenant).value(), core::PasswordProtection());
    EXPECT_EQ(store_.version(kTenant).value(), 0);
}

TEST_F(PasswordProtectionStoreTest, WhatIsWrittenIsReadAndEveryWriteHasAVersionOfItsOwn) {
    core::PasswordProtection wanted{
        .enabled = true, .mode = core::BanMode::enforce, .words = {"blåbærgrød", "\"quoted\"", "Sommer"}};
    const auto first = store_.write(kTenant, wanted, 0);
    ASSERT_TRUE(first) << first.error().message;
    wanted.version = 1;
    EXPECT_EQ(*first, wanted);
    EXPECT_EQ(store_.read(kTenant).value(), wanted);
    wanted.mode = core::BanMode::audit;
    wanted.words.clear();
    EXPECT_EQ(store_.write(kTenant, wanted, 1).value().version, 2);
    EXPECT_EQ(store_.version(kTenant).value(), 2);
    EXPECT_TRUE(store_.read(kTenant).value().words.empty());
}

TEST_F(PasswordProtectionStoreTest, WhoHasSeenAnOlderOneIsTold) {
    ASSERT_TRUE(store_.write(kTenant, {.enabled = true}, 0));
    EXPECT_EQ(store_.write(kTenant, {}, 0).error().code, base::ErrorCode::conflict);
    EXPECT_TRUE(store_.read(kTenant).value().enabled);
}

}  // namespace
}  // namespace tilbage::adapters::sql
