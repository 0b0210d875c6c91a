#include "connect/setup/render_config.h"

#include <fmt/format.h>
#include <string_view>
#include <vector>

#include "adapters/config/toml_text.h"
#include "core/sync/guid_text.h"

namespace tilbage::connect::setup {
namespace {

// Lines of one file: "key = value  # comment".
class Lines {
public:
    void comment(std::string_view text) { text_ += fmt::format("#{}{}\n", text.empty() ? "" : " ", text); }
    void section(std::string_view name) { text_ += fmt::format("\n[{}]\n", name); }
    void text(std::string_view key, std::string_view value, std::string_view comment = {}) {
        line(key, quoted(value), comment);
    }
    void texts(std::string_view key, const std::vector<std::string>& values, std::string_view comment = {}) {
        std::vector<std::string> items;
        for (const auto& value : values) items.push_back(quoted(value));
        list(key, items, comment);
    }
    using Guids = std::map<std::string, core::ObjectGuid>;
    // Each with its GUID, when that is known.
    void name(std::string_view key, const std::string& name, const Guids& guids, std::string_view comment = {}) {
        line(key, named(name, guids), comment);
    }
    void names(std::string_view key, const std::vector<core::DistinguishedName>& names, const Guids& guids) {
        std::vector<std::string> items;
        for (const auto& name : names) items.push_back(named(name.str(), guids));
        list(key, items, {});
    }
    void names(std::string_view key, const std::vector<std::string>& names, const Guids& guids,
               std::string_view comment) {
        std::vector<std::string> items;
        for (const auto& name : names) items.push_back(named(name, guids));
        list(key, items, comment);
    }
    void number(std::string_view key, std::int64_t value, std::string_view comment = {}) {
        line(key, std::to_string(value), comment);
    }
    void flag(std::string_view key, bool value, std::string_view comment = {}) {
        line(key, value ? "true" : "false", comment);
    }
    // Left out when there is none.
    void path(std::string_view key, const std::filesystem::path& path, std::string_view comment = {}) {
        if (!path.empty()) text(key, std::filesystem::absolute(path).lexically_normal().string(), comment);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    static std::string named(const std::string& name, const Guids& guids) {
        const auto known = guids.find(name);
        if (known == guids.end()) return quoted(name);
        return fmt::format("{{dn = {}, guid = {}}}", quoted(name), quoted(core::to_text(known->second)));
    }
    void list(std::string_view key, const std::vector<std::string>& items, std::string_view comment) {
        const bool one_line = items.size() < 2;
        line(key,
             one_line ? fmt::format("[{}]", fmt::join(items, ""))
                      : fmt::format("[\n    {},\n]", fmt::join(items, ",\n    ")),
             comment);
    }
    static std::string quoted(std::string_view value) { return adapters::config::toml_text(value); }
    void line(std::string_view key, std::string_view value, std::string_view comment) {
        text_ += fmt::format("{} = {}{}{}\n", key, value, comment.empty() ? "" : "  # ", comment);
    }
    std::string text_;
};

std::string_view name_of(base::LogLevel level) {
    switch (level) {
        case base::LogLevel::debug:
            return "debug";
        case base::LogLevel::info:
            return "info";
        case base::LogLevel::warning:
            return "warning";
        case base::LogLevel::error:
            return "error";
    }
    return "info";
}

void render_tenant(const TenantConfig& tenant, Lines& lines) {
    lines.section("tenant");
    lines.text("url", tenant.url);
    lines.path("ca_file", tenant.ca_file, "who signs the tenant's certificate; left out: the system's authorities");
}

void render_directory(const DirectoryConfig& config, Lines& lines) {
    const auto& directory = config.directory;
    lines.section(config.section());
    lines.texts(
        "servers", directory.servers,
        directory.has_keytab() ? "the first that answers is used" : "ldaps:// only; the first that answers is used");
    lines.path("ca_file", directory.ca_file, "who signs the domain controllers' certificates");
    if (directory.has_keytab()) {
        lines.text("account", directory.account, "the connector account");
        lines.path("keytab_file", directory.keytab_file, "its key, for Kerberos; readable by its owner alone");
    } else {
        lines.text("bind_dn", directory.bind_dn, "the connector account");
        lines.path("password_file", config.directory_password_file, "its password; readable by its owner alone");
    }
    lines.text("source_anchor", directory.source_anchor == adapters::ldap::AnchorAttribute::object_guid
                                    ? "objectGUID"
                                    : "ms-DS-ConsistencyGuid");
    lines.number("connections", directory.connections, "1 to 64");
    lines.number("timeout_seconds", std::chrono::duration_cast<std::chrono::seconds>(directory.timeout).count());
    lines.text("password_filters", config.no_password_filters ? "none" : "unknown",
               "\"none\": no password filter is installed on the domain controllers");
}

void render_scope(const DirectoryConfig& config, Lines& lines) {
    const auto& scope = config.scope;
    const bool all = scope.units.mode == core::Scope::Mode::all;
    lines.section(config.scope_section());
    lines.text("mode", all ? "all" : "selected", "all domains and OUs, or those of `include`");
    lines.names("include", scope.units.include, scope.guids);
    lines.names("exclude", scope.units.exclude, scope.guids);
    lines.flag("include_new_units", scope.units.include_new_units, "OUs that come later below an included one");
    if (!scope.pilot_group.empty())
        lines.name("pilot_group", scope.pilot_group, scope.guids, "of the people only this group's members");
    lines.names("protected_groups", scope.protected_groups, scope.guids, "further groups whose members are refused");
}

void render_service(const ExportConfig& service, Lines& lines) {
    lines.section(service.section());
    lines.text("name", service.name, "a further SCIM service; as `sync status`, log and metrics call it");
    lines.text("url", service.url);
    lines.path("token_file", service.token_file, "its bearer token; readable by its owner alone");
    lines.path("ca_file", service.ca_file, "who signs its certificate; left out: the system's authorities");
    lines.flag("groups", service.groups, "false: people alone");
    lines.text("removal", service.deactivates ? "deactivate" : "delete", "what becomes of people who go");
}

void render_banned(const BannedConfig& banned, Lines& lines) {
    lines.section("banned");
    lines.path("breached_file", banned.breached_file, "breached passwords, made by `tilbage-connect breached build`");
    lines.text("breached_mode", core::to_string(banned.screen.breached), "\"audit\": they are only noted in the log");
    lines.flag("administrators", banned.screen.administrators, "what administrators set for others is judged as well");
}

void render_rest(const Config& config, Lines& lines) {
    lines.section("features");
    lines.flag("password_writeback", config.features.password_writeback);
    lines.section("synchronization");
    lines.flag("start", config.synchronization.start, "people are imported");
    lines.flag("staging", config.synchronization.staging, "read and compare, but send and write nothing");
    lines.number("removal_threshold", static_cast<std::int64_t>(config.synchronization.removal_threshold),
                 "more removals within 24 hours wait; the tenant's own threshold comes first");
    lines.section("import");
    lines.number("interval_seconds", config.import.interval.count(),
                 "everything is compared so often where the account is not told of deletions");
    lines.text("alternate_mail_attribute", config.import.alternate_mail_attribute, "where codes are mailed to");
    lines.number("page_size", config.import.page_size);
    lines.section("limits");
    lines.number("writes_per_person_per_hour", config.limits.writes_per_person_per_hour);
    lines.number("writes_per_minute", config.limits.writes_per_minute);
    render_banned(config.banned, lines);
    if (!config.metrics.textfile.empty()) {
        lines.section("metrics");
        lines.text("textfile", config.metrics.textfile, "for node_exporter's textfile collector");
    }
    for (const auto& service : config.exports) render_service(service, lines);
    lines.section("log");
    lines.text("level", name_of(config.log_level), "debug, info, warning or error");
}

void render_body(const Config& config, Lines& lines) {
    lines.section("agent");
    lines.text("name", config.agent_name, "as the portal shows it");
    lines.path("state_dir", config.state_dir, "keys, identity, journal; readable by this account alone");
    if (!config.tenant.url.empty()) render_tenant(config.tenant, lines);
    if (!config.directory.servers.empty()) render_directory(config, lines);
    if (config.scope.units.mode == core::Scope::Mode::all || !config.scope.units.include.empty())
        render_scope(config, lines);
    for (const auto& directory : config.further) {
        render_directory(directory, lines);
        render_scope(directory, lines);
    }
    render_rest(config, lines);
}

void tell_file(Lines& lines, const std::filesystem::path& file, std::string_view what) {
    if (file.empty()) return;
    lines.comment(fmt::format("  {}: {}", std::filesystem::absolute(file).lexically_normal().string(), what));
}

}  // namespace

std::string render_config(const Config& config) {
    Lines lines;
    lines.comment("tilbage-connect. Written by the configuration wizard, `configure` or `apply`; the agent takes up a");
    lines.comment("change by itself. What it was before lies in setup-previous.toml in the state folder.");
    render_body(config, lines);
    return lines.take();
}

std::string render_export(const Config& config) {
    Lines lines;
    lines.comment("The configuration of an agent of Tilbage, written by `tilbage-connect export`.");
    lines.comment(
        "`tilbage-connect apply THIS-FILE` makes an agent like it, on this machine or another; with --check it");
    lines.comment("only tells what would change.");
    lines.comment("");
    lines.comment(
        "Not in this file, and to be copied along to another machine, to the same paths (or change the paths");
    lines.comment("below; a relative one is taken from this file's folder). `apply` takes what they hold into that");
    lines.comment("machine's state folder; then the copies may be removed.");
    for (const auto* directory : directories_of(config)) {
        const auto of = directory->number == 1 ? std::string() : fmt::format(" of [{}]", directory->section());
        tell_file(lines, directory->directory_password_file,
                  "the connector account's password" + of + "; chmod 600 it");
        tell_file(lines, directory->directory.keytab_file, "the connector account's keytab" + of + "; chmod 600 it");
        tell_file(lines, directory->directory.ca_file, "the directory's certificate authority" + of);
    }
    tell_file(lines, config.tenant.ca_file, "the tenant's certificate authority");
    for (const auto& service : config.exports) {
        tell_file(lines, service.token_file, "the token for " + service.name + "; chmod 600 it");
        tell_file(lines, service.ca_file, "the certificate authority of " + service.name);
    }
    lines.comment("Never copied: the agent's keys and its identity. Another machine registers as an agent of its own.");
    render_body(config, lines);
    return lines.take();
}

}  // namespace tilbage::connect::setup
