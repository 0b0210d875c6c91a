// connect.toml (packaging/etc/connect.toml has every key) as types.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "adapters/ldap/settings.h"
#include "base/log.h"
#include "core/banned/bans.h"
#include "core/identity/scope.h"
#include "core/ports/connector_space.h"

namespace tilbage::connect {

struct TenantConfig {
    std::string url;      // https://host[:port], without a slash at the end
    std::string ca_file;  // empty: the system's
};

struct ScopeConfig {
    core::Scope units{.mode = core::Scope::Mode::selected, .include = {}, .exclude = {}};  // nobody yet
    std::string pilot_group;                    // DN; of the people only its members are meant; empty: everybody
    std::vector<std::string> protected_groups;  // DNs
    // Of all the names above that are known by more: as written, so that a renamed object is found without its name.
    std::map<std::string, core::ObjectGuid> guids;
};

// What is ticked on "Optional features".
struct FeatureConfig {
    bool password_writeback = false;
};

struct SynchronizationConfig {
    bool start = true;                    // the directory is synchronised
    bool staging = false;                 // reads and compares, but neither provisions nor writes back
    std::size_t removal_threshold = 500;  // of people within 24 hours, for a tenant that has told none of its own
};

struct ImportConfig {
    std::chrono::seconds interval{300};  // between two comparisons, where the account is not told of deletions
    std::string alternate_mail_attribute;
    int page_size = 500;
};

struct MetricsConfig {
    std::string textfile;  // for Prometheus' node_exporter, "….prom"; empty: none is written
};

// A SCIM service that is told of the same people as the tenant: [export1] to [export9].
struct ExportConfig {
    int number = 1;
    std::string name;                  // for people: status, log, metrics
    std::string url;                   // "https://id.example.org/scim/v2", without a slash at the end
    std::filesystem::path token_file;  // a bearer token, read again when the service refuses it
    std::string ca_file;               // empty: the system's
    bool groups = true;                // and groups, with their members
    bool deactivates = false;          // who goes is made inactive there, not deleted
    // "export1": the name of its section.
    [[nodiscard]] std::string section() const { return "export" + std::to_string(number); }
};

constexpr int kMostExports = 9;

struct LimitConfig {
    int writes_per_person_per_hour = 10;
    int writes_per_minute = 600;
};

struct BannedConfig {
    std::filesystem::path breached_file;  // made by `breached build`; empty: there is none
    core::ScreenSettings screen;
};

// One domain: [directory] and [scope], or [directory2] and [scope2].
struct DirectoryConfig {
    core::DirectoryNumber number = 1;
    adapters::ldap::Settings directory;
    std::filesystem::path directory_password_file;  // where directory.bind_password was read from
    bool no_password_filters = false;
    ScopeConfig scope;
    // "directory", "directory2": the name of its section.
    [[nodiscard]] std::string section() const;
    [[nodiscard]] std::string scope_section() const;
};

constexpr core::DirectoryNumber kMostDirectories = 9;

// What belongs to the agent as a whole, and its directory number 1.
struct Config : DirectoryConfig {
    std::vector<DirectoryConfig> further;  // by number, from 2 to kMostDirectories; numbers may be left out
    std::string agent_name;
    std::filesystem::path state_dir;
    TenantConfig tenant;
    FeatureConfig features;
    SynchronizationConfig synchronization;
    ImportConfig import;
    LimitConfig limits;
    BannedConfig banned;
    MetricsConfig metrics;
    std::vector<ExportConfig> exports;  // by number; numbers may be left out
    base::LogLevel log_level = base::LogLevel::info;
};

// The secret is copied as well.
[[nodiscard]] DirectoryConfig clone(const DirectoryConfig& directory);
[[nodiscard]] Config clone(const Config& config);

// Every one that is configured, by number; each belongs to `config`.
[[nodiscard]] std::vector<const DirectoryConfig*> directories_of(const Config& config);
// Null: there is none of that number.
[[nodiscard]] const DirectoryConfig* find_directory(const Config& config, core::DirectoryNumber number);

// As they were written, for a directory.
[[nodiscard]] std::vector<std::string> names_of(const std::vector<core::DistinguishedName>& names);

// Every mistake with file, line and key.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> load_config(const std::filesystem::path& path);
// The same for an agent that is not configured yet: [tenant], [directory] and [scope] may be missing, and stay empty. A
// further directory is there whole or not at all.
[[nodiscard]] tl::expected<Config, std::vector<std::string>> load_unfinished_config(const std::filesystem::path& path);
// [agent] state_dir alone, whatever else is wrong with the file.
[[nodiscard]] std::optional<std::filesystem::path> state_dir_of(const std::filesystem::path& path);
// Whether an agent can run on it: a tenant, and directory number 1 with a scope.
[[nodiscard]] bool is_whole(const Config& config);

}  // namespace tilbage::connect
