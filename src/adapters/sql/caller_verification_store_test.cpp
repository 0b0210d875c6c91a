// What many at once do; the rest is in tests/contract.
#include "adapters/sql/caller_verification_store.h"

#include <atomic>
#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"
#include "adapters/sql/testing/threads.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using core::MethodKind;

class CallerVerificationStoreTest : public ::testing::Test {
protected:
    core::Caller caller(const std::string& administrator = "admin-1", const std::string& person = "person-1") {
        return {database_.tenant, core::AdministratorId(administrator), core::PersonId(person)};
    }
    core::CallerCode code(const std::string& id, MethodKind kind = MethodKind::email) {
        return {id, caller(), kind, digest(7), 5, kNow + 5min};
    }

    TenantDatabase database_;
    SqlCallerVerificationStore store_{*database_};
};

TEST_F(CallerVerificationStoreTest, FiftyParallelTriesUseFiveTries) {
    ASSERT_TRUE(store_.put_code(code("c")));
    std::atomic<int> evaluated = 0;
    in_parallel(50, [&](int) {
        if (store_.take_try(caller(), MethodKind::email, kNow).value()->tries_left > 0) ++evaluated;
    });
    EXPECT_EQ(evaluated, 5);
}

TEST_F(CallerVerificationStoreTest, OfManyWithTheRightCodeOneIsServed) {
    ASSERT_TRUE(store_.put_code(code("c")));
    std::atomic<int> served = 0;
    in_parallel(8, [&](int) {
        if (store_.remove_code("c").value()) ++served;
    });
    EXPECT_EQ(served, 1);
}

}  // namespace
}  // namespace tilbage::adapters::sql
