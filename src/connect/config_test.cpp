#include "connect/config.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

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
    EXPECT_EQ(config->import.max_removals, 500U);
    EXPECT_EQ(config->limits.writes_per_minute, 600);
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

TEST_F(ConfigTest, APasswordFileThatOthersMayReadIsRefused) {
    std::filesystem::permissions(folder.path() / "ad-password", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    EXPECT_NE(problem().find("password_file"), std::string::npos);
}

}  // namespace
}  // namespace tilbage::connect
