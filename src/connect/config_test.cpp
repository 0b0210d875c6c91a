#include "connect/config.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <iterator>

#include "adapters/breached/filter_builder.h"
#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "core/sync/guid_text.h"
#include "support/temp_dir.h"

namespace tilbage::connect {
namespace {

class ConfigTest : public ::testing::Test {
protected:
    ConfigTest() {
        std::ifstream file(TILBAGE_SOURCE_DIR "/packaging/etc/connect.toml");
        text.assign(std::istreambuf_iterator<char>(file), {});
        folder.write("ad-ca.pem", "x");
        const auto password = folder.write("ad-password", "Hemmelig-1\n");
        std::filesystem::permissions(password, std::filesystem::perms::owner_read);
    }
    auto load() { return load_config(folder.write("connect.toml", text)); }
    void replace(std::string_view from, std::string_view to) {
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
    }
    std::string problem() {
        const auto config = load();
        return config ? std::string("none") : config.error().at(0);
    }
    std::string text;
    tilbage::testing::TempDir folder;
};

TEST_F(ConfigTest, ThePackagedFileIsValidAndHasEveryKey) {
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->agent_name, "connect1");
    EXPECT_EQ(config->tenant.url, "https://id.example.org");
    EXPECT_EQ(config->directory.servers.size(), 2U);
    EXPECT_EQ(config->directory.bind_password.open_text(), "Hemmelig-1");
    EXPECT_EQ(config->directory.connections, 8);
    EXPECT_FALSE(config->no_password_filters);
    EXPECT_EQ(config->scope.units.mode, core::Scope::Mode::selected);
    EXPECT_EQ(config->scope.units.include.at(0).str(), "OU=People,DC=example,DC=org");
    EXPECT_TRUE(config->scope.units.exclude.empty());
    EXPECT_TRUE(config->scope.units.include_new_units);
    EXPECT_FALSE(config->features.password_writeback);
    EXPECT_TRUE(config->synchronization.start);
    EXPECT_FALSE(config->synchronization.staging);
    EXPECT_EQ(config->synchronization.removal_threshold, 500U);
    EXPECT_EQ(config->limits.writes_per_minute, 600);
}

TEST_F(ConfigTest, TheListOfBreachedPasswordsIsLookedAtBeforeItServes) {
    const auto config = load();
    ASSERT_TRUE(config);
    EXPECT_TRUE(config->banned.breached_file.empty());
    EXPECT_TRUE(config->banned.screen.administrators);
    replace("# breached_file = \"/var/lib/tilbage-connect/breached.list\"", "breached_file = \"breached.list\"");
    EXPECT_THAT(problem(), ::testing::HasSubstr("banned.breached_file"));
    folder.write("breached.list", std::string(200, 'x'));
    EXPECT_THAT(problem(), ::testing::HasSubstr("no list of breached passwords"));
    const auto hashes = folder.write("hashes.txt", "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8:9659365\n");
    ASSERT_TRUE(adapters::breached::build_filter(hashes, folder.path() / "breached.list"));
    EXPECT_EQ(problem(), "none");
    replace("breached_mode  = \"enforce\"", "breached_mode  = \"perhaps\"");
    EXPECT_THAT(problem(), ::testing::HasSubstr("banned.breached_mode"));
}

TEST_F(ConfigTest, WhatIsNotSaidIsNotWritten) {
    replace("password_writeback = false", "");
    replace("staging = false", "");
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_FALSE(config->features.password_writeback);
    EXPECT_FALSE(config->synchronization.staging);
}

TEST_F(ConfigTest, TheWholeDomainNeedsNoNames) {
    replace("\"selected\"", "\"all\"");
    replace("[\"OU=People,DC=example,DC=org\"]", "[]");
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->scope.units.mode, core::Scope::Mode::all);
}

TEST_F(ConfigTest, MistakesAreToldWithFileLineAndKey) {
    replace("ldaps://dc1.example.org", "ldap://dc1.example.org");
    EXPECT_NE(problem().find("connect.toml:12: directory.servers"), std::string::npos) << problem();
}

TEST_F(ConfigTest, WhatCannotBeIsRefused) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"https://id.example.org", "http://id.example.org"},
        {"https://id.example.org", "https://id.example.org/tenant"},
        {"\"OU=People,DC=example,DC=org\"", "\"\""},
        {"\"OU=People,DC=example,DC=org\"", "\"People\""},
        {"connections   = 8", "connections   = 65"},
        {"connections   = 8", "conections   = 8"},
        {"\"unknown\"", "\"perhaps\""},
        {"\"selected\"", "\"some\""},
        {"[\"OU=People,DC=example,DC=org\"]", "[]"},
        {"exclude           = []", "exclude           = [\"People\"]"},
        {"password_writeback = false", "password_writeback = \"yes\""},
        {"staging = false", "stagin = false"},
        {"\"otherMailbox\"", "\"otherMailbox)(uid=*\""},
        {"level = \"info\"", "level = \"loud\""},
    };
    const auto good = text;
    for (const auto& [from, to] : cases) {
        text = good;
        replace(from, to);
        EXPECT_FALSE(load()) << to;
    }
}

TEST_F(ConfigTest, TheRemovalThresholdIsStillTakenByItsOlderName) {
    replace("removal_threshold = 500", "");
    replace("page_size                = 500", "page_size = 500\nmax_removals = 7");
    const auto older = load();
    ASSERT_TRUE(older) << older.error().at(0);
    EXPECT_EQ(older->synchronization.removal_threshold, 7U);
    replace("staging = false", "staging = false\nremoval_threshold = 9");
    EXPECT_NE(problem().find("removal_threshold"), std::string::npos) << "one of them";
}

TEST_F(ConfigTest, UnitsAndThePilotGroupMayHaveTheirGuids) {
    constexpr const char* kGuid = "48f3f955-29b4-4c1e-8a77-0102030405ff";
    const std::string unit = "OU=People,DC=example,DC=org";
    const std::string group = "CN=Pilot,OU=Groups,DC=example,DC=org";
    replace("[\"OU=People,DC=example,DC=org\"]", "[{dn = \"" + unit + "\", guid = \"" + kGuid + "\"}]");
    replace("# pilot_group     = \"CN=Pilot,OU=Groups,DC=example,DC=org\"",
            "pilot_group = {dn = \"" + group + "\", guid = \"" + kGuid + "\"}");
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->scope.units.include.at(0).str(), unit);
    EXPECT_EQ(config->scope.pilot_group, group);
    ASSERT_EQ(config->scope.guids.size(), 2U);
    EXPECT_EQ(core::to_text(config->scope.guids.at(unit)), kGuid);
    replace(std::string("guid = \"") + kGuid, "guid = \"4711");
    EXPECT_NE(problem().find("scope.include: guid: \"4711\" is no GUID"), std::string::npos) << problem();
}

TEST_F(ConfigTest, APilotGroupIsANameAndMetricsGoToAPromFile) {
    replace("# pilot_group     =", "pilot_group =");
    replace("# [metrics]\n# textfile =", "[metrics]\ntextfile =");
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->scope.pilot_group, "CN=Pilot,OU=Groups,DC=example,DC=org");
    EXPECT_EQ(config->metrics.textfile, "/var/lib/prometheus/node-exporter/tilbage.prom");
    replace("tilbage.prom\"", "tilbage.txt\"");
    EXPECT_NE(problem().find("textfile"), std::string::npos);
    replace("tilbage.txt\"", "tilbage.prom\"");
    replace("CN=Pilot,OU=Groups,DC=example,DC=org", "Pilot");
    EXPECT_NE(problem().find("pilot_group"), std::string::npos);
}

TEST_F(ConfigTest, APasswordFileThatOthersMayReadIsRefused) {
    std::filesystem::permissions(folder.path() / "ad-password", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_NE(problem().find("password_file"), std::string::npos);
}

class KeytabConfig : public ConfigTest {
protected:
    KeytabConfig() {
        adapters::ldap::testing::add_key(
            folder.path() / "svc.keytab",
            {.principal = "svc-writeback@EXAMPLE.ORG", .password = "x", .salt = "EXAMPLE.ORGsvc-writeback"});
        replace("bind_dn       = \"CN=svc-writeback,OU=Services,DC=example,DC=org\"", "account = \"svc-writeback\"");
        replace("password_file = \"ad-password\"", "keytab_file = \"svc.keytab\"");
    }
};

TEST_F(KeytabConfig, AKeytabTakesThePlaceOfNameAndPassword) {
    replace("\"ldaps://dc1.example.org\"", "\"ldap://dc1.example.org\"");
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(config->directory.keytab_file, (folder.path() / "svc.keytab").string());
    EXPECT_EQ(config->directory.account, "svc-writeback");
    EXPECT_TRUE(config->directory.bind_dn.empty());
    const auto copy = clone(*config);
    EXPECT_EQ(copy.directory.keytab_file, config->directory.keytab_file);
    EXPECT_EQ(copy.directory.account, "svc-writeback");
}

TEST_F(KeytabConfig, MistakesAreToldWithFileLineAndKey) {
    const auto good = text;
    const auto told = [&](std::string_view from, std::string_view to) {
        text = good;
        replace(from, to);
        return problem();
    };
    const auto has = [](std::string_view part) { return ::testing::HasSubstr(std::string(part)); };
    EXPECT_THAT(told("account =", "bind_dn = \"CN=x,DC=example,DC=org\"\naccount ="),
                has("connect.toml:14: directory.bind_dn: not together"));
    EXPECT_THAT(told("keytab_file =", "password_file = \"ad-password\"\nkeytab_file ="),
                has("directory.password_file: not together"));
    EXPECT_THAT(told("account = \"svc-writeback\"", ""), has("directory.account: is missing"));
    EXPECT_THAT(told("\"svc-writeback\"", "\"svc-other\""), has("connect.toml:14: directory.account: the keytab"));
    EXPECT_THAT(told("\"svc.keytab\"", "\"gone.keytab\""), has("connect.toml:15: directory.keytab_file: cannot read"));
    EXPECT_THAT(told("\"svc.keytab\"", "\"ad-password\""), has("directory.keytab_file: "));
    EXPECT_THAT(told("\"ldaps://dc1.example.org\"", "\"ldaps://10.0.0.1\""),
                has("connect.toml:12: directory.servers: "));
    EXPECT_THAT(
        told("keytab_file = \"svc.keytab\"", "bind_dn = \"CN=x,DC=example,DC=org\"\npassword_file = \"ad-password\""),
        has("directory.account: goes with keytab_file"));
    std::filesystem::permissions(folder.path() / "svc.keytab", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    EXPECT_THAT(told("\"svc.keytab\"", "\"svc.keytab\""), has("directory.keytab_file: "));
    EXPECT_THAT(problem(), has("chmod 600"));
}

class FurtherDirectories : public ConfigTest {
protected:
    FurtherDirectories() {
        const auto password = folder.write("sub-password", "Hemmelig-2\n");
        std::filesystem::permissions(password, std::filesystem::perms::owner_read);
        text += R"(
[directory2]
servers       = ["ldaps://dc1.sub.example.org"]
bind_dn       = "CN=svc,DC=sub,DC=example,DC=org"
password_file = "sub-password"
connections   = 3
[scope2]
mode    = "all"
exclude = ["OU=Not,DC=sub,DC=example,DC=org"]
[directory4]
servers       = ["ldaps://dc1.other.test"]
bind_dn       = "CN=svc,DC=other,DC=test"
password_file = "sub-password"
password_filters = "none"
[scope4]
include = ["OU=People,DC=other,DC=test"]
)";
    }
};

TEST_F(FurtherDirectories, EachHasItsOwnAccountAndScope) {
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    ASSERT_EQ(config->further.size(), 2U);
    const auto& second = config->further.front();
    EXPECT_EQ(second.number, 2);
    EXPECT_EQ(second.directory.bind_password.open_text(), "Hemmelig-2");
    EXPECT_EQ(second.directory.connections, 3);
    EXPECT_EQ(second.scope.units.mode, core::Scope::Mode::all);
    EXPECT_EQ(second.scope.units.exclude.at(0).str(), "OU=Not,DC=sub,DC=example,DC=org");
    const auto& fourth = config->further.back();
    EXPECT_EQ(fourth.number, 4);
    EXPECT_TRUE(fourth.no_password_filters);
    EXPECT_EQ(fourth.scope_section(), "scope4");
    EXPECT_EQ(config->number, 1);
    EXPECT_EQ(config->directory.bind_password.open_text(), "Hemmelig-1") << "the first is what it was";
}

TEST_F(FurtherDirectories, AreFoundByTheirNumber) {
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    EXPECT_EQ(directories_of(*config).size(), 3U);
    ASSERT_NE(find_directory(*config, 4), nullptr);
    EXPECT_EQ(find_directory(*config, 4)->section(), "directory4");
    EXPECT_EQ(find_directory(*config, 3), nullptr);
    ASSERT_NE(find_directory(*config, 1), nullptr);
    EXPECT_EQ(find_directory(*config, 1)->section(), "directory");
}

TEST_F(FurtherDirectories, AreCopiedWithTheirSecrets) {
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    const auto copy = clone(*config);
    ASSERT_EQ(copy.further.size(), 2U);
    EXPECT_EQ(copy.further.front().directory.bind_password.open_text(), "Hemmelig-2");
    EXPECT_EQ(copy.further.front().scope.units, config->further.front().scope.units);
    EXPECT_EQ(copy.agent_name, config->agent_name);
    EXPECT_EQ(copy.limits.writes_per_minute, config->limits.writes_per_minute);
}

TEST_F(FurtherDirectories, MistakesAreToldWithTheirSectionAndLine) {
    const std::tuple<std::string_view, std::string_view, std::string_view> cases[] = {
        {"mode    = \"all\"", "mode    = \"every\"", ": scope2.mode: "},
        {"[scope2]", "[scope3]", ": scope3: unknown section"},
        {"ldaps://dc1.sub.example.org\"]\nbind_dn ", "http://dc1\"]\nbind_dn ", ": directory2.servers: "},
        {"connections   = 3", "conections = 3", ": directory2.conections: unknown key"},
        {"include = [\"OU=People,DC=other,DC=test\"]", "", ": scope4.include: is missing"},
    };
    const auto good = text;
    for (const auto& [from, to, what] : cases) {
        text = good;
        const auto at = text.rfind(from);
        ASSERT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        const auto config = load();
        ASSERT_FALSE(config) << to;
        std::string all;
        for (const auto& problem : config.error()) all += problem + "\n";
        EXPECT_NE(all.find(what), std::string::npos) << all;
        EXPECT_NE(all.find("connect.toml:"), std::string::npos) << all;
    }
}

TEST_F(FurtherDirectories, OneServerIsNotOfTwoDirectories) {
    replace("ldaps://dc1.other.test", "ldaps://dc1.example.org");
    EXPECT_NE(problem().find("directory4.servers: ldaps://dc1.example.org stands in [directory] as well"),
              std::string::npos)
        << problem();
}

class FurtherServicesConfig : public ConfigTest {
protected:
    FurtherServicesConfig() {
        const auto token = folder.write("intranet-token", "a-token\n");
        std::filesystem::permissions(token, std::filesystem::perms::owner_read);
        text += R"(
[export1]
name       = "intranet"
url        = "https://intranet.example.org:8443/scim/v2/"
token_file = "intranet-token"
[export3]
url        = "https://other.example.org/scim"
token_file = "intranet-token"
groups     = false
removal    = "deactivate"
)";
    }
};

TEST_F(FurtherServicesConfig, EachHasItsOwnAddressAndToken) {
    const auto config = load();
    ASSERT_TRUE(config) << config.error().at(0);
    ASSERT_EQ(config->exports.size(), 2U);
    EXPECT_EQ(config->exports[0].url, "https://intranet.example.org:8443/scim/v2");
    EXPECT_EQ(config->exports[0].token_file, folder.path() / "intranet-token");
    EXPECT_TRUE(config->exports[0].groups);
    EXPECT_FALSE(config->exports[0].deactivates);
    EXPECT_EQ(config->exports[1].number, 3);
    EXPECT_EQ(config->exports[1].name, "export3");
    EXPECT_FALSE(config->exports[1].groups);
    EXPECT_TRUE(config->exports[1].deactivates);
    EXPECT_EQ(clone(*config).exports.size(), 2U);
}

TEST_F(FurtherServicesConfig, MistakesAreToldWithTheirSection) {
    for (const auto& [from, to, problem] :
         {std::tuple{"https://other.example.org/scim", "http://other.example.org/scim", "export3.url"},
          std::tuple{"https://other.example.org/scim", "https://intranet.example.org:8443/scim/v2", "export3.url"},
          std::tuple{"removal    = \"deactivate\"", "removal    = \"forget\"", "export3.removal"}}) {
        const auto before = text;
        replace(from, to);
        const auto config = load();
        ASSERT_FALSE(config) << to;
        EXPECT_NE(config.error().at(0).find(problem), std::string::npos) << config.error().at(0);
        text = before;
    }
}

}  // namespace
}  // namespace tilbage::connect
