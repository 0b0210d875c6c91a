// What every store of callers does: the one on disk, and the one that core's tests use.
#include "adapters/sql/caller_verification_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "fakes/memory_callers.h"

namespace tilbage::contract {
namespace {

using namespace adapters::sql::testing_support;
using namespace std::chrono_literals;
using core::MethodKind;

struct Store {
    virtual ~Store() = default;
    virtual core::CallerVerificationStore& callers() = 0;
    TenantDatabase database;
};
struct MemoryStore final : Store {
    core::CallerVerificationStore& callers() override { return callers_; }

private:
    fakes::MemoryCallerVerifications callers_;
};
struct SqlStore final : Store {
    core::CallerVerificationStore& callers() override { return callers_; }

private:
    adapters::sql::SqlCallerVerificationStore callers_{*database};
};

using MakeStore = std::unique_ptr<Store> (*)();
std::unique_ptr<Store> memory_store() { return std::make_unique<MemoryStore>(); }
std::unique_ptr<Store> sql_store() { return std::make_unique<SqlStore>(); }

struct CallerVerificationStoreTest : ::testing::TestWithParam<MakeStore> {
    core::Caller caller(const std::string& administrator = "admin-1", const std::string& person = "person-1") {
        return {store->database.tenant, core::AdministratorId(administrator), core::PersonId(person)};
    }
    core::CallerCode code(const std::string& id, MethodKind kind = MethodKind::email) {
        return {id, caller(), kind, digest(7), 5, kNow + 5min};
    }
    core::CallerVerification verification(std::optional<MethodKind> kind = MethodKind::email) {
        return {caller(), kind, kNow, kNow + 15min};
    }

    const std::unique_ptr<Store> store = GetParam()();
    core::CallerVerificationStore& store_ = store->callers();
};

TEST_P(CallerVerificationStoreTest, EveryTryCountsOfTheRightCallerAndInTime) {
    ASSERT_TRUE(store_.put_code(code("c")));
    const auto first = store_.take_try(caller(), MethodKind::email, kNow).value();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->id, "c");
    EXPECT_EQ(first->code, digest(7));
    EXPECT_EQ(first->tries_left, 5);
    EXPECT_EQ(first->expires_at, kNow + 5min);
    EXPECT_EQ(store_.take_try(caller(), MethodKind::email, kNow).value()->tries_left, 4);
    EXPECT_FALSE(store_.take_try(caller("admin-2"), MethodKind::email, kNow).value());
    EXPECT_FALSE(store_.take_try(caller("admin-1", "person-2"), MethodKind::email, kNow).value());
    EXPECT_FALSE(store_.take_try(caller(), MethodKind::mobile_phone, kNow).value());
    EXPECT_FALSE(store_.take_try(caller(), MethodKind::email, kNow + 5min).value());
    for (int i = 0; i < 5; ++i) (void)store_.take_try(caller(), MethodKind::email, kNow);
    EXPECT_EQ(store_.take_try(caller(), MethodKind::email, kNow).value()->tries_left, 0);
}

TEST_P(CallerVerificationStoreTest, ANewCodeTakesTheOldersPlaceAndOneOfManyServes) {
    ASSERT_TRUE(store_.put_code(code("old")));
    ASSERT_TRUE(store_.put_code(code("text", MethodKind::mobile_phone)));
    ASSERT_TRUE(store_.put_code(code("new")));
    EXPECT_EQ(store_.take_try(caller(), MethodKind::email, kNow).value()->id, "new");
    EXPECT_EQ(store_.take_try(caller(), MethodKind::mobile_phone, kNow).value()->id, "text");
    EXPECT_FALSE(store_.remove_code("old").value());
    EXPECT_TRUE(store_.remove_code("new").value());
    EXPECT_FALSE(store_.remove_code("new").value());
}

TEST_P(CallerVerificationStoreTest, AVerificationHoldsForItsTimeAndIsItsAdministratorsAlone) {
    ASSERT_TRUE(store_.put(verification()));
    EXPECT_EQ(store_.find(caller(), kNow + 15min - 1ms).value(), verification());
    EXPECT_FALSE(store_.find(caller(), kNow + 15min).value());
    EXPECT_FALSE(store_.find(caller("admin-2"), kNow).value());
    EXPECT_FALSE(store_.find(caller("admin-1", "person-2"), kNow).value());
    ASSERT_TRUE(store_.put(verification(std::nullopt)));
    EXPECT_EQ(store_.find(caller(), kNow).value(), verification(std::nullopt)) << "in another way";
}

TEST_P(CallerVerificationStoreTest, EndsWithItsCodes) {
    ASSERT_TRUE(store_.put(verification()));
    ASSERT_TRUE(store_.put_code(code("c")));
    EXPECT_TRUE(store_.remove(caller()).value());
    EXPECT_FALSE(store_.remove(caller()).value());
    EXPECT_FALSE(store_.find(caller(), kNow).value());
    EXPECT_FALSE(store_.take_try(caller(), MethodKind::email, kNow).value());
}

TEST_P(CallerVerificationStoreTest, WhatHasExpiredIsPurged) {
    ASSERT_TRUE(store_.put(verification()));
    ASSERT_TRUE(store_.put_code(code("c")));
    ASSERT_TRUE(store_.purge(kNow + 5min));
    EXPECT_FALSE(store_.take_try(caller(), MethodKind::email, kNow).value());
    EXPECT_TRUE(store_.find(caller(), kNow).value());
    ASSERT_TRUE(store_.purge(kNow + 15min));
    EXPECT_FALSE(store_.find(caller(), kNow).value());
}

INSTANTIATE_TEST_SUITE_P(Stores, CallerVerificationStoreTest, ::testing::Values(&memory_store, &sql_store),
                         [](const auto& made) { return std::string(made.index == 0 ? "memory" : "sql"); });

}  // namespace
}  // namespace tilbage::contract
