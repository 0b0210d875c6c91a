// A TOML file read strictly: every key that stands in it must be asked for, every mistake is told with file, line and
// key, and all of them at once.
//
//   auto file = ConfigFile::load("connect.toml");
//   auto directory = file->section("directory");
//   settings.servers = directory.texts("servers");
//   settings.connections = directory.number_or("connections", 8, 1, 64);
//   if (auto problems = file->problems(); !problems.empty()) …
//
// One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "base/result.h"
#include "base/secret.h"
#include "core/sync/object_guid.h"

namespace tilbage::adapters::config {

class ConfigFile;

// An object of a directory: written "DN", or {dn = "DN", guid = "48f3f955-…"}.
struct NamedEntry {
    std::string dn;
    std::optional<core::ObjectGuid> guid;
};

// A table of the file. Getters note problems in the file and give an empty value or the fallback, so that reading goes
// on and finds the rest. Valid as long as the file. A missing section has no keys.
class Section {
public:
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view fallback);
    [[nodiscard]] std::string choice_or(std::string_view key, std::string_view fallback,
                                        std::initializer_list<std::string_view> choices);
    [[nodiscard]] std::int64_t number_or(std::string_view key, std::int64_t fallback, std::int64_t min,
                                         std::int64_t max);
    // debug, info, warning or error; info when it is not said.
    [[nodiscard]] base::LogLevel log_level(std::string_view key);
    [[nodiscard]] bool flag_or(std::string_view key, bool fallback);
    // At least one.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts_or_none(std::string_view key);
    // At least one.
    [[nodiscard]] std::vector<NamedEntry> names(std::string_view key);
    [[nodiscard]] std::vector<NamedEntry> names_or_none(std::string_view key);
    // An empty text is none, too.
    [[nodiscard]] std::optional<NamedEntry> name_or_none(std::string_view key);
    // Relative paths are taken from the file's folder.
    [[nodiscard]] std::filesystem::path path(std::string_view key);
    [[nodiscard]] std::filesystem::path path_or_none(std::string_view key);
    // The first line of the file that `key` names. Refused when others than its owner may read it.
    [[nodiscard]] base::SecretBytes secret_from_file(std::string_view key);

    // A problem that the caller found with a value, told with the key's line.
    void problem(std::string_view key, std::string_view what);

private:
    friend class ConfigFile;
    Section(ConfigFile& file, std::string name) : file_(&file), name_(std::move(name)) {}
    ConfigFile* file_;
    std::string name_;
};

class ConfigFile {
public:
    // Fails when the file cannot be read or is not TOML.
    [[nodiscard]] static base::Result<ConfigFile> load(const std::filesystem::path& path);
    ConfigFile(ConfigFile&&) noexcept;
    ConfigFile& operator=(ConfigFile&&) noexcept;
    ~ConfigFile();

    [[nodiscard]] bool has_section(std::string_view name) const;
    [[nodiscard]] Section section(std::string_view name);
    // "connect.toml:12: directory.servers: …", in the order of lines; unknown sections and keys included. Call it after
    // reading everything.
    [[nodiscard]] std::vector<std::string> problems() const;
    [[nodiscard]] const std::filesystem::path& path() const;

private:
    friend class Section;
    struct Impl;
    explicit ConfigFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tilbage::adapters::config
