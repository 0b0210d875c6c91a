#include "connect/setup/compare.h"

#include <algorithm>
#include <string_view>

#include "base/secret.h"
#include "base/unicode.h"
#include "connect/state/atomic_file.h"

namespace tilbage::connect::setup {
namespace {

// Of a DN: the values of its DC parts, joined.
std::string domain_of(const core::DistinguishedName& name) {
    std::string domain;
    for (auto rest = name; !rest.is_root(); rest = rest.parent()) {
        const std::string_view text = rest.str();
        if (text.size() < 3 || (text[0] | 0x20) != 'd' || (text[1] | 0x20) != 'c') continue;
        const auto begin = text.find('=');
        if (begin == std::string_view::npos) continue;
        const auto value = text.substr(begin + 1, text.find(',') - begin - 1);
        domain += (domain.empty() ? "" : ".") + std::string(value);
    }
    return domain;
}

}  // namespace

bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
    if (a == b) return true;
    if (a.empty() || b.empty()) return false;
    const auto content_a = read_file(a);
    const auto content_b = read_file(b);
    return content_a && content_b && *content_a == *content_b;
}

bool same_tenant(const TenantConfig& a, const TenantConfig& b) {
    return a.url == b.url && same_file(a.ca_file, b.ca_file);
}

bool same_directory(const DirectoryConfig& a, const DirectoryConfig& b) {
    return a.directory.servers == b.directory.servers && same_file(a.directory.ca_file, b.directory.ca_file) &&
           account_of(a) == account_of(b);
}

bool same_credentials(const DirectoryConfig& a, const DirectoryConfig& b) {
    return base::equal_in_constant_time(a.directory.bind_password.open(), b.directory.bind_password.open()) &&
           same_file(a.directory.keytab_file, b.directory.keytab_file);
}

bool same_scope(const ScopeConfig& a, const ScopeConfig& b) {
    // Two GUIDs tell for certain, where both are known; else the names.
    const auto same = [&](const std::string& x, const std::string& y) {
        const auto guid_x = a.guids.find(x);
        const auto guid_y = b.guids.find(y);
        if (guid_x != a.guids.end() && guid_y != b.guids.end()) return guid_x->second == guid_y->second;
        return core::DistinguishedName::parse(x) == core::DistinguishedName::parse(y);
    };
    const auto same_units = [&](const auto& x, const auto& y) {
        return x.size() == y.size() && std::ranges::all_of(x, [&](const auto& one) {
                   return std::ranges::any_of(y, [&](const auto& other) { return same(one.str(), other.str()); });
               });
    };
    return a.units.mode == b.units.mode && a.units.include_new_units == b.units.include_new_units &&
           same_units(a.units.include, b.units.include) && same_units(a.units.exclude, b.units.exclude) &&
           same(a.pilot_group, b.pilot_group);
}

std::vector<std::string> options_that_differ(const Config& a, const Config& b) {
    std::vector<std::string> keys;
    const auto compare = [&](std::string_view key, const auto& x, const auto& y) {
        if (!(x == y)) keys.emplace_back(key);
    };
    compare("directory.source_anchor", a.directory.source_anchor, b.directory.source_anchor);
    compare("directory.connections", a.directory.connections, b.directory.connections);
    compare("directory.timeout_seconds", a.directory.timeout, b.directory.timeout);
    compare("directory.password_filters", a.no_password_filters, b.no_password_filters);
    compare("scope.protected_groups", a.scope.protected_groups, b.scope.protected_groups);
    // The same units, but by other names than before, or with GUIDs that were not known before.
    if (same_scope(a.scope, b.scope)) compare("scope.guid", a.scope.guids, b.scope.guids);
    compare("import.interval_seconds", a.import.interval, b.import.interval);
    compare("import.alternate_mail_attribute", a.import.alternate_mail_attribute, b.import.alternate_mail_attribute);
    compare("import.page_size", a.import.page_size, b.import.page_size);
    compare("synchronization.removal_threshold", a.synchronization.removal_threshold,
            b.synchronization.removal_threshold);
    compare("metrics.textfile", a.metrics.textfile, b.metrics.textfile);
    compare("limits.writes_per_person_per_hour", a.limits.writes_per_person_per_hour,
            b.limits.writes_per_person_per_hour);
    compare("limits.writes_per_minute", a.limits.writes_per_minute, b.limits.writes_per_minute);
    compare("banned.breached_file", a.banned.breached_file, b.banned.breached_file);
    compare("banned.breached_mode", a.banned.screen.breached, b.banned.screen.breached);
    compare("banned.administrators", a.banned.screen.administrators, b.banned.screen.administrators);
    compare("log.level", a.log_level, b.log_level);
    for (const auto& one : a.further) {
        const auto* other = find_directory(b, one.number);
        if (other == nullptr) continue;
        const auto key = [&](std::string_view name) { return one.section() + "." + std::string(name); };
        compare(key("source_anchor"), one.directory.source_anchor, other->directory.source_anchor);
        compare(key("connections"), one.directory.connections, other->directory.connections);
        compare(key("timeout_seconds"), one.directory.timeout, other->directory.timeout);
        compare(key("password_filters"), one.no_password_filters, other->no_password_filters);
        compare(one.scope_section() + ".protected_groups", one.scope.protected_groups, other->scope.protected_groups);
        if (same_scope(one.scope, other->scope))
            compare(one.scope_section() + ".guid", one.scope.guids, other->scope.guids);
    }
    return keys;
}

std::string account_of(const DirectoryConfig& config) { return config.directory.account_name(); }

std::string forest_of(const DirectoryConfig& config) {
    const auto account = account_of(config);
    if (const auto dn = core::DistinguishedName::parse(account); dn && !dn->is_root()) return domain_of(*dn);
    const auto at = account.rfind('@');
    return at == std::string::npos ? std::string() : base::fold_case(account.substr(at + 1));  // a realm is in capitals
}

}  // namespace tilbage::connect::setup
