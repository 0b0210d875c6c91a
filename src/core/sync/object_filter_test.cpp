#include "core/sync/object_filter.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace tilbage::core {
namespace {

using Why = ExplanationWhy;

StagedObject object(ObjectKind kind, std::vector<std::pair<std::string, std::string>> attributes,
                    std::string rdn = "CN=Anna") {
    StagedObject made;
    made.kind = kind;
    made.rdn = std::move(rdn);
    for (auto& [name, value] : attributes) made.attributes.push_back({name, {value}});
    std::ranges::sort(made.attributes, {}, &StagedAttribute::name);
    return made;
}
std::optional<Why> person(std::vector<std::pair<std::string, std::string>> more, std::string account = "anna") {
    more.emplace_back("sAMAccountName", std::move(account));
    return kept_out_by(object(ObjectKind::person, std::move(more)));
}
std::optional<Why> group(std::vector<std::pair<std::string, std::string>> more, std::string account = "staff") {
    more.emplace_back("sAMAccountName", std::move(account));
    return kept_out_by(object(ObjectKind::group, std::move(more)));
}

TEST(ObjectFilter, LetsPeopleThroughAlsoDisabledOnesAndServiceAccounts) {
    EXPECT_EQ(person({}), std::nullopt);
    EXPECT_EQ(person({{"userAccountControl", "514"}}), std::nullopt);
    EXPECT_EQ(person({{"sAMAccountType", "805306368"}, {"userAccountControl", "66048"}}, "svc-sync"), std::nullopt);
}

TEST(ObjectFilter, KeepsComputersManagedServiceAndTrustAccountsOut) {
    EXPECT_EQ(person({{"sAMAccountType", "805306369"}}, "PC1$"), Why::not_a_person);
    EXPECT_EQ(person({{"sAMAccountType", "805306370"}}, "EX2$"), Why::not_a_person);
    EXPECT_EQ(person({{"userAccountControl", "4096"}}), Why::not_a_person);
    EXPECT_EQ(person({{"userAccountControl", "2080"}}), Why::not_a_person);
    EXPECT_EQ(kept_out_by(object(ObjectKind::unit, {{"sAMAccountName", "x"}})), Why::not_a_person);
}

TEST(ObjectFilter, KeepsWhatTheSystemNeedsOut) {
    EXPECT_EQ(person({{"isCriticalSystemObject", "TRUE"}}, "krbtgt"), Why::critical_system_object);
    EXPECT_EQ(person({{"isCriticalSystemObject", "FALSE"}}), std::nullopt);
    EXPECT_EQ(person({}, "MSOL_1234"), Why::built_in_account);
    EXPECT_EQ(person({}, "aad_1234"), Why::built_in_account);
    EXPECT_EQ(person({}, "SUPPORT_388945a0"), Why::built_in_account);
    EXPECT_EQ(person({}, "SUPPORT_388945a01"), std::nullopt);
    EXPECT_EQ(kept_out_by(object(ObjectKind::person, {})), Why::no_account_name);
}

TEST(ObjectFilter, KeepsMailboxesOfTheMailSystemOut) {
    EXPECT_EQ(person({{"mailNickname", "SystemMailbox{1f05a927}"}}), Why::system_mailbox);
    EXPECT_EQ(person({{"mailNickname", "CAS_{12}"}}), Why::system_mailbox);
    EXPECT_EQ(person({{"mailNickname", "CAS_tle"}}), std::nullopt);
    EXPECT_EQ(person({{"msExchRecipientTypeDetails", "8388608"}}), Why::system_mailbox);  // arbitration
    EXPECT_EQ(person({{"msExchRecipientTypeDetails", "1"}}), std::nullopt);
}

TEST(ObjectFilter, KeepsTheLosersOfReplicationOut) {
    const auto loser = object(ObjectKind::person, {{"sAMAccountName", "anna"}}, "CN=Anna\\0ACNF:2b1c");
    EXPECT_EQ(kept_out_by(loser), Why::replication_conflict);
}

TEST(ObjectFilter, LetsSecurityGroupsThroughAndNoOthers) {
    EXPECT_EQ(group({{"groupType", "-2147483646"}}), std::nullopt);
    EXPECT_EQ(group({{"groupType", "-2147483640"}}), std::nullopt);
    EXPECT_EQ(group({{"groupType", "2"}}), Why::not_a_person);
    EXPECT_EQ(group({}), Why::not_a_person);
    EXPECT_EQ(group({{"groupType", "-2147483643"}, {"isCriticalSystemObject", "TRUE"}}), Why::critical_system_object);
    EXPECT_EQ(group({{"groupType", "-2147483646"}, {"msExchRecipientTypeDetails", "1073741824"}}),
              Why::built_in_account);
}

}  // namespace
}  // namespace tilbage::core
