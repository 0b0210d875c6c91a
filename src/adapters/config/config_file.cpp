#include "adapters/config/config_file.h"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <set>
#include <toml++/toml.h>

#include "adapters/config/secret_file.h"
#include "core/sync/guid_text.h"

namespace tilbage::adapters::config {

struct ConfigFile::Impl {
    using Problems = std::multimap<std::uint32_t, std::string>;  // by line, in the order in which they were found
    std::filesystem::path path;
    toml::table root;
    std::set<std::string> known;  // "section" and "section.key" that were asked for
    Problems problems;

    const toml::table* table(const std::string& section) const { return root[section].as_table(); }

    const toml::node* node(const std::string& section, std::string_view key) {
        known.insert(section + "." + std::string(key));
        const auto* found = table(section);
        return found == nullptr ? nullptr : found->get(key);
    }

    std::uint32_t line_of(const std::string& section, std::string_view key) const {
        const auto* found = table(section);
        if (found == nullptr) return 1;
        const auto* value = found->get(key);
        return (value != nullptr ? value->source() : found->source()).begin.line;
    }

    void add(std::uint32_t line, std::string_view name, std::string_view what) {
        problems.emplace(line, fmt::format("{}:{}: {}: {}", path.string(), line, name, what));
    }
    void add(const std::string& section, std::string_view key, std::string_view what) {
        add(line_of(section, key), fmt::format("{}.{}", section, key), what);
    }
};

base::Result<ConfigFile> ConfigFile::load(const std::filesystem::path& path) {
    std::ifstream stream(path);
    if (!stream) return base::fail(base::ErrorCode::not_found, fmt::format("{}: cannot be read", path.string()));
    auto impl = std::make_unique<Impl>();
    impl->path = path;
    try {
        impl->root = toml::parse(stream, path.string());
    } catch (const toml::parse_error& error) {
        return base::fail(
            base::ErrorCode::invalid_argument,
            fmt::format("{}:{}: not valid TOML: {}", path.string(), error.source().begin.line, error.description()));
    }
    return ConfigFile(std::move(impl));
}

ConfigFile::ConfigFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ConfigFile::ConfigFile(ConfigFile&&) noexcept = default;
ConfigFile& ConfigFile::operator=(ConfigFile&&) noexcept = default;
ConfigFile::~ConfigFile() = default;

const std::filesystem::path& ConfigFile::path() const { return impl_->path; }

bool ConfigFile::has_section(std::string_view name) const { return impl_->root.contains(name); }

Section ConfigFile::section(std::string_view name) {
    impl_->known.emplace(name);
    return {*this, std::string(name)};
}

std::vector<std::string> ConfigFile::problems() const {
    auto all = impl_->problems;
    auto unknown = [&](const toml::node& node, const std::string& name, std::string_view what) {
        const auto line = node.source().begin.line;
        all.emplace(line, fmt::format("{}:{}: {}: {}", impl_->path.string(), line, name, what));
    };
    for (const auto& [section, node] : impl_->root) {
        const std::string name(section.str());
        if (!impl_->known.contains(name)) {
            unknown(node, name, "unknown section");
            continue;
        }
        const auto* table = node.as_table();
        if (table == nullptr) {
            unknown(node, name, "must be a section, written [" + name + "]");
            continue;
        }
        for (const auto& [key, value] : *table) {
            const auto full = name + "." + std::string(key.str());
            if (!impl_->known.contains(full)) unknown(value, full, "unknown key");
        }
    }
    std::vector<std::string> texts;
    for (auto& [line, text] : all) texts.push_back(std::move(text));
    return texts;
}

bool Section::has(std::string_view key) const { return file_->impl_->node(name_, key) != nullptr; }

void Section::problem(std::string_view key, std::string_view what) { file_->impl_->add(name_, key, what); }

std::string Section::text(std::string_view key) {
    if (!has(key)) {
        problem(key, "is missing");
        return {};
    }
    auto value = text_or(key, "");
    if (value.empty()) problem(key, "must be a text that is not empty");
    return value;
}

std::string Section::text_or(std::string_view key, std::string_view fallback) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr) return std::string(fallback);
    const auto value = node->value_exact<std::string>();
    if (!value) problem(key, "must be a text in quotes");
    return value.value_or(std::string(fallback));
}

std::string Section::choice_or(std::string_view key, std::string_view fallback,
                               std::initializer_list<std::string_view> choices) {
    auto value = text_or(key, fallback);
    if (std::ranges::find(choices, value) == choices.end()) {
        problem(key, fmt::format("must be one of \"{}\"", fmt::join(choices, "\", \"")));
        return std::string(fallback);
    }
    return value;
}

std::int64_t Section::number_or(std::string_view key, std::int64_t fallback, std::int64_t min, std::int64_t max) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr) return fallback;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < min || *value > max) {
        problem(key, fmt::format("must be a whole number from {} to {}", min, max));
        return fallback;
    }
    return *value;
}

base::LogLevel Section::log_level(std::string_view key) {
    const auto name = choice_or(key, "info", {"debug", "info", "warning", "error"});
    if (name == "debug") return base::LogLevel::debug;
    if (name == "warning") return base::LogLevel::warning;
    if (name == "error") return base::LogLevel::error;
    return base::LogLevel::info;
}

bool Section::flag_or(std::string_view key, bool fallback) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr) return fallback;
    const auto value = node->value_exact<bool>();
    if (!value) problem(key, "must be true or false");
    return value.value_or(fallback);
}

std::vector<std::string> Section::texts(std::string_view key) {
    auto values = texts_or_none(key);
    if (!has(key)) {
        problem(key, "is missing");
    } else if (values.empty()) {
        problem(key, "must have at least one entry");
    }
    return values;
}

std::vector<std::string> Section::texts_or_none(std::string_view key) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr) return {};
    std::vector<std::string> values;
    const auto* array = node->as_array();
    if (array == nullptr) {
        problem(key, "must be a list of texts, [\"…\"]");
        return {};
    }
    for (const auto& entry : *array) {
        auto value = entry.value_exact<std::string>();
        if (!value || value->empty()) {
            problem(key, "must be a list of texts that are not empty");
            return {};
        }
        values.push_back(std::move(*value));
    }
    return values;
}

namespace {

// A mistake in `mistake`, with the place where it stands.
struct Mistake {
    std::uint32_t line = 0;
    std::string what;
};

tl::expected<NamedEntry, Mistake> read_name(const toml::node& node) {
    const auto wrong = [](const toml::node& where, std::string what) {
        return tl::unexpected(Mistake{where.source().begin.line, std::move(what)});
    };
    if (const auto plain = node.value_exact<std::string>(); plain && !plain->empty())
        return NamedEntry{*plain, std::nullopt};
    const auto* table = node.as_table();
    if (table == nullptr) return wrong(node, "must be a name in quotes, or {dn = \"…\", guid = \"…\"}");
    NamedEntry entry;
    for (const auto& [key, value] : *table) {
        const auto text = value.value_exact<std::string>();
        if (key == "dn" && text && !text->empty()) {
            entry.dn = *text;
        } else if (key == "guid" && text) {
            entry.guid = core::parse_guid(*text);
            if (!entry.guid)
                return wrong(value, "guid: \"" + *text + "\" is no GUID, as 48f3f955-29b4-4c1e-8a77-0102030405ff");
        } else {
            return wrong(value, fmt::format("{}: only dn and guid stand here, each a text in quotes", key.str()));
        }
    }
    if (entry.dn.empty()) return wrong(node, "dn: is missing");
    return entry;
}

}  // namespace

std::vector<NamedEntry> Section::names(std::string_view key) {
    auto entries = names_or_none(key);
    if (!has(key)) {
        problem(key, "is missing");
    } else if (entries.empty()) {
        problem(key, "must have at least one entry");
    }
    return entries;
}

std::vector<NamedEntry> Section::names_or_none(std::string_view key) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr) return {};
    std::vector<NamedEntry> names;
    const auto* array = node->as_array();
    if (array == nullptr) {
        problem(key, "must be a list of names, [\"…\"]");
        return {};
    }
    for (const auto& entry : *array) {
        auto name = read_name(entry);
        if (name) {
            names.push_back(std::move(*name));
        } else {
            file_->impl_->add(name.error().line, fmt::format("{}.{}", name_, key), name.error().what);
        }
    }
    return names;
}

std::optional<NamedEntry> Section::name_or_none(std::string_view key) {
    const auto* node = file_->impl_->node(name_, key);
    if (node == nullptr || node->value_exact<std::string>() == std::string()) return std::nullopt;
    auto name = read_name(*node);
    if (name) return std::move(*name);
    file_->impl_->add(name.error().line, fmt::format("{}.{}", name_, key), name.error().what);
    return std::nullopt;
}

std::filesystem::path Section::path(std::string_view key) {
    const auto value = text(key);
    return value.empty() ? std::filesystem::path() : file_->path().parent_path() / value;
}

std::filesystem::path Section::path_or_none(std::string_view key) {
    return has(key) ? path(key) : std::filesystem::path();
}

base::SecretBytes Section::secret_from_file(std::string_view key) {
    const auto file = path(key);
    if (file.empty()) return {};
    auto secret = read_secret_file(file);
    if (!secret) {
        problem(key, secret.error().message);
        return {};
    }
    if (secret->empty()) problem(key, file.string() + " is empty");
    return std::move(*secret);
}

}  // namespace tilbage::adapters::config
