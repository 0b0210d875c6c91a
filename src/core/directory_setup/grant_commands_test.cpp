#include "core/directory_setup/grant_commands.h"

#include <gmock/gmock.h>

namespace tilbage::core {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Guid kUsers[] = {kUserClass};

GrantContext context() {
    return {.server_host = "dc1.example.org",
            .domain_netbios = "EXAMPLE",
            .account_name = "svc-tilbage",
            .account_dn = "CN=svc-tilbage,CN=Users,DC=example,DC=org",
            .account_sid = Sid::parse("S-1-5-21-1-2-3-1104").value()};
}

TEST(GrantCommands, AUnitIsGrantedForThePeopleBelow) {
    const auto commands = grant_commands(context(), ConnectorRight::reset_password, "OU=People,DC=example,DC=org",
                                         GrantTo::people_below, kUsers);
    EXPECT_EQ(commands.samba_tool,
              "samba-tool dsacl set -H ldap://dc1.example.org -U 'EXAMPLE\\Administrator' "
              "--objectdn='OU=People,DC=example,DC=org' --trusteedn='CN=svc-tilbage,CN=Users,DC=example,DC=org' "
              "--sddl='(OA;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;bf967aba-0de6-11d0-a285-00aa003049e2;"
              "S-1-5-21-1-2-3-1104)'");
    EXPECT_EQ(commands.dsacls,
              "dsacls \"OU=People,DC=example,DC=org\" /I:S /G \"EXAMPLE\\svc-tilbage:CA;Reset Password;user\"");
}

TEST(GrantCommands, APersonIsGrantedThemselves) {
    const auto commands = grant_commands(context(), ConnectorRight::write_lockout_time, "CN=Åse,DC=example,DC=org",
                                         GrantTo::object_itself, kUsers);
    EXPECT_THAT(commands.samba_tool,
                HasSubstr("--sddl='(OA;;RPWP;28630ebf-41d5-11d1-a9c1-0000f80367c1;;S-1-5-21-1-2-3-1104)'"));
    EXPECT_EQ(commands.dsacls, "dsacls \"CN=Åse,DC=example,DC=org\" /G \"EXAMPLE\\svc-tilbage:RPWP;lockoutTime\"");
}

TEST(GrantCommands, BothClassesOfPeopleAreGrantedAtOnce) {
    const Guid both[] = {kInetOrgPersonClass, kUserClass};
    const auto commands = grant_commands(context(), ConnectorRight::write_pwd_last_set, "OU=x,DC=example,DC=org",
                                         GrantTo::people_below, both);
    EXPECT_THAT(commands.dsacls, HasSubstr("pwdLastSet;inetOrgPerson\" \"EXAMPLE\\svc-tilbage:RPWP;pwdLastSet;user\""));
    EXPECT_THAT(commands.samba_tool, HasSubstr(kInetOrgPersonClass.str() + ";S-1-5-21-1-2-3-1104)(OA;CIIO;"));
}

TEST(GrantCommands, TheObjectsOfTheDomainHaveTheirOwnCommands) {
    const auto of = [](ConnectorRight right, const std::string& dn) {
        return grant_commands(context(), right, dn, GrantTo::object_itself, {});
    };
    EXPECT_EQ(of(ConnectorRight::dirsync, "DC=example,DC=org").dsacls,
              "dsacls \"DC=example,DC=org\" /G \"EXAMPLE\\svc-tilbage:CA;Replicating Directory Changes\"");
    EXPECT_THAT(of(ConnectorRight::dirsync, "DC=example,DC=org").samba_tool,
                HasSubstr("(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;S-1-5-21-1-2-3-1104)"));
    const auto deleted = of(ConnectorRight::read_deleted_objects, "CN=Deleted Objects,DC=example,DC=org");
    EXPECT_THAT(deleted.dsacls, HasSubstr("/takeOwnership; dsacls"));
    EXPECT_THAT(deleted.samba_tool, HasSubstr("show_deleted:1"));
    EXPECT_THAT(of(ConnectorRight::read_password_settings, "CN=x,DC=example,DC=org").samba_tool,
                HasSubstr("(A;CI;RPLCLORC;;;"));
}

TEST(GrantCommands, ADnGoesThroughTheShellAsItIs) {
    const auto commands =
        grant_commands(context(), ConnectorRight::reset_password, R"(OU=\"Ærø\" 's $HOME `id`,DC=example,DC=org)",
                       GrantTo::people_below, kUsers);
    EXPECT_THAT(commands.samba_tool, HasSubstr(R"(--objectdn='OU=\22Ærø\22 '\''s $HOME `id`,DC=example,DC=org')"));
    EXPECT_THAT(commands.dsacls, HasSubstr(R"(dsacls 'OU=\22Ærø\22 ''s $HOME `id`,DC=example,DC=org' )"));
    EXPECT_THAT(commands.dsacls, Not(HasSubstr("\\\"")));
}

TEST(GrantCommands, AnIpv6AddressStandsInBrackets) {
    auto there = context();
    there.server_host = "fd00::1";
    EXPECT_THAT(grant_commands(there, ConnectorRight::dirsync, "DC=x", GrantTo::object_itself, {}).samba_tool,
                HasSubstr("ldap://[fd00::1] "));
}

}  // namespace
}  // namespace tilbage::core
