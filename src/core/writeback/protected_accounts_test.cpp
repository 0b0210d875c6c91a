#include "core/writeback/protected_accounts.h"

#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

TEST(ProtectedSids, BuiltInAdministratorsOfAnyDomainAreProtected) {
    for (auto rid : {"500", "502", "512", "516", "518", "519", "521", "526", "527"}) {
        EXPECT_TRUE(is_protected_sid("S-1-5-21-1-2-3-" + std::string(rid))) << rid;
        EXPECT_FALSE(is_protected_sid("S-1-5-32-" + std::string(rid))) << rid;
    }
    for (auto rid : {"544", "548", "549", "550", "551", "552"}) {
        EXPECT_TRUE(is_protected_sid("S-1-5-32-" + std::string(rid))) << rid;
        EXPECT_FALSE(is_protected_sid("S-1-5-21-1-2-3-" + std::string(rid))) << rid;
    }
}

TEST(ProtectedSids, OrdinaryGroupsAreNot) {
    for (auto sid : {"S-1-5-21-1-2-3-513", "S-1-5-21-1-2-3-1512", "S-1-5-21-512-519-500-1001", "S-1-5-32-545",
                     "S-1-1-0", "", "512"}) {
        EXPECT_FALSE(is_protected_sid(sid)) << sid;
    }
}

TEST(ProtectedAccounts, APersonWithoutASidIsNotTouched) {
    DirectoryPerson person;
    person.group_sids.emplace();
    EXPECT_EQ(protection_of(person, {}), Protection::is_protected);
    person.sid = "S-1-5-21-1-2-3-1105";
    EXPECT_EQ(protection_of(person, {}), Protection::none);
    person.group_sids.reset();
    EXPECT_EQ(protection_of(person, {}), Protection::not_readable);
}

}  // namespace
}  // namespace tilbage::core
