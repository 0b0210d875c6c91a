#include "core/directory_setup/access_check.h"

#include <gtest/gtest.h>

#include "core/directory_setup/connector_rights.h"
#include "core/directory_setup/sddl.h"

namespace tilbage::core {
namespace {

const std::string kAccount = "S-1-5-21-1-2-3-1104";
const std::string kReset = "00299570-246d-11d0-a768-00aa006e0529";
const std::string kUser = "bf967aba-0de6-11d0-a285-00aa003049e2";

Token token() { return {Sid::parse(kAccount).value(), Sid::parse("S-1-1-0").value(), Sid::parse("S-1-5-11").value()}; }

bool may(const std::string& sddl, ConnectorRight right) {
    return check_access(parse_sddl(sddl).value(), token(), wanted_access(right)).granted();
}

TEST(AccessCheck, TheRightOnTheAccountOrItsGroupGrants) {
    EXPECT_TRUE(may("D:(OA;;CR;" + kReset + ";;" + kAccount + ")", ConnectorRight::reset_password));
    EXPECT_TRUE(may("D:(OA;;CR;" + kReset + ";;AU)", ConnectorRight::reset_password));
    EXPECT_TRUE(may("D:(A;;CR;;;AU)", ConnectorRight::reset_password));
    EXPECT_TRUE(may("D:(A;;GA;;;AU)", ConnectorRight::reset_password));
    EXPECT_FALSE(may("D:(OA;;CR;" + kReset + ";;S-1-5-21-1-2-3-1105)", ConnectorRight::reset_password));
    EXPECT_FALSE(may("D:(OA;;CR;" + kReset + ";;" + kAccount + ")", ConnectorRight::change_password));
    EXPECT_FALSE(may("D:(OA;;RPWP;" + kReset + ";;" + kAccount + ")", ConnectorRight::reset_password));
    EXPECT_FALSE(may("D:", ConnectorRight::reset_password));
}

TEST(AccessCheck, APropertySetGrantsTheAttributesInItAndNoOther) {
    const std::string restrictions = "D:(OA;;WP;4c164200-20c0-11d0-a768-00aa006e0529;;AU)";
    EXPECT_TRUE(may(restrictions, ConnectorRight::write_pwd_last_set));
    EXPECT_FALSE(may(restrictions, ConnectorRight::write_lockout_time));
    EXPECT_TRUE(may("D:(A;;WP;;;AU)", ConnectorRight::write_lockout_time));
    EXPECT_TRUE(may("D:(A;;GW;;;AU)", ConnectorRight::write_lockout_time));
    EXPECT_FALSE(may("D:(A;;RP;;;AU)", ConnectorRight::write_lockout_time));
}

TEST(AccessCheck, TheFirstEntryThatSpeaksDecides) {
    EXPECT_FALSE(may("D:(OD;;CR;" + kReset + ";;AU)(A;;GA;;;AU)", ConnectorRight::reset_password));
    EXPECT_TRUE(may("D:(A;;GA;;;AU)(OD;;CR;" + kReset + ";;AU)", ConnectorRight::reset_password));
    EXPECT_FALSE(may("D:(A;CIIO;CR;;;AU)", ConnectorRight::reset_password));
}

TEST(AccessCheck, WithoutAListEverybodyMay) {
    EXPECT_TRUE(check_access({}, token(), wanted_access(ConnectorRight::reset_password)).granted());
}

TEST(AccessCheck, ANewPersonInheritsWhatIsForPeople) {
    const auto right = wanted_access(ConnectorRight::reset_password);
    const auto inherited = [&](const std::string& sddl, const Guid& object_class) {
        return check_access(of_new_child(parse_sddl(sddl).value(), object_class), token(), right).granted();
    };
    const auto for_users = "D:(OA;CIIO;CR;" + kReset + ";" + kUser + ";" + kAccount + ")";
    EXPECT_TRUE(inherited(for_users, kUserClass));
    EXPECT_FALSE(inherited(for_users, kInetOrgPersonClass));
    EXPECT_TRUE(inherited("D:(A;CI;CR;;;AU)", kInetOrgPersonClass));
    EXPECT_TRUE(inherited("D:(A;CINP;CR;;;AU)", kUserClass));
    EXPECT_FALSE(inherited("D:(A;;CR;;;AU)", kUserClass));
    EXPECT_FALSE(inherited("D:(A;OI;CR;;;AU)", kUserClass));
}

TEST(ConnectorRights, APersonWhoCannotChangeTheirPasswordLacksNoRightOfTheAccount) {
    const std::string change = "ab721a53-1e2f-11d0-9819-00aa0040529b";
    const auto denied_to_all =
        parse_sddl("D:(OD;;CR;" + change + ";;PS)(OD;;CR;" + change + ";;WD)(A;;GA;;;AU)").value();
    EXPECT_TRUE(holds(denied_to_all, token(), ConnectorRight::change_password));
    const auto denied_to_account = parse_sddl("D:(OD;;CR;" + change + ";;" + kAccount + ")(A;;GA;;;AU)").value();
    EXPECT_FALSE(holds(denied_to_account, token(), ConnectorRight::change_password));
    const auto reset_denied_to_all = parse_sddl("D:(OD;;CR;" + kReset + ";;WD)(A;;GA;;;AU)").value();
    EXPECT_FALSE(holds(reset_denied_to_all, token(), ConnectorRight::reset_password));
}

TEST(ConnectorRights, WhatIsGrantedIsHeld) {
    const auto account = Sid::parse(kAccount).value();
    const Guid classes[] = {kUserClass, kInetOrgPersonClass};
    for (const auto right : rights_on_people()) {
        auto person = parse_sddl("D:").value();
        for (auto& ace : grant_entries(right, account, GrantTo::object_itself, classes)) person.add(ace);
        auto unit = parse_sddl("D:").value();
        for (auto& ace : grant_entries(right, account, GrantTo::people_below, classes)) unit.add(ace);
        for (const auto other : rights_on_people()) {
            EXPECT_EQ(holds(person, token(), other), other == right);
            EXPECT_FALSE(holds(unit, token(), other));
            EXPECT_EQ(holds(of_new_child(unit, kUserClass), token(), other), other == right);
            EXPECT_EQ(holds(of_new_child(unit, kInetOrgPersonClass), token(), other), other == right);
        }
    }
}

}  // namespace
}  // namespace tilbage::core
