#include "adapters/sql/tenant_store.h"

#include <gtest/gtest.h>

#include "adapters/sql/testing/tenant_database.h"

namespace tilbage::adapters::sql {
namespace {

using namespace testing_support;

class TenantStoreTest : public ::testing::Test {
protected:
    std::string by_domain(const std::string& domain) {
        const auto found = store_.find_by_domain(domain).value();
        return found ? found->id.str() : "";
    }
    TenantDatabase database_;
    SqlTenantStore store_{*database_};
    SqlPersonStore people_{*database_};
};

TEST_F(TenantStoreTest, FindsATenantByItsDomainInAnyCase) {
    EXPECT_EQ(by_domain("EX1.Test"), "tenant-1");
    EXPECT_EQ(by_domain("nobody.test"), "");
    EXPECT_EQ(by_domain(""), "");
    EXPECT_EQ(store_.find(database_.tenant).value()->display_name, "Example");
    EXPECT_FALSE(store_.find(core::TenantId("tenant-9")).value());
}

TEST_F(TenantStoreTest, FindsATenantByTheDomainsOfItsPeople) {
    auto person = database_.person(2, "jens");
    person.user_name = "jens@mail.example.dk";
    person.domain = "ad.example.dk";
    ASSERT_TRUE(people_.put(person, kNow));
    EXPECT_EQ(by_domain("MAIL.example.dk"), "tenant-1");
    EXPECT_EQ(by_domain("ad.example.dk"), "tenant-1");
}

TEST_F(TenantStoreTest, ADomainOfSeveralTenantsPeopleIsNobodysUnlessOneOwnsIt) {
    ASSERT_TRUE(store_.add({.id = core::TenantId("tenant-2"), .domain = "ex2.test", .display_name = "Other"}, kNow));
    auto person = database_.person(3, "hijack");
    person.tenant_id = core::TenantId("tenant-2");
    ASSERT_TRUE(people_.put(person, kNow));
    EXPECT_EQ(by_domain("ex1.test"), "tenant-1") << "the owner, although another tenant claims people there";
    person.user_name = "x@shared.test";
    ASSERT_TRUE(people_.put(person, kNow));
    EXPECT_EQ(by_domain("shared.test"), "tenant-2");
    auto other = database_.person(4, "y");
    other.user_name = "y@shared.test";
    ASSERT_TRUE(people_.put(other, kNow));
    EXPECT_EQ(by_domain("shared.test"), "");
}

TEST_F(TenantStoreTest, ADomainIsTakenOnce) {
    const auto again = store_.add({.id = core::TenantId("tenant-2"), .domain = "EX1.TEST", .display_name = "X"}, kNow);
    EXPECT_EQ(again.error().code, base::ErrorCode::conflict);
    EXPECT_EQ(store_.all().value().size(), 1U);
}

}  // namespace
}  // namespace tilbage::adapters::sql
