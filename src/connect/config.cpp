#include "connect/config.h"

#include <algorithm>

#include "adapters/breached/filter_file.h"
#include "adapters/config/config_file.h"
#include "adapters/ldap/kerberos/keytab.h"
#include "adapters/ldap/server_address.h"
#include "core/identity/distinguished_name.h"

namespace tilbage::connect {
namespace {

using adapters::config::ConfigFile;
using adapters::config::NamedEntry;
using adapters::config::Section;

constexpr std::string_view kScheme = "https://";

void read_tenant(ConfigFile& file, TenantConfig& tenant) {
    auto section = file.section("tenant");
    tenant.url = section.text("url");
    while (tenant.url.ends_with('/')) tenant.url.pop_back();
    const auto host = tenant.url.starts_with(kScheme) ? tenant.url.substr(kScheme.size()) : std::string();
    const bool plain =
        std::ranges::all_of(host, [](unsigned char c) { return c > ' ' && c != '/' && c != '@' && c < 0x7f; });
    if (!tenant.url.empty() && (host.empty() || !plain)) {
        section.problem("url", "must be https://host or https://host:port, without a path");
    }
    tenant.ca_file = section.path_or_none("ca_file");
}

void check_dns(Section& section, std::string_view key, const std::vector<std::string>& names) {
    for (const auto& name : names) {
        const auto dn = core::DistinguishedName::parse(name);
        if (!dn || *dn == core::DistinguishedName()) {
            section.problem(key, "\"" + name + "\" is not a distinguished name, as OU=People,DC=example,DC=org");
        }
    }
}

void read_password_account(Section& section, DirectoryConfig& config) {
    auto& directory = config.directory;
    directory.bind_dn = section.text("bind_dn");
    if (!directory.bind_dn.empty()) check_dns(section, "bind_dn", {directory.bind_dn});
    directory.bind_password = section.secret_from_file("password_file");
    if (section.has("password_file")) config.directory_password_file = section.path("password_file");
    if (section.has("account")) section.problem("account", "goes with keytab_file; with a password write bind_dn");
}

void read_keytab_account(Section& section, DirectoryConfig& config) {
    using Problem = adapters::ldap::KerberosProblem;
    auto& directory = config.directory;
    for (const auto* key : {"bind_dn", "password_file"}) {
        if (section.has(key)) section.problem(key, "not together with keytab_file: either a password or a keytab");
    }
    directory.account = section.text("account");
    directory.keytab_file = section.path("keytab_file");
    if (directory.account.empty() || directory.keytab_file.empty()) return;
    const auto key = adapters::ldap::find_key(directory.keytab_file, directory.account);
    if (key) return;
    const bool of_account = key.error().problem == Problem::keytab_has_no_key;
    section.problem(of_account ? "account" : "keytab_file", key.error().error.message);
}

void read_directory(ConfigFile& file, DirectoryConfig& config) {
    auto section = file.section(config.section());
    auto& directory = config.directory;
    if (section.has("keytab_file")) {
        read_keytab_account(section, config);
    } else {
        read_password_account(section, config);
    }
    directory.servers = section.texts("servers");
    for (const auto& server : directory.servers) {
        const auto address = adapters::ldap::ServerAddress::parse(server, directory.signs_in_with());
        if (!address) section.problem("servers", address.error().message);
    }
    directory.ca_file = section.path_or_none("ca_file");
    directory.source_anchor = section.choice_or("source_anchor", "ms-DS-ConsistencyGuid",
                                                {"ms-DS-ConsistencyGuid", "objectGUID"}) == "objectGUID"
                                  ? adapters::ldap::AnchorAttribute::object_guid
                                  : adapters::ldap::AnchorAttribute::consistency_guid;
    directory.connections = static_cast<int>(section.number_or("connections", 8, 1, 64));
    directory.timeout = std::chrono::seconds(section.number_or("timeout_seconds", 10, 1, 60));
    config.no_password_filters = section.choice_or("password_filters", "unknown", {"unknown", "none"}) == "none";
}

// The name; its GUID, when there is one, goes into `scope`.
std::string take_name(Section& section, std::string_view key, const NamedEntry& entry, ScopeConfig& scope) {
    check_dns(section, key, {entry.dn});
    if (entry.guid) scope.guids.insert_or_assign(entry.dn, *entry.guid);
    return entry.dn;
}

std::vector<core::DistinguishedName> read_units(Section& section, std::string_view key,
                                                const std::vector<NamedEntry>& entries, ScopeConfig& scope) {
    std::vector<core::DistinguishedName> units;
    for (const auto& entry : entries) {
        if (auto dn = core::DistinguishedName::parse(take_name(section, key, entry, scope)))
            units.push_back(std::move(*dn));
    }
    return units;
}

void read_scope(ConfigFile& file, DirectoryConfig& directory) {
    auto section = file.section(directory.scope_section());
    auto& scope = directory.scope;
    const bool all = section.choice_or("mode", "selected", {"all", "selected"}) == "all";
    scope.units.mode = all ? core::Scope::Mode::all : core::Scope::Mode::selected;
    const auto include = all ? section.names_or_none("include") : section.names("include");
    scope.units.include = read_units(section, "include", include, scope);
    scope.units.exclude = read_units(section, "exclude", section.names_or_none("exclude"), scope);
    scope.units.include_new_units = section.flag_or("include_new_units", true);
    if (const auto pilot = section.name_or_none("pilot_group"))
        scope.pilot_group = take_name(section, "pilot_group", *pilot, scope);
    for (const auto& entry : section.names_or_none("protected_groups"))
        scope.protected_groups.push_back(take_name(section, "protected_groups", entry, scope));
}

// Two accounts of one domain would each claim everybody in it.
void check_servers(Section& section, const DirectoryConfig& directory, const Config& config) {
    for (const auto* other : directories_of(config)) {
        for (const auto& server : other->directory.servers) {
            if (std::ranges::find(directory.directory.servers, server) == directory.directory.servers.end()) continue;
            section.problem("servers", server + " stands in [" + other->section() +
                                           "] as well: each directory is a domain of its own");
        }
    }
}

void read_further(ConfigFile& file, Config& config) {
    for (core::DirectoryNumber number = 2; number <= kMostDirectories; ++number) {
        DirectoryConfig directory;
        directory.number = number;
        if (!file.has_section(directory.section())) continue;
        read_directory(file, directory);
        read_scope(file, directory);
        auto section = file.section(directory.section());
        check_servers(section, directory, config);
        config.further.push_back(std::move(directory));
    }
}

// import.max_removals is what it was called before.
void read_removal_threshold(ConfigFile& file, Section& section, SynchronizationConfig& synchronization) {
    constexpr std::int64_t kMost = 1'000'000;
    auto import = file.section("import");
    const auto before = import.number_or("max_removals", 500, 0, kMost);
    if (import.has("max_removals") && section.has("removal_threshold"))
        section.problem("removal_threshold", "stands there, and import.max_removals, its older name, too: keep one");
    synchronization.removal_threshold =
        static_cast<std::size_t>(section.number_or("removal_threshold", before, 0, kMost));
}

void read_features(ConfigFile& file, Config& config) {
    config.features.password_writeback = file.section("features").flag_or("password_writeback", false);
    auto section = file.section("synchronization");
    config.synchronization.start = section.flag_or("start", true);
    config.synchronization.staging = section.flag_or("staging", false);
    read_removal_threshold(file, section, config.synchronization);
}

void read_import(ConfigFile& file, ImportConfig& import) {
    auto section = file.section("import");
    import.interval = std::chrono::seconds(section.number_or("interval_seconds", 300, 5, 86'400));
    import.alternate_mail_attribute = section.text_or("alternate_mail_attribute", "otherMailbox");
    const auto is_name_character = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    if (!std::ranges::all_of(import.alternate_mail_attribute, is_name_character)) {
        section.problem("alternate_mail_attribute", "must be the name of an attribute, as otherMailbox");
    }
    import.page_size = static_cast<int>(section.number_or("page_size", 500, 1, 1000));
}

std::string read_textfile(ConfigFile& file) {
    auto section = file.section("metrics");
    if (!section.has("textfile")) return {};
    auto name = section.path("textfile");
    if (!name.string().ends_with(".prom"))
        section.problem("textfile", "must end in .prom: node_exporter's textfile collector reads no others");
    return name.string();
}

// Unlike the tenant's it has a path: /scim/v2 as a rule.
void check_service_url(Section& section, const std::string& url) {
    const auto rest = url.starts_with(kScheme) ? url.substr(kScheme.size()) : std::string();
    const bool plain = std::ranges::all_of(
        rest, [](unsigned char c) { return c > ' ' && c != '@' && c != '?' && c != '#' && c < 0x7f; });
    if (!url.empty() && (rest.empty() || rest.starts_with('/') || !plain))
        section.problem("url", "must be https://host/path of a SCIM 2.0 service, as https://id.example.org/scim/v2");
}

ExportConfig read_export(ConfigFile& file, int number) {
    ExportConfig config;
    config.number = number;
    auto section = file.section(config.section());
    config.url = section.text("url");
    while (config.url.ends_with('/')) config.url.pop_back();
    check_service_url(section, config.url);
    config.name = section.text_or("name", config.section());
    const bool plain = std::ranges::all_of(config.name, [](unsigned char c) { return c >= ' ' && c != 0x7f; });
    if (config.name.empty() || config.name.size() > 64 || !plain)
        section.problem("name", "must be a name of at most 64 bytes");
    if (section.has("token_file")) (void)section.secret_from_file("token_file");
    config.token_file = section.path("token_file");
    config.ca_file = section.path_or_none("ca_file");
    config.groups = section.flag_or("groups", true);
    config.deactivates = section.choice_or("removal", "delete", {"delete", "deactivate"}) == "deactivate";
    return config;
}

void read_exports(ConfigFile& file, Config& config) {
    for (int number = 1; number <= kMostExports; ++number) {
        if (!file.has_section("export" + std::to_string(number))) continue;
        auto one = read_export(file, number);
        for (const auto& other : config.exports) {
            auto section = file.section(one.section());
            if (other.url == one.url && !one.url.empty())
                section.problem("url", "stands in [" + other.section() + "] as well: a service is told once");
            if (other.name == one.name) section.problem("name", "is that of [" + other.section() + "] already");
        }
        config.exports.push_back(std::move(one));
    }
}

BannedConfig read_banned(ConfigFile& file) {
    BannedConfig banned;
    auto section = file.section("banned");
    banned.breached_file = section.path_or_none("breached_file");
    if (!banned.breached_file.empty()) {
        const auto list = adapters::breached::FilterFile::open(banned.breached_file);
        if (!list) section.problem("breached_file", list.error().message);
    }
    banned.screen.breached = core::parse_ban_mode(section.choice_or("breached_mode", "enforce", {"enforce", "audit"}))
                                 .value_or(core::BanMode::enforce);
    banned.screen.administrators = section.flag_or("administrators", true);
    return banned;
}

enum class Sections { all, those_that_are_there };

tl::expected<Config, std::vector<std::string>> load(const std::filesystem::path& path, Sections sections) {
    auto file = ConfigFile::load(path);
    if (!file) return tl::unexpected(std::vector{file.error().message});
    Config config;
    auto agent = file->section("agent");
    config.agent_name = agent.text("name");
    if (config.agent_name.size() > 64) agent.problem("name", "must have at most 64 bytes");
    config.state_dir = std::filesystem::absolute(agent.path("state_dir")).lexically_normal();
    const auto wanted = [&](std::string_view section, std::string_view key) {
        return sections == Sections::all || file->section(section).has(key);
    };
    if (wanted("tenant", "url")) read_tenant(*file, config.tenant);
    if (wanted("directory", "servers")) read_directory(*file, config);
    if (wanted("scope", "mode") || wanted("scope", "include")) read_scope(*file, config);
    read_further(*file, config);
    read_features(*file, config);
    read_import(*file, config.import);
    auto limits = file->section("limits");
    config.limits.writes_per_person_per_hour =
        static_cast<int>(limits.number_or("writes_per_person_per_hour", 10, 1, 1'000'000));
    config.limits.writes_per_minute = static_cast<int>(limits.number_or("writes_per_minute", 600, 1, 10'000'000));
    config.banned = read_banned(*file);
    config.metrics.textfile = read_textfile(*file);
    read_exports(*file, config);
    auto log = file->section("log");
    config.log_level = log.log_level("level");
    if (auto problems = file->problems(); !problems.empty()) return tl::unexpected(std::move(problems));
    return config;
}

}  // namespace

std::string DirectoryConfig::section() const { return "directory" + (number == 1 ? "" : std::to_string(number)); }

std::string DirectoryConfig::scope_section() const { return "scope" + (number == 1 ? "" : std::to_string(number)); }

DirectoryConfig clone(const DirectoryConfig& directory) {
    return {.number = directory.number,
            .directory = directory.directory.clone(),
            .directory_password_file = directory.directory_password_file,
            .no_password_filters = directory.no_password_filters,
            .scope = directory.scope};
}

Config clone(const Config& config) {
    Config copy;
    static_cast<DirectoryConfig&>(copy) = clone(static_cast<const DirectoryConfig&>(config));
    for (const auto& directory : config.further) copy.further.push_back(clone(directory));
    copy.agent_name = config.agent_name;
    copy.state_dir = config.state_dir;
    copy.tenant = config.tenant;
    copy.features = config.features;
    copy.synchronization = config.synchronization;
    copy.import = config.import;
    copy.limits = config.limits;
    copy.banned = config.banned;
    copy.metrics = config.metrics;
    copy.exports = config.exports;
    copy.log_level = config.log_level;
    return copy;
}

std::vector<const DirectoryConfig*> directories_of(const Config& config) {
    std::vector<const DirectoryConfig*> all;
    if (!config.directory.servers.empty()) all.push_back(&config);
    for (const auto& directory : config.further) all.push_back(&directory);
    return all;
}

const DirectoryConfig* find_directory(const Config& config, core::DirectoryNumber number) {
    const auto all = directories_of(config);
    const auto found = std::ranges::find(all, number, &DirectoryConfig::number);
    return found == all.end() ? nullptr : *found;
}

std::vector<std::string> names_of(const std::vector<core::DistinguishedName>& names) {
    std::vector<std::string> texts;
    for (const auto& name : names) texts.push_back(name.str());
    return texts;
}

tl::expected<Config, std::vector<std::string>> load_config(const std::filesystem::path& path) {
    return load(path, Sections::all);
}

tl::expected<Config, std::vector<std::string>> load_unfinished_config(const std::filesystem::path& path) {
    return load(path, Sections::those_that_are_there);
}

std::optional<std::filesystem::path> state_dir_of(const std::filesystem::path& path) {
    auto file = ConfigFile::load(path);
    if (!file) return std::nullopt;
    auto agent = file->section("agent");
    if (!agent.has("state_dir")) return std::nullopt;
    const auto folder = agent.path("state_dir");
    if (folder.empty()) return std::nullopt;
    return std::filesystem::absolute(folder).lexically_normal();
}

bool is_whole(const Config& config) {
    const auto& units = config.scope.units;
    const bool has_scope = units.mode == core::Scope::Mode::all || !units.include.empty();
    return !config.tenant.url.empty() && !config.directory.servers.empty() && has_scope;
}

}  // namespace tilbage::connect
