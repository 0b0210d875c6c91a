#include "connect/setup/render_config.h"

#include <random>

#include "adapters/ldap/kerberos/testing/keytab_file.h"
#include "connect/setup/compare.h"
#include "support/temp_dir.h"

namespace tilbage::connect::setup {
namespace {

// Configurations that differ in everything, the same ones every time.
class RandomConfigs {
public:
    explicit RandomConfigs(const testing::TempDir& dir) : dir_(dir) {}

    Config next() {
        Config config;
        config.agent_name = text(1, 40);
        config.state_dir = dir_.path() / "state";
        config.tenant.url =
            "https://id" + std::to_string(number(1, 99)) + ".example.org:4" + std::to_string(number(10, 99));
        if (coin()) config.tenant.ca_file = dir_.write("tenant ca \"1\".pem", "pem").string();
        auto& directory = config.directory;
        for (int i = number(1, 3); i > 0; --i)
            directory.servers.push_back("ldaps://dc" + std::to_string(i) + ".example.org:636");
        if (coin()) directory.ca_file = dir_.write("ad\\ca.pem", "pem").string();
        directory.bind_dn = "CN=" + std::string(awkward_name()) + ",DC=example,DC=org";
        config.directory_password_file = dir_.write("pass word", "s3cret\n");
        std::filesystem::permissions(config.directory_password_file, std::filesystem::perms::owner_read);
        directory.bind_password = base::SecretBytes::copy_of("s3cret");
        if (coin()) use_keytab(config);
        if (coin()) directory.source_anchor = adapters::ldap::AnchorAttribute::object_guid;
        directory.connections = number(1, 64);
        directory.timeout = std::chrono::seconds(number(1, 60));
        config.no_password_filters = coin();
        auto& units = config.scope.units;
        units.mode = coin() ? core::Scope::Mode::all : core::Scope::Mode::selected;
        units.include = names(units.mode == core::Scope::Mode::all ? 0 : number(1, 4));
        units.exclude = names(number(0, 3));
        units.include_new_units = coin();
        if (coin())
            config.scope.protected_groups = {"CN=Board,DC=example,DC=org", "CN=Payroll\\, all,DC=example,DC=org"};
        config.features.password_writeback = coin();
        if (coin()) config.scope.pilot_group = "CN=" + std::string(awkward_name()) + ",DC=example,DC=org";
        if (coin()) note_guids(config.scope);
        config.synchronization = {
            .start = coin(), .staging = coin(), .removal_threshold = static_cast<std::size_t>(number(0, 1'000'000))};
        if (coin()) config.metrics.textfile = "/var/lib/node_exporter/tilbage.prom";
        if (coin()) {
            const auto token = dir_.write("a \"token\"", "t\n");
            std::filesystem::permissions(token, std::filesystem::perms::owner_read);
            config.exports.push_back({.number = number(1, kMostExports),
                                      .name = "the \"intranet\"",
                                      .url = "https://intranet.example.org/scim/v2",
                                      .token_file = token,
                                      .ca_file = coin() ? dir_.write("service ca.pem", "pem").string() : "",
                                      .groups = coin(),
                                      .deactivates = coin()});
        }
        config.import = {.interval = std::chrono::seconds(number(5, 86'400)),
                         .alternate_mail_attribute = coin() ? "otherMailbox" : "extensionAttribute1",
                         .page_size = number(1, 1000)};
        config.limits = {.writes_per_person_per_hour = number(1, 1'000'000),
                         .writes_per_minute = number(1, 10'000'000)};
        config.banned.screen = {.breached = coin() ? core::BanMode::enforce : core::BanMode::audit,
                                .administrators = coin()};
        config.log_level = std::array{base::LogLevel::debug, base::LogLevel::info, base::LogLevel::warning,
                                      base::LogLevel::error}[static_cast<std::size_t>(number(0, 3))];
        return config;
    }

    void use_keytab(Config& config) const {
        auto& directory = config.directory;
        directory.bind_dn.clear();
        directory.bind_password.clear();
        config.directory_password_file.clear();
        directory.servers = {"ldap://dc1.example.org:389", "ldaps://dc2.example.org:636"};
        directory.account = "svc-søren@EXAMPLE.ORG";
        directory.keytab_file = (dir_.path() / "key tab").string();
        if (std::filesystem::exists(directory.keytab_file)) return;
        adapters::ldap::testing::add_key(directory.keytab_file,
                                         {.principal = directory.account, .password = "s3cret", .salt = "s"});
    }

private:
    void note_guids(ScopeConfig& scope) {
        auto names = names_of(scope.units.include);
        for (const auto& name : names_of(scope.units.exclude)) names.push_back(name);
        if (!scope.pilot_group.empty()) names.push_back(scope.pilot_group);
        names.insert(names.end(), scope.protected_groups.begin(), scope.protected_groups.end());
        for (const auto& name : names) {
            core::ObjectGuid guid;
            for (auto& byte : guid.bytes) byte = static_cast<std::uint8_t>(number(1, 255));
            if (coin()) scope.guids.insert_or_assign(name, guid);
        }
    }
    int number(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
    bool coin() { return number(0, 1) == 1; }
    std::string text(int from, int to) {
        static constexpr std::array<std::string_view, 8> kPieces{"a", "Æ", "\"", "\\", "#", "\t", "'", "]\n["};
        std::string made;
        const auto size = static_cast<std::size_t>(number(from, to));
        while (made.size() < size) made += kPieces[static_cast<std::size_t>(number(0, 7))];
        return made;
    }
    std::string_view awkward_name() {
        static constexpr std::array<std::string_view, 4> kNames{"svc", "svc\\, \\\"odd\\\"", "søren", "a\\\\b#c"};
        return kNames[static_cast<std::size_t>(number(0, 3))];
    }
    std::vector<core::DistinguishedName> names(int count) {
        std::vector<core::DistinguishedName> names;
        for (int i = 0; i < count; ++i) {
            const auto name = core::DistinguishedName::parse("OU=" + std::string(awkward_name()) + std::to_string(i) +
                                                             ",DC=example,DC=org");
            EXPECT_TRUE(name);
            if (name) names.push_back(*name);
        }
        return names;
    }

    const testing::TempDir& dir_;
    std::mt19937 random_{20261122};
};

void expect_same(const Config& loaded, const Config& config) {
    ASSERT_EQ(loaded.exports.size(), config.exports.size());
    for (std::size_t i = 0; i < config.exports.size(); ++i) {
        EXPECT_EQ(loaded.exports[i].number, config.exports[i].number);
        EXPECT_EQ(loaded.exports[i].name, config.exports[i].name);
        EXPECT_EQ(loaded.exports[i].url, config.exports[i].url);
        EXPECT_EQ(loaded.exports[i].token_file, config.exports[i].token_file);
        EXPECT_EQ(loaded.exports[i].ca_file, config.exports[i].ca_file);
        EXPECT_EQ(loaded.exports[i].groups, config.exports[i].groups);
        EXPECT_EQ(loaded.exports[i].deactivates, config.exports[i].deactivates);
    }
    EXPECT_EQ(loaded.agent_name, config.agent_name);
    EXPECT_EQ(loaded.state_dir, config.state_dir);
    EXPECT_EQ(loaded.tenant.url, config.tenant.url);
    EXPECT_EQ(loaded.tenant.ca_file, config.tenant.ca_file);
    EXPECT_EQ(loaded.directory.servers, config.directory.servers);
    EXPECT_EQ(loaded.directory.ca_file, config.directory.ca_file);
    EXPECT_EQ(loaded.directory.bind_dn, config.directory.bind_dn);
    EXPECT_EQ(loaded.directory_password_file, config.directory_password_file);
    EXPECT_EQ(loaded.directory.account, config.directory.account);
    EXPECT_EQ(loaded.directory.keytab_file, config.directory.keytab_file);
    EXPECT_TRUE(same_credentials(loaded, config));
    EXPECT_EQ(loaded.scope.units, config.scope.units);
    EXPECT_EQ(loaded.scope.guids, config.scope.guids);
    EXPECT_EQ(loaded.features.password_writeback, config.features.password_writeback);
    EXPECT_EQ(loaded.synchronization.start, config.synchronization.start);
    EXPECT_EQ(loaded.synchronization.staging, config.synchronization.staging);
    EXPECT_THAT(options_that_differ(loaded, config), ::testing::IsEmpty());
}

TEST(RenderConfig, WhatIsReadFromTheTextIsTheConfigurationThatWasWritten) {
    const testing::TempDir dir;
    RandomConfigs configs(dir);
    for (int i = 0; i < 200; ++i) {
        SCOPED_TRACE(i);
        const auto config = configs.next();
        for (const auto& text : {render_config(config), render_export(config)}) {
            const auto loaded = load_config(dir.write("elsewhere/connect.toml", text));
            ASSERT_TRUE(loaded) << loaded.error().front() << "\n" << text;
            expect_same(*loaded, config);
        }
    }
}

TEST(RenderConfig, AnUnfinishedConfigurationStaysUnfinished) {
    const testing::TempDir dir;
    Config config;
    config.agent_name = "connect1";
    config.state_dir = dir.path() / "state";
    config.import.alternate_mail_attribute = "otherMailbox";
    const auto loaded = load_unfinished_config(dir.write("connect.toml", render_config(config)));
    ASSERT_TRUE(loaded) << loaded.error().front();
    EXPECT_FALSE(is_whole(*loaded));
    EXPECT_TRUE(loaded->tenant.url.empty());
}

class ExportedConfig : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(WithAKeytab, ExportedConfig, ::testing::Bool());

TEST_P(ExportedConfig, HoldsNoSecretAndNamesWhatIsToBeCopiedAlong) {
    const testing::TempDir dir;
    RandomConfigs configs(dir);
    auto config = configs.next();
    if (GetParam()) configs.use_keytab(config);
    config.tenant.ca_file = (dir.path() / "tenant-ca.pem").string();
    config.directory.ca_file = (dir.path() / "ad-ca.pem").string();
    const auto text = render_export(config);
    const auto head = text.substr(0, text.find("\n["));
    EXPECT_EQ(text.find("s3cret"), std::string::npos);
    const auto secret =
        config.directory.has_keytab() ? config.directory.keytab_file : config.directory_password_file.string();
    EXPECT_THAT(head, ::testing::AllOf(::testing::HasSubstr(secret), ::testing::HasSubstr(config.tenant.ca_file),
                                       ::testing::HasSubstr(config.directory.ca_file)));
}

}  // namespace
}  // namespace tilbage::connect::setup
